import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { organisationContext } from '@tabularium/organisation';
import { openSqliteReadStore, type ReadStore } from '@tabularium/read-store';
import { Board, condition } from '../../test/board';
import { decisionsContext } from '../decisions.module';
import { decisionRegisterView } from '../views/decision-register.view';
import { actionTrackerReport } from './action-tracker.query';
import { interestRegisterReport } from './interest-register.query';

const folder = mkdtempSync(join(tmpdir(), 'decisions-registers-'));
const open: ReadStore[] = [];
afterAll(async () => {
  for (const store of open) await store.close();
  rmSync(folder, { recursive: true });
});

async function viewsOf(board: Board): Promise<ReadStore> {
  const file = join(folder, `${open.length}.sqlite`);
  const views = [...decisionsContext.views, ...organisationContext.views];
  const store = await openSqliteReadStore({ file, views, timeZone: 'UTC', today: () => '2026-04-01' });
  open.push(store);
  await store.ingest(await store.takeOver('views', 'test'), board.logged());
  return store;
}

const FIVE = ['p1', 'p2', 'p3', 'p4', 'p5'];

it('the action tracker counts days overdue, slips, and what part of its actions a body has seen done', async () => {
  const board = await Board.of(5);
  await board.propose();
  await board.convene(FIVE);
  await board.ballot({ p1: 'FOR', p2: 'FOR', p3: 'FOR' });
  const raise = (id: string, from: string, dueOn: string) =>
    board.done('actionItem', id, 'RaiseAction', { text: id, owner: 'p2', dueOn, from }, { actor: 'p1' });
  const act = (id: string, command: string, data: object, actor = 'p2') =>
    board.done('actionItem', id, command, data, { actor });
  await raise('LATE', 'IB-2026-0001', '2026-03-10');
  await raise('DONE', 'IB.2026-03', '2026-03-20');
  await raise('SLOW', 'ITEM', '2026-03-10');
  await raise('GONE', 'ITEM', '2026-03-10');
  await raise('ELSE', 'somewhere', '2026-05-01');
  await act('SLOW', 'MoveDueDate', { dueOn: '2026-03-12', reason: 'x' }, 'p1');
  await act('GONE', 'CancelAction', { reason: 'x' }, 'p1');
  board.later(5);
  for (const id of ['DONE', 'SLOW']) {
    await act(id, 'CompleteAction', { evidence: 'A photograph' });
    await act(id, 'VerifyAction', {}, 'p3');
  }
  const { rows, bodies } = await actionTrackerReport.run({}, await viewsOf(board));
  const shown = rows.map(({ action, body, slips, overdueDays, state }) => [action, body, slips, overdueDays, state]);
  expect(shown).toEqual([
    ['DONE', 'IB', 0, 0, 'VERIFIED'],
    ['ELSE', null, 0, 0, 'RAISED'],
    ['GONE', 'IB', 0, 0, 'CANCELLED'],
    ['LATE', 'IB', 0, 22, 'RAISED'],
    ['SLOW', 'IB', 1, 2, 'VERIFIED'],
  ]);
  expect(rows.at(-1)).toMatchObject({ firstDueOn: '2026-03-10', dueOn: '2026-03-12', verifiedBy: 'p3' });
  expect(bodies).toEqual([
    { body: 'IB', raised: 4, open: 1, overdue: 1, verified: 2, inTime: 1, closureRate: 6667 },
    { body: null, raised: 1, open: 1, overdue: 0, verified: 0, inTime: 0, closureRate: 0 },
  ]);
  const only = await actionTrackerReport.run({ body: 'IB', owner: 'nobody' }, open.at(-1)!);
  expect([only.rows, only.bodies]).toEqual([[], []]);
});

it('the interest register shows what is held, conflicts with who settled them, and who has said nothing this year', async () => {
  const board = await Board.of(5);
  const said = (person: string, type: string, data: object) => board.happened(`interestRegister-${person}`, type, data);
  said('p1', 'StandingInterestDeclared', {
    interestId: 'p1.1',
    counterparty: 'Dredge Ltd',
    nature: 'Shares',
    from: '2026-01-01',
  });
  said('p2', 'StandingInterestDeclared', { interestId: 'p2.1', counterparty: 'Old', nature: 'x', from: '2025-01-01' });
  said('p2', 'InterestEnded', { interestId: 'p2.1', on: '2026-02-01' });
  said('p3', 'NilReturnAttested', { year: 2026 });
  said('p4', 'NilReturnAttested', { year: 2025 });
  await board.propose({ counterparties: ['Dredge Ltd'] });
  await board.item('DeclareInterest', { nature: 'My brother bids' }, 'p5');
  await board.item('ResolveConflict', { personId: 'p5', outcome: 'RECUSED', reason: 'Kin' });
  const views = await viewsOf(board);
  const everything = { seesEveryRow: () => true };
  const register = await interestRegisterReport.run({ body: 'IB' }, views, everything);
  expect(register.standing).toEqual([
    { personId: 'p1', counterparty: 'Dredge Ltd', nature: 'Shares', from: '2026-01-01', until: null },
  ]);
  expect(register.perItem).toMatchObject([
    { item: 'ITEM', personId: 'p1', grounds: ['STANDING_INTEREST'], state: 'OPEN', settledBy: null },
    { personId: 'p5', grounds: ['DECLARED: My brother bids'], state: 'RECUSED', settledBy: 'p1', reason: 'Kin' },
  ]);
  expect(register.nilReturns).toEqual([
    { personId: 'p3', year: 2026 },
    { personId: 'p4', year: 2025 },
  ]);
  expect(register.missingReturns).toEqual(['p2', 'p4', 'p5']);
  const ofOne = await interestRegisterReport.run({ person: 'p5' }, views, everything);
  expect([ofOne.standing, ofOne.perItem.length, ofOne.missingReturns]).toEqual([[], 1, ['p5']]);
  const ofOwn = await interestRegisterReport.run({ body: 'IB' }, views, { seesEveryRow: () => false });
  expect([ofOwn.missingReturns, (await interestRegisterReport.run({ body: 'IB' }, views)).missingReturns]).toEqual([
    null,
    null,
  ]);
});

it('the register says which decisions are urgent and not ratified, what of their conditions is open, and what they led to', async () => {
  const board = await Board.of(5);
  await board.propose({ amount: undefined }, 'FAST');
  await board.done('decisionItem', 'FAST', 'TakeUrgentDecision', { rationale: 'x' }, { actor: 'p1' });
  await board.propose({ conditions: [{ ...condition, kind: 'SUBSEQUENT' }] });
  await board.convene(FIVE);
  await board.ballot({ p1: 'FOR', p2: 'FOR', p3: 'FOR' });
  const row = (id: string) => board.rowsOf(decisionRegisterView)[id];
  expect(row('FAST')).toMatchObject({ urgentNotRatified: true, where: 'URGENT', ratifiedBy: null });
  expect(row('ITEM')).toMatchObject({ urgentNotRatified: false, conditionsOpen: 1, effectEvents: ['e-1'] });
  const evidence = { conditionId: 'lease', documentId: 'D-1', version: '1', sha256: 'c'.repeat(64) };
  await board.item('SubmitConditionEvidence', evidence, 'paul');
  await board.item('DischargeCondition', { conditionId: 'lease' }, 'p2');
  expect(row('ITEM')).toMatchObject({ conditionsOpen: 0, conditionsMet: 1 });
});
