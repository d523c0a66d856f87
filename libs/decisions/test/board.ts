import type { Money } from '@tabularium/kernel';
import { gbp } from '@tabularium/testing';
import type { TermsOfReference } from '../src/contract/terms';
import { World } from './world';

/** A board of nine voting seats, `s1` (chair) to `s9`, held by `p1` to `p9`; it answers to TOP. */
const terms: TermsOfReference = {
  purpose: 'Decide on investments',
  parent: 'TOP',
  matters: [
    { matterType: 'GATE_DECISION', voting: { method: 'SIMPLE' }, upTo: gbp(1_000_000) },
    { matterType: 'RESCISSION', voting: { method: 'QUALIFIED', numerator: 2, denominator: 3 } },
    { matterType: 'RATIFICATION', voting: { method: 'SIMPLE' } },
  ],
  seats: Array.from({ length: 9 }, (_, at) => ({ id: `s${at + 1}`, title: `Seat ${at + 1}`, voting: true })),
  chairSeat: 's1',
  deputySeat: 's2',
  quorum: { method: 'MORE_THAN_HALF', base: 'SEATS' },
  recusalMode: 'LEAVES',
  castingVote: true,
  written: { voting: { method: 'UNANIMOUS', abstentionBlocks: true } },
  urgent: { upTo: gbp(50_000), ratifyDays: 14 },
  appeal: { body: 'TOP', days: 30 },
  noticeDays: 5,
  paperDays: 2,
};

export const paper = { documentId: 'CASE-1', version: '1.0', sha256: 'a'.repeat(64) };
export const effect = {
  category: 'gateReview',
  id: 'PRJ-1.RfE',
  command: 'RecordGateDecision',
  data: { outcome: 'PASS', fundsReleased: gbp(100_000), reason: 'Decided by the board' },
};

const proposal = {
  bodyId: 'IB',
  matterType: 'GATE_DECISION',
  subject: 'Gate RfE of the harbour lights',
  target: { category: 'gateReview', id: 'PRJ-1.RfE' },
  amount: gbp(100_000),
  effects: [effect],
  papers: [paper],
};

export const condition = {
  id: 'lease',
  text: 'Sign the lease',
  kind: 'PRECEDENT',
  owner: 'paul',
  dueOn: '2026-05-01',
  evidenceType: 'Signed lease',
  onBreach: 'LAPSE',
} as const;

/** What a board does, in words of its own. The matter is ITEM, its meeting IB.2026-03 on 9 March. */
export class Board extends World {
  static async of(members: number, changed: Partial<TermsOfReference> = {}): Promise<Board> {
    const board = new Board();
    board.happened('project-PRJ-1', 'ProjectRegistered', { name: 'Harbour lights' });
    board.happened('project-PRJ-1', 'SponsorAssigned', { personId: 'sam' });
    board.happened('project-PRJ-1', 'ProjectManagerAssigned', { personId: 'paul' });
    const people = [...persons(9), 'sam', 'paul', 'top'];
    for (const person of people)
      board.happened(`person-${person}`, 'PersonRegistered', { name: person, unit: 'Board' });
    const { parent: _, ...founding } = terms;
    await board.done('governanceBody', 'TOP', 'EstablishBody', { name: 'Council', terms: founding });
    await board.done('governanceBody', 'TOP', 'AppointMember', { seatId: 's1', personId: 'top' });
    await board.done('governanceBody', 'IB', 'EstablishBody', {
      name: 'Investment board',
      terms: { ...terms, ...changed },
    });
    for (const [at, personId] of persons(members).entries())
      await board.done('governanceBody', 'IB', 'AppointMember', { seatId: `s${at + 1}`, personId });
    return board;
  }

  /** Sends what must be accepted. */
  async done(...command: Parameters<World['send']>): Promise<readonly string[]> {
    const answer = await this.send(...command);
    if ('refused' in answer) throw new Error(`${command[2]} was refused: ${JSON.stringify(answer)}`);
    return answer.types;
  }

  item(command: string, data: object, actor = 'p1', id = 'ITEM') {
    return this.send('decisionItem', id, command, data, { actor });
  }

  meeting(command: string, data: object, actor = 'p1', id = 'IB.2026-03') {
    return this.send('meeting', id, command, data, { actor });
  }

  /** Proposes the gate; another amount goes into its command too, and without one there is no command. */
  propose(changed: Readonly<Record<string, unknown>> = {}, id = 'ITEM'): Promise<readonly string[]> {
    const { amount = gbp(0) } = changed as { readonly amount?: Money };
    const asked = { ...effect, data: { ...effect.data, fundsReleased: amount } };
    const effects = 'amount' in changed ? { effects: changed['amount'] ? [asked] : [] } : {};
    return this.done(
      'decisionItem',
      id,
      'ProposeMatter',
      { ...proposal, ...effects, ...changed },
      { actor: 'pmo', role: 'PMO_MANAGER' },
    );
  }

  /** Calls the meeting, tables the matter and opens with these people there. */
  async convene(present: readonly string[], items: readonly string[] = ['ITEM'], id = 'IB.2026-03'): Promise<void> {
    await this.done('meeting', id, 'ScheduleMeeting', { on: addWeek(this.today), mode: 'IN_PERSON' });
    for (const itemId of items) await this.done('meeting', id, 'TableItem', { itemId });
    this.later(7);
    const attending = present.map((personId) => ({ personId, mode: 'IN_PERSON' }));
    await this.done('meeting', id, 'OpenMeeting', { present: attending }, { actor: 'p1' });
  }

  /** Opens the ballot, has everybody vote and closes it. */
  async ballot(
    votes: Readonly<Record<string, string>>,
    id = 'ITEM',
    meetingId = 'IB.2026-03',
  ): Promise<readonly string[]> {
    await this.done('decisionItem', id, 'OpenBallot', { meetingId }, { actor: 'p1' });
    await this.cast(votes, id);
    return this.done('decisionItem', id, 'CloseBallot', {}, { actor: 'p1' });
  }

  async cast(votes: Readonly<Record<string, string>>, id = 'ITEM'): Promise<void> {
    for (const [actor, choice] of Object.entries(votes))
      await this.done(
        'decisionItem',
        id,
        'CastVote',
        { choice, ...(choice === 'AGAINST' ? { rationale: 'No' } : {}) },
        { actor },
      );
  }

  numbers(): readonly string[] {
    return this.log
      .filter(({ type }) => type === 'DecisionEntered')
      .map(({ data }) => (data as { decisionNo: string }).decisionNo);
  }
}

const persons = (count: number): readonly string[] => Array.from({ length: count }, (_, at) => `p${at + 1}`);

const addWeek = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 7 * 86_400_000).toISOString().slice(0, 10);
