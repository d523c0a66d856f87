import { gbp } from '@tabularium/testing';
import { TestServer, type Answer, type Body } from '../api-server';
export const EIGHT = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7', 'p8'];
export const paper = { documentId: 'CASE-1', version: '1.0', sha256: 'a'.repeat(64) };

const PEOPLE: readonly (readonly [person: string, role: string])[] = [
  ...[...EIGHT, 'p9'].map((person) => [person, 'BOARD_MEMBER'] as const),
  ['mia', 'PMO_MANAGER'],
  ['ana', 'PMO_ANALYST'],
  ['fay', 'FINANCE_CONTROLLER'],
  ['cat', 'FINANCE_CONTROLLER'],
  ['aud', 'AUDITOR'],
];
const LIMITS = ['PROJECT_APPROVAL', 'GATE_DECISION', 'BUDGET_REVISION'];

/** Nine voting seats, s1 (chair) to s9; the quorum is more than half of them. */
const terms = {
  purpose: 'Decide on investments',
  matters: [
    { matterType: 'GATE_DECISION', voting: { method: 'SIMPLE' } },
    { matterType: 'CHANGE_APPROVAL', voting: { method: 'SIMPLE' } },
    { matterType: 'PROJECT_CLOSURE', voting: { method: 'SIMPLE' } },
    { matterType: 'RESCISSION', voting: { method: 'QUALIFIED', numerator: 2, denominator: 3 } },
  ],
  seats: Array.from({ length: 9 }, (_, at) => ({ id: `s${at + 1}`, title: `Seat ${at + 1}`, voting: true })),
  chairSeat: 's1',
  deputySeat: 's2',
  quorum: { method: 'MORE_THAN_HALF', base: 'SEATS' },
  recusalMode: 'LEAVES',
  castingVote: true,
  written: { voting: { method: 'UNANIMOUS', abstentionBlocks: true } },
  urgent: { upTo: gbp(100_000), ratifyDays: 14 },
  noticeDays: 0,
  paperDays: 0,
};

/** An organisation over real HTTP and a real store, in which every story has a body and a project of its own. */
export class Room {
  private address: Promise<string> | undefined;

  private constructor(
    readonly server: TestServer,
    private readonly wall: { day: string },
  ) {}

  static async on(environment: Readonly<Record<string, string>>): Promise<Room> {
    const wall = { day: '2026-03-02' };
    const clock = () => Date.parse(`${wall.day}T09:00:00.000Z`);
    const room = new Room(await TestServer.start({ TABULARIUM_SAMPLE: 'no', ...environment }, { clock }), wall);
    for (const [person, role] of PEOPLE) await room.server.person(person, { role });
    for (const matter of LIMITS)
      await room.give('person/mia', 'delegate-limit', { matter, limit: gbp(1_000_000) }, 'director');
    await room.give('portfolio/CITY', 'charter-portfolio', { name: 'City', ccy: 'GBP' }, 'director');
    return room;
  }

  /** Time only goes on. */
  on(day: string): void {
    if (day < this.wall.day) throw new Error(`It is ${this.wall.day} already`);
    this.wall.day = day;
  }

  ask(path: string, command: string, body: unknown, person = 'mia', headers: Readonly<Record<string, string>> = {}) {
    return this.server.post(`/api/${path}/${command}`, body, person, headers);
  }

  /** Gives a command that must be accepted. */
  give(path: string, command: string, body: unknown, person = 'mia'): Promise<Body> {
    return this.server.accepted(`/api/${path}/${command}`, body, person);
  }

  /** The code with which a command is refused; `201` if it is not. */
  async refusal(...asked: Parameters<Room['ask']>): Promise<string> {
    const { status, body } = await this.ask(...asked);
    return body.code ?? String(status);
  }

  async board(id: string, changed: object = {}, members: readonly string[] = EIGHT): Promise<void> {
    const founding = { name: id, terms: { ...terms, ...changed } };
    await this.give(`governance-body/${id}`, 'establish-body', founding, 'director');
    for (const [at, personId] of members.entries())
      await this.give(`governance-body/${id}`, 'appoint-member', { seatId: `s${at + 1}`, personId }, 'director');
  }

  /** The founding body amends its own terms, through the director. */
  async amendQuorum(id: string, quorum: object): Promise<void> {
    const amended = { terms: { ...terms, quorum }, reason: 'More have to be there' };
    await this.give(`governance-body/${id}`, 'amend-terms-of-reference', amended, 'director');
  }

  async matter(id: string, bodyId: string, changed: object = {}, person = 'mia'): Promise<void> {
    const asked = { bodyId, matterType: 'GATE_DECISION', subject: id, effects: [], papers: [paper], ...changed };
    await this.give(`decision-item/${id}`, 'propose-matter', asked, person);
  }

  /** Calls the meeting for today, tables the matters and opens with these people there. */
  async convene(id: string, items: readonly string[], present: readonly string[] = EIGHT): Promise<void> {
    await this.give(`meeting/${id}`, 'schedule-meeting', { on: this.wall.day, mode: 'IN_PERSON' });
    for (const itemId of items) await this.give(`meeting/${id}`, 'table-item', { itemId });
    const attending = present.map((personId) => ({ personId, mode: 'IN_PERSON' }));
    await this.give(`meeting/${id}`, 'open-meeting', { present: attending }, 'p1');
  }

  async open(id: string, meetingId: string): Promise<void> {
    await this.give(`decision-item/${id}`, 'open-ballot', { meetingId }, 'p1');
  }

  async cast(id: string, votes: Readonly<Record<string, string>>): Promise<void> {
    for (const [person, choice] of Object.entries(votes))
      await this.give(`decision-item/${id}`, 'cast-vote', voteOf(choice), person);
  }

  /** Opens the ballot, has everybody vote, closes it, and waits for what follows. */
  async ballot(id: string, meetingId: string, votes: Readonly<Record<string, string>>): Promise<void> {
    await this.open(id, meetingId);
    await this.cast(id, votes);
    await this.give(`decision-item/${id}`, 'close-ballot', {}, 'p1');
    await this.settled();
  }

  /** Everything that follows from what was recorded has followed. */
  settled(): Promise<void> {
    return this.server.engine.caughtUp();
  }

  async eventsIn(stream: string) {
    return (await this.server.log()).filter((event) => event.stream === stream);
  }

  async typesIn(stream: string): Promise<readonly string[]> {
    return (await this.eventsIn(stream)).map(({ type }) => type);
  }

  /** The data of the last event of a type in a stream. */
  async last(stream: string, type: string): Promise<Body | undefined> {
    return (await this.eventsIn(stream)).findLast((event) => event.type === type)?.data;
  }

  /** Waits until a clock has led to an event. */
  async until(stream: string, type: string): Promise<void> {
    for (let wait = 0; wait < 100 && !(await this.typesIn(stream)).includes(type); wait++)
      await new Promise((resolve) => setTimeout(resolve, 100));
    await this.settled();
  }

  async rows(view: string, query = '', person = 'director'): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const { body } = await this.server.get(`/api/views/${view}?${query}`, person);
    return (body['rows'] as readonly { readonly row: Readonly<Record<string, unknown>> }[]).map(({ row }) => row);
  }

  report(name: string, query: string, person = 'director'): Promise<Answer> {
    return this.server.get(`/api/reports/${name}?${query}`, person);
  }

  /** The status of a request by a method that the engine's own way of asking does not know. */
  async unserved(method: string, path: string): Promise<number> {
    const address = await (this.address ??= this.server.engine.listen());
    const authorization = `Bearer ${await this.server.token()}`;
    return (await fetch(`${address}${path}`, { method, headers: { authorization } })).status;
  }

  /** A registered project with sponsor and manager of its own. */
  async project(id: string): Promise<void> {
    const registration = { name: id, portfolioId: 'CITY', unit: 'Harbour', tier: 'STANDARD', lifeCycle: 'PM2-1' };
    await this.give(`project/${id}`, 'register-project', registration, 'ana');
    for (const [command, role] of [
      ['assign-sponsor', 'SPONSOR'],
      ['assign-project-manager', 'PROJECT_MANAGER'],
    ] as const) {
      const personId = `${role === 'SPONSOR' ? 'sam' : 'paul'}-${id}`;
      await this.server.person(personId, { role, project: id });
      await this.give(`project/${id}`, command, { personId }, 'director');
    }
  }

  /** An approved project with a budget, through its first stage and ready for the gate before the second. */
  async readyForGate(id: string, budget = 1_000_000): Promise<void> {
    await this.project(id);
    const days = { startsOn: '2026-03-02', endsOn: '2027-03-01' };
    await this.give(`project/${id}`, 'approve-project', { authorisedTotal: gbp(budget), ...days, rationale: 'Needed' });
    await this.give(`project/${id}`, 'start-stage', { stage: 1 });
    await this.give(`project/${id}`, 'complete-stage', { stage: 1 });
    await this.budget(id, budget);
    const gate = `gate-review/${id}.RfP`;
    const criteria = [{ id: 'case', text: 'Business case', mandatory: true }];
    await this.give(gate, 'open-gate', { criteria }, 'ana');
    await this.give(gate, 'submit-evidence', { criterionId: 'case', ...paper }, 'mia');
    await this.give(gate, 'assess-criterion', { criterionId: 'case', result: 'MET' }, 'ana');
    await this.give(gate, 'declare-ready', {}, 'ana');
  }

  private async budget(id: string, pounds: number): Promise<void> {
    const half = gbp(pounds / 2);
    const lines = ['CA-1', 'CA-2'].map((account) => ({ account, costType: 'LABOUR', period: '2026-12', amount: half }));
    await this.give(`budget/${id}`, 'create-budget', { ccy: 'GBP' }, 'ana');
    const submission = { lines, managementReserve: gbp(0), contingency: gbp(0) };
    await this.give(`budget/${id}`, 'submit-budget', submission, 'ana');
    await this.give(`budget/${id}`, 'approve-budget', { authorised: gbp(pounds) });
  }
}

const voteOf = (choice: string) => ({ choice, ...(choice === 'AGAINST' ? { rationale: 'No' } : {}) });

/** The matter of a gate of which 100,000 would be released. */
export const gateMatter = (project: string, more: object = {}) => ({
  amount: gbp(100_000),
  target: { category: 'gateReview', id: `${project}.RfP` },
  effects: [
    {
      category: 'gateReview',
      id: `${project}.RfP`,
      command: 'RecordGateDecision',
      data: { outcome: 'PASS', fundsReleased: gbp(100_000), reason: 'Decided by the board' },
    },
  ],
  ...more,
});
