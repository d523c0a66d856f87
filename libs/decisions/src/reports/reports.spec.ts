import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteReadStore, type ReadStore } from '@tabularium/read-store';
import { Board } from '../../test/board';
import { decisionsContext } from '../decisions.module';
import { counterfactual } from './counterfactual.query';
import { governancePerformance } from './governance-performance.query';
import { preFlight } from './pre-flight.query';

const folder = mkdtempSync(join(tmpdir(), 'decisions-reports-'));
const open: ReadStore[] = [];
afterAll(async () => {
  for (const store of open) await store.close();
  rmSync(folder, { recursive: true });
});

/** The views of the context, on a real store, of what a board did. */
async function viewsOf(board: Board): Promise<ReadStore> {
  const file = join(folder, `${open.length}.sqlite`);
  const { views } = decisionsContext;
  const store = await openSqliteReadStore({ file, views, timeZone: 'UTC', today: () => '2027-01-01' });
  open.push(store);
  await store.ingest(await store.takeOver('views', 'test'), board.logged());
  return store;
}

const SIX = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6'];

it('pre-flight says for which matters a meeting will be quorate, and whose conflict is open', async () => {
  const board = await Board.of(8);
  await board.propose();
  await board.propose({ subject: 'Other' }, 'OTHER');
  await board.item('DeclareInterest', { nature: 'x' }, 'p5');
  await board.item('ResolveConflict', { personId: 'p5', outcome: 'RECUSED', reason: 'x' });
  await board.item('DeclareInterest', { nature: 'x' }, 'p6', 'OTHER');
  await board.meeting('ScheduleMeeting', { on: '2026-03-09', mode: 'REMOTE' });
  for (const itemId of ['ITEM', 'OTHER']) await board.meeting('TableItem', { itemId });
  const views = await viewsOf(board);
  const { items, expected } = await preFlight.run({ meeting: 'IB.2026-03', present: 'p1, p2, p3, p4, p5' }, views);
  expect(expected).toHaveLength(5);
  expect(items).toEqual([
    {
      item: 'ITEM',
      subject: 'Gate RfE of the harbour lights',
      quorumRequired: 5,
      quorumPresent: 4,
      quorate: false,
      recused: ['p5'],
      conflictsOpen: [],
      limit: 'WITHIN',
    },
    {
      item: 'OTHER',
      subject: 'Other',
      quorumRequired: 5,
      quorumPresent: 5,
      quorate: true,
      recused: [],
      conflictsOpen: ['p6'],
      limit: 'WITHIN',
    },
  ]);
  const everybody = await preFlight.run({ meeting: 'IB.2026-03' }, views);
  expect(everybody.items.map(({ quorumPresent }) => quorumPresent)).toEqual([7, 8]);
  expect((await preFlight.run({ meeting: 'IB.none' }, views)).items).toEqual([]);
});

it('pre-flight does not expect whoever is away, unless an alternate comes', async () => {
  const board = await Board.of(6);
  await board.propose();
  const days = { from: '2026-03-09', until: '2026-03-13' };
  for (const person of ['p2', 'p3', 'sam'])
    board.happened(`person-${person}`, 'LeaveRecorded', { leaveId: `${person}.L1`, ...days });
  await board.done('governanceBody', 'IB', 'AppointAlternate', { seatId: 's3', personId: 'top' });
  await board.meeting('ScheduleMeeting', { on: '2026-03-09', mode: 'REMOTE' });
  await board.meeting('TableItem', { itemId: 'ITEM' });
  const asked = { meeting: 'IB.2026-03' };
  const { expected, items } = await preFlight.run(asked, await viewsOf(board));
  expect(expected).toEqual(['p1', 'p3', 'p4', 'p5', 'p6']);
  expect(items).toMatchObject([{ quorumRequired: 5, quorumPresent: 5, quorate: true }]);
  board.happened('person-p2', 'LeaveEnded', { leaveId: 'p2.L1' });
  await board.done('governanceBody', 'IB', 'AppointAlternate', { seatId: 's3', personId: 'sam' });
  expect((await preFlight.run(asked, await viewsOf(board))).expected).toEqual(['p1', 'p2', 'p4', 'p5', 'p6']);
});

it('counterfactual counts a past ballot again under other rules, and changes nothing', async () => {
  const board = await Board.of(8);
  await board.propose();
  await board.convene(SIX);
  await board.ballot({ p1: 'FOR', p2: 'FOR', p3: 'FOR', p4: 'AGAINST', p5: 'AGAINST' });
  const views = await viewsOf(board);
  const under = async (asked: object) =>
    (await counterfactual.run({ item: 'ITEM', method: 'SIMPLE', ...asked }, views)).ballots;
  expect(await under({})).toMatchObject([
    {
      ballot: 'ITEM/1',
      decided: { outcome: 'APPROVED', arithmetic: '2 × 3 > 5' },
      instead: { carried: true },
      differs: false,
    },
  ]);
  expect(await under({ method: 'QUALIFIED' })).toMatchObject([
    { instead: { carried: false, arithmetic: '3 × 3 ≥ 2 × 5' }, differs: true },
  ]);
  expect(await under({ method: 'QUALIFIED', share: '3/5' })).toMatchObject([{ differs: false }]);
  expect(await under({ basis: 'PRESENT' })).toMatchObject([{ instead: { carried: false, base: 6 }, differs: true }]);
  expect(await under({ quorum: '3/4' })).toMatchObject([
    { instead: { quorumRequired: 7, quorate: false }, differs: true },
  ]);
  expect(await under({ quorum: '3/4', quorumBase: 'FILLED' })).toMatchObject([
    { instead: { quorumRequired: 6, quorate: true }, differs: false },
  ]);
  expect(await under({ quorum: 'MORE_THAN_HALF' })).toMatchObject([{ instead: { quorumRequired: 5 }, differs: false }]);
});

it('governance performance counts meetings, attendance, days, urgency and dissent by body', async () => {
  const board = await Board.of(6);
  await board.propose();
  await board.propose({ amount: undefined }, 'FAST');
  await board.done('decisionItem', 'FAST', 'TakeUrgentDecision', { rationale: 'x' }, { actor: 'p1' });
  await board.propose({}, 'SLOW');
  const putOff = { missing: ['x'], owner: 'p2', returnOn: '2026-03-08' };
  for (let n = 0; n < 2; n++) await board.item('DeferMatter', putOff, 'p1', 'SLOW');
  await board.convene(SIX);
  await board.meeting('RecordDeparture', { personId: 'p6' });
  await board.meeting('RecordDeparture', { personId: 'p5' });
  await board.meeting('RecordAttendance', { personId: 'p5', mode: 'REMOTE' });
  await board.ballot({ p1: 'FOR', p2: 'FOR', p3: 'AGAINST' });
  const { rows } = await governancePerformance.run({ body: 'IB' }, await viewsOf(board));
  expect(rows).toEqual([
    {
      body: 'IB',
      meetingsHeld: 1,
      quorumLost: 1,
      agendasOverdue: 0,
      paperDeadlinesPassed: 0,
      paperDeadlinesMissed: 0,
      attendance: { p1: 1, p2: 1, p3: 1, p4: 1, p5: 1, p6: 1 },
      decisions: 2,
      daysToDecideP50: 0,
      daysToDecideP90: 7,
      deferredMoreThanOnce: 0,
      urgent: 1,
      urgentNotRatified: 1,
      written: 0,
      tabledLate: 0,
      recusals: 0,
      dissents: 1,
      againstAdvice: 0,
      conditionsMet: 0,
      conditionsBreached: 0,
      reversed: 0,
    },
  ]);
  const all = await governancePerformance.run({}, open.at(-1)!);
  const shown = all.rows.map(({ body, decisions, daysToDecideP50: p50, deferredMoreThanOnce: put }) => [
    body,
    decisions,
    p50,
    put,
  ]);
  expect(shown).toEqual([
    ['IB', 2, 0, 0],
    ['TOP', 0, null, 1],
  ]);
});
