import { createHash } from 'node:crypto';
import { gbp } from '@tabularium/testing';
import { Board, condition, effect, paper } from '../../test/board';
import { decisionItemContract } from '../contract/decision-item.contract';

/** Every command in every stage of a matter: accepted, already so, or refused with its code. */
const EIGHT = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7', 'p8'];
const nonce = 'p2 keeps this to themselves';
const commitment = createHash('sha256').update(`FOR\n${nonce}`).digest('hex');
const meetingId = 'IB.2026-03';
const evidence = { ...paper, conditionId: 'lease', documentId: 'LEASE' };
const ofCondition = { conditionId: 'lease' };

const proposed = async (changed: Readonly<Record<string, unknown>> = {}) => {
  const board = await Board.of(9);
  await board.propose(changed);
  await board.item('DeclareInterest', { nature: 'x' }, 'p9');
  await board.item('ResolveConflict', { personId: 'p9', outcome: 'CLEARED', reason: 'x' });
  await board.convene(EIGHT);
  return board;
};
const voting = async (asked: object = {}, changed: Readonly<Record<string, unknown>> = {}) => {
  const board = await proposed(changed);
  await board.done('decisionItem', 'ITEM', 'OpenBallot', { meetingId, ...asked }, { actor: 'p1' });
  return board;
};
const decided = async (
  votes: Readonly<Record<string, string>> = { p1: 'FOR', p3: 'FOR' },
  changed: Readonly<Record<string, unknown>> = {},
) => {
  const board = await voting({}, changed);
  await board.cast(votes);
  await board.item('CloseBallot', {});
  return board;
};
const sealed = async () => {
  const board = await voting({ secret: true });
  await board.item('SealVote', { commitment }, 'p2');
  return board;
};
const then = async (before: Promise<Board>, ...next: Parameters<Board['send']>) => {
  const board = await before;
  await board.done(...next);
  return board;
};
const item = (command: string, data: object, who: object = { actor: 'p1' }) =>
  ['decisionItem', 'ITEM', command, data, who] as const;
const byDecision = { decision: 'IB-2026-0009' };
const failing = async () => {
  const board = await voting();
  board.elsewhere = () => 'CRITERIA_UNMET';
  await board.cast({ p1: 'FOR', p3: 'FOR' });
  await board.item('CloseBallot', {});
  return board;
};

const stages: Readonly<Record<string, () => Promise<Board>>> = {
  absent: () => Board.of(9),
  proposed: () => proposed(),
  withdrawn: () => then(proposed(), ...item('WithdrawMatter', { reason: 'x' }, { actor: 'pmo' })),
  'ballot open': () => voting(),
  'ballot open, secret': sealed,
  'in circulation': async () => {
    const board = await Board.of(9);
    await board.propose();
    return then(Promise.resolve(board), ...item('CirculateResolution', { closesOn: '2026-03-20' }));
  },
  'votes revealed': () => then(sealed(), ...item('EndSealing', {})),
  tied: () => decided({ p3: 'FOR', p4: 'AGAINST' }),
  rejected: () => decided({ p3: 'AGAINST' }),
  'waits for a condition': () => decided(undefined, { conditions: [condition] }),
  'waits for its day': () => decided(undefined, { effectiveFrom: '2026-04-01' }),
  effective: () => decided(),
  'effect failed': failing,
  'taken urgently': async () =>
    then(proposed({ amount: gbp(50_000) }), ...item('TakeUrgentDecision', { rationale: 'x' })),
  'under appeal': () => then(decided(), ...item('LodgeAppeal', { grounds: 'x', suspensive: true }, { actor: 'sam' })),
  rescinded: () => then(decided(), ...item('RescindDecision', { reason: 'x' }, byDecision)),
};

/** Who gives a command, and what with: each would be right in some stage. Clocks ask after every day has passed. */
const commands: Readonly<Record<string, readonly [data: object, who?: object]>> = {
  ProposeMatter: [
    { bodyId: 'IB', matterType: 'GATE_DECISION', subject: 'x', amount: gbp(100_000), effects: [effect], papers: [] },
    { actor: 'pmo' },
  ],
  AmendPapers: [{ papers: [], reason: 'x' }, { actor: 'pmo' }],
  RefreshProposal: [{ reason: 'x' }, { actor: 'pmo' }],
  AttachRecommendation: [{ adviser: 'PMO', stance: 'FOR', text: 'x' }, { actor: 'pmo' }],
  DeclareInterest: [{ nature: 'x' }, { actor: 'p4' }],
  ResolveConflict: [{ personId: 'p9', outcome: 'RECUSED', reason: 'x' }],
  DeferMatter: [{ missing: ['x'], owner: 'p2', returnOn: '2026-12-01' }],
  ReferUp: [{ because: 'x' }],
  WithdrawMatter: [{ reason: 'x' }, { actor: 'pmo' }],
  NoteMatter: [{}],
  OpenBallot: [{ meetingId }],
  CirculateResolution: [{ closesOn: '2026-12-01' }],
  DemandMeeting: [{}, { actor: 'p2' }],
  CastVote: [{ choice: 'FOR' }, { actor: 'p2' }],
  SealVote: [{ commitment: 'c'.repeat(64) }, { actor: 'p2' }],
  EndSealing: [{}],
  RevealVote: [{ choice: 'FOR', nonce }, { actor: 'p2' }],
  ExerciseVeto: [{ reason: 'x' }, { actor: 'p2' }],
  PutVetoOverride: [{}],
  CloseBallot: [{}],
  GiveCastingVote: [{ choice: 'FOR', rationale: 'x' }],
  CloseCirculation: [{}, { actor: 'system' }],
  TakeUrgentDecision: [{ rationale: 'x' }],
  SubmitConditionEvidence: [evidence, { actor: 'paul' }],
  DischargeCondition: [ofCondition],
  WaiveCondition: [{ ...ofCondition, reason: 'x' }, byDecision],
  ExtendCondition: [{ ...ofCondition, dueOn: '2026-12-01', reason: 'x' }, byDecision],
  BreachCondition: [ofCondition, { actor: 'system' }],
  NumberDecision: [{ decisionNo: 'IB-2026-0001' }, { actor: 'system' }],
  TakeEffect: [{}, { actor: 'system' }],
  RecordEffect: [{ n: 1, attempt: 1, outcome: 'APPLIED' }, { actor: 'system' }],
  RetryEffect: [{ reason: 'x' }, { actor: 'pmo' }],
  RatifyUrgentDecision: [{}, byDecision],
  LapseUrgentDecision: [{}, { actor: 'system' }],
  SupersedeDecision: [{ reason: 'x' }, byDecision],
  RescindDecision: [{ reason: 'x' }, byDecision],
  LodgeAppeal: [{ grounds: 'x', suspensive: false }, { actor: 'sam' }],
  DetermineAppeal: [{ outcome: 'UPHELD', reason: 'x' }, { decision: 'TOP-2026-0001' }],
};

const clocks = ['CloseCirculation', 'BreachCondition', 'TakeEffect', 'LapseUrgentDecision'];

const codes: Readonly<Record<string, string>> = {
  accepted: 'ok',
  'already so': '--',
  AUTHORISES_COMMANDS: 'AC',
  AUTHORITY_EXCEEDED: 'AE',
  BALLOT_CLOSED: 'BC',
  BALLOT_IS_SECRET: 'BS',
  BALLOT_NOT_SECRET: 'NT',
  BALLOT_RUNNING: 'BR',
  CASTING_VOTE_DUE: 'CD',
  CONDITION_NOT_FOUND: 'CN',
  CONDITION_UNPROVEN: 'CU',
  MATTER_EXISTS: 'ME',
  MATTER_NOT_FOUND: 'NF',
  NOTHING_FAILED: 'FA',
  NOT_CIRCULATED: 'NC',
  NOT_IN_STAGE: 'NS',
  NO_APPEAL: 'NA',
  NO_CASTING_VOTE: 'CV',
  NO_VETO: 'NV',
  VETO_FINAL: 'VF',
};

/** Columns: the stages, in their order. */
const table: Readonly<Record<string, string>> = {
  ProposeMatter: 'ok ME ME ME ME ME ME ME ME ME ME ME ME ME ME ME',
  AmendPapers: 'NF ok NS NS NS NS NS NS NS NS NS NS NS NS NS NS',
  RefreshProposal: 'NF -- NS NS NS NS NS NS NS NS NS NS NS NS NS NS',
  AttachRecommendation: 'NF ok NS NS NS NS NS NS NS NS NS NS NS NS NS NS',
  DeclareInterest: 'NF ok NS NS NS NS NS NS NS NS NS NS NS NS NS NS',
  ResolveConflict: 'NF ok NS NS NS NS NS NS NS NS NS NS NS NS NS NS',
  DeferMatter: 'NF ok NS NS NS NS NS NS NS NS NS NS NS NS NS NS',
  ReferUp: 'NF ok NS NS NS NS NS NS NS NS NS NS NS NS NS NS',
  WithdrawMatter: 'NF ok -- NS NS NS NS NS NS NS NS NS NS NS NS NS',
  NoteMatter: 'NF AC NS NS NS NS NS NS NS NS NS NS NS NS NS NS',
  OpenBallot: 'NF ok NS NS NS NS NS NS NS NS NS NS NS NS NS NS',
  CirculateResolution: 'NF ok NS NS NS NS NS NS NS NS NS NS NS NS NS NS',
  DemandMeeting: 'NF NC NC NC NC ok NC NC NC NC NC NC NC NC NC NC',
  CastVote: 'NF BC BC ok BS ok BC BC BC BC BC BC BC BC BC BC',
  SealVote: 'NF BC BC NT ok NT BC BC BC BC BC BC BC BC BC BC',
  EndSealing: 'NF BC BC NT ok NT -- NT BC BC BC BC BC BC BC BC',
  RevealVote: 'NF NS NS NS NS NS ok NS NS NS NS NS NS NS NS NS',
  ExerciseVeto: 'NF BC BC NV NV NV NV NV BC BC BC BC BC BC BC BC',
  PutVetoOverride: 'NF BC BC VF VF VF VF VF BC BC BC BC BC BC BC BC',
  CloseBallot: 'NF BC BC ok NS BR ok CD BC BC BC BC BC BC BC BC',
  GiveCastingVote: 'NF CV CV CV CV CV CV ok CV CV CV CV CV CV CV CV',
  CloseCirculation: '-- -- -- -- -- ok -- -- -- -- -- -- -- -- -- --',
  TakeUrgentDecision: 'NF AE NS NS NS NS NS NS NS NS NS NS NS NS NS NS',
  SubmitConditionEvidence: 'NF NS NS NS NS NS NS NS CN ok CN CN CN CN CN NS',
  DischargeCondition: 'NF NS NS NS NS NS NS NS CN CU CN CN CN CN CN NS',
  WaiveCondition: 'NF NS NS NS NS NS NS NS CN ok CN CN CN CN CN NS',
  ExtendCondition: 'NF NS NS NS NS NS NS NS CN ok CN CN CN CN CN NS',
  BreachCondition: '-- -- -- -- -- -- -- -- -- ok -- -- -- -- -- --',
  NumberDecision: 'NF NF NF NF NF NF NF NF -- -- -- -- -- -- -- --',
  TakeEffect: '-- -- -- -- -- -- -- -- -- -- ok -- -- -- -- --',
  RecordEffect: '-- -- -- -- -- -- -- -- -- -- -- -- -- -- -- --',
  RetryEffect: 'NF NS NS NS NS NS NS NS FA FA FA FA ok FA FA NS',
  RatifyUrgentDecision: 'NF NS NS NS NS NS NS NS NS NS NS NS NS ok NS NS',
  LapseUrgentDecision: '-- -- -- -- -- -- -- -- -- -- -- -- -- ok -- --',
  SupersedeDecision: 'NF NS NS NS NS NS NS NS ok ok ok ok ok ok ok NS',
  RescindDecision: 'NF NS NS NS NS NS NS NS ok ok ok ok ok ok ok NS',
  LodgeAppeal: 'NF NS NS NS NS NS NS NS ok ok ok ok ok ok -- NS',
  DetermineAppeal: 'NF NS NS NS NS NS NS NS NA NA NA NA NA NA ok NS',
};

const boards = new Map<string, Board>();
beforeAll(async () => {
  for (const [stage, board] of Object.entries(stages)) boards.set(stage, await board());
});

async function cameOf(board: Board, command: string): Promise<string> {
  const [data, who = { actor: 'p1' }] = commands[command] ?? [{}];
  const { today } = board;
  if (clocks.includes(command)) board.later(100);
  const answer = await board.tried('decisionItem', 'ITEM', command, data, who);
  board.today = today;
  const came = 'refused' in answer ? answer.refused : answer.types.length > 0 ? 'accepted' : 'already so';
  return codes[came] ?? came;
}

it('every command is in the table', () => {
  const all = Object.keys(decisionItemContract.commands).sort();
  expect(Object.keys(commands).sort()).toEqual(all);
  expect(Object.keys(table).sort()).toEqual(all);
});

it.each(Object.keys(commands))('%s', async (command) => {
  const row = [];
  for (const board of boards.values()) row.push(await cameOf(board, command));
  expect(row.join(' ')).toBe(table[command]);
});
