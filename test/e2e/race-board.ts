import { setImmediate } from 'node:timers/promises';
import { kebab } from '@tabularium/contracts';
import type { Money } from '@tabularium/kernel';
import { TestServer, type Body } from './api-server';

/** Rounds of each race; TABULARIUM_ROUNDS asks for more. */
export const ROUNDS = Number(process.env['TABULARIUM_ROUNDS'] ?? 20);
const MEMBERS = ['p1', 'p2', 'p3', 'p4', 'p5'];
const DAY = '2026-03-02';

const terms = {
  purpose: 'Decide',
  parent: 'TOP',
  matters: [{ matterType: 'GATE_DECISION', voting: { method: 'SIMPLE', basis: 'ELIGIBLE' } }],
  seats: MEMBERS.map((id) => ({ id: `s-${id}`, title: id, voting: true })),
  chairSeat: 's-p1',
  deputySeat: 's-p2',
  quorum: { method: 'AT_LEAST', base: 'FILLED', numerator: 3, denominator: 5 },
  recusalMode: 'LEAVES',
  castingVote: true,
  noticeDays: 0,
  paperDays: 0,
};
const { parent: _, ...founding } = terms;
const top = { ...founding, seats: [{ id: 's-top', title: 'Top', voting: true }], chairSeat: 's-top' };

export interface Happened {
  /** Compares as text along the log. */
  readonly position: string;
  readonly type: string;
  readonly revision: number;
  readonly data: Body;
  readonly metadata: { readonly pins?: Readonly<Record<string, number>>; readonly actor: { readonly id: string } };
}

/** Who gives a command, to what, under which key. */
type Command = [category: string, id: string, command: string, data: object, actor?: string, key?: string];

/** The way commands go. */
export type Way = 'command bus' | 'HTTP';

/** Each way, with the rounds it is raced for. */
export const ways: readonly (readonly [Way, number])[] = [
  ['command bus', ROUNDS],
  ['HTTP', Math.ceil(ROUNDS / 10)],
];

/** What a command came to: `accepted`, the code of a refusal, or the name of what was thrown. */
type Came = string;

/** A body of five in one long meeting, with the real command bus, deciders and fact loaders over a store on disk. */
export class RaceBoard {
  private items = 0;

  private constructor(
    readonly server: TestServer,
    private readonly way: Way,
  ) {}

  static async start(way: Way): Promise<RaceBoard> {
    const clock = () => Date.parse(`${DAY}T09:00:00.000Z`);
    const board = new RaceBoard(await TestServer.start({ TABULARIUM_SAMPLE: 'no' }, { clock }), way);
    for (const member of [...MEMBERS, 'top']) await board.server.person(member, { role: 'BOARD_MEMBER' });
    await board.server.person('mia', { role: 'PMO_MANAGER' });
    const { deputySeat: _deputy, ...ofTop } = top;
    await board.done('governanceBody', 'TOP', 'EstablishBody', { name: 'Council', terms: ofTop }, 'director');
    await board.done('governanceBody', 'TOP', 'AppointMember', { seatId: 's-top', personId: 'top' }, 'director');
    await board.done('governanceBody', 'RB', 'EstablishBody', { name: 'Board', terms }, 'director');
    for (const personId of MEMBERS) await board.seat(personId);
    await board.done('meeting', 'RB.M', 'ScheduleMeeting', { on: DAY, mode: 'IN_PERSON' });
    const present = MEMBERS.map((personId) => ({ personId, mode: 'IN_PERSON' }));
    await board.done('meeting', 'RB.M', 'OpenMeeting', { present }, 'p1');
    return board;
  }

  seat(personId: string): Promise<void> {
    return this.done('governanceBody', 'RB', 'AppointMember', { seatId: `s-${personId}`, personId }, 'director');
  }

  /** Two changes to a project of their own, prepared by `ana` and ready to be approved. */
  async changes(projectId: string, impact: { readonly cost: Money; readonly days: number }): Promise<[string, string]> {
    const registration = { name: projectId, portfolioId: 'CITY', unit: 'x', tier: 'LIGHT', lifeCycle: 'PM2-1' };
    await this.done('project', projectId, 'RegisterProject', registration, 'ana');
    const request = { type: 'REQUEST_FOR_CHANGE', title: 'x', description: 'x', category: 'x', priority: 3 };
    const text = { scope: 'x', quality: 'x', benefits: 'x', risk: 'x', sustainability: 'x', ifNotDone: 'x' };
    const ids: [string, string] = [`${projectId}.CR-01`, `${projectId}.CR-02`];
    for (const id of ids) {
      await this.done('changeRequest', id, 'RaiseChange', request, 'ana');
      await this.done('changeRequest', id, 'TriageChange', { size: 2, route: 'x' }, 'ana');
      await this.done('changeRequest', id, 'AssessImpact', { ...impact, ...text }, 'ana');
      await this.done('changeRequest', id, 'SubmitChange', {}, 'ana');
    }
    return ids;
  }

  give(...asked: Command): Promise<Came> {
    return this.way === 'HTTP' ? this.posted(...asked) : this.submitted(...asked);
  }

  private async posted(...[category, id, command, data, actor = 'mia', key]: Command): Promise<Came> {
    const path = `/api/${kebab(category)}/${id}/${kebab(command)}`;
    const headers: Readonly<Record<string, string>> = key ? { 'idempotency-key': key } : {};
    const { status, body } = await this.server.post(path, data, actor, headers);
    return status === 201 ? 'accepted' : String(body.code);
  }

  private async submitted(...[category, id, command, data, actor = 'mia', key]: Command): Promise<Came> {
    const commandId = key ? { commandId: key } : {};
    try {
      const outcome = await this.server.engine.submit({ category, id, command, data, actor, ...commandId });
      return outcome.kind === 'accepted' ? 'accepted' : outcome.refusal.code;
    } catch (error) {
      return error instanceof Error ? ('code' in error ? String(error.code) : error.name) : 'thrown';
    }
  }

  /** What must be accepted. */
  async done(...asked: Command): Promise<void> {
    const came = await this.give(...asked);
    if (came !== 'accepted') throw new Error(`${asked[2]} on ${asked[1]}: ${came}`);
  }

  /** A matter of the body on the agenda of its meeting, with the votes given. */
  async matter(votes: Readonly<Record<string, string>> | undefined): Promise<string> {
    const id = `R-${++this.items}`;
    const asked = { bodyId: 'RB', matterType: 'GATE_DECISION', subject: id, effects: [], papers: [] };
    await this.done('decisionItem', id, 'ProposeMatter', asked);
    await this.done('meeting', 'RB.M', 'TableItem', { itemId: id });
    if (!votes) return id;
    await this.done('decisionItem', id, 'OpenBallot', { meetingId: 'RB.M' }, 'p1');
    for (const [member, choice] of Object.entries(votes)) await this.done(...this.vote(id, member, choice));
    return id;
  }

  vote(id: string, member: string, choice: string, key?: string): Command {
    return ['decisionItem', id, 'CastVote', { choice, rationale: 'x' }, member, key];
  }

  close(id: string, by = 'p1'): Promise<Came> {
    return this.give('decisionItem', id, 'CloseBallot', {}, by);
  }

  async events(stream: string): Promise<readonly Happened[]> {
    const events: Happened[] = [];
    for await (const event of this.server.engine.log.readStream(stream)) events.push(event);
    return events;
  }
}

/** All at once: each starts after some turns of the event loop of its own, so that every order comes up. */
export const race = <T>(...runners: readonly (() => Promise<T>)[]): Promise<readonly T[]> =>
  Promise.all(
    runners.map(async (run) => {
      for (let turns = Math.floor(Math.random() * 8); turns > 0; turns--) await setImmediate();
      return run();
    }),
  );

/** How often each thing was seen. */
export class Tally {
  readonly seen: Record<string, number> = {};

  count(name: string): void {
    this.seen[name] = (this.seen[name] ?? 0) + 1;
  }
}
