import type { EventMetadata } from '@tabularium/kernel';
import { openSqliteReadStore, type LoggedEvent, type ReadStore } from '@tabularium/read-store';
import { gbp } from '@tabularium/testing';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BudgetEvents } from '../contract/budget.contract';
import type { CostLedgerEvents } from '../contract/cost-ledger.contract';
import { financeContext } from '../finance.module';
import { budgetWaterfallReport } from './budget-waterfall.query';
import { spendReport } from './spend.query';

type Events = BudgetEvents & CostLedgerEvents;
const folder = mkdtempSync(join(tmpdir(), 'finance-'));
afterAll(() => rmSync(folder, { recursive: true }));

const metadata = (recordedAt: string, effectiveAt: string): EventMetadata => ({
  schemaVersion: 1,
  recordedAt,
  effectiveAt,
  actor: { id: 'ana' },
  authority: { basis: 'ROLE' },
  commandId: 'c',
  commandHash: 'h',
  correlationId: 'c',
  causationId: 'c',
});

interface Happened {
  readonly stream: string;
  readonly type: string;
  readonly data: object;
  readonly on: string;
  readonly arose: string;
}
const happened = <T extends keyof Events & string>(
  stream: string,
  type: T,
  data: Events[T],
  on: string,
  arose = on,
): Happened => ({ stream, type, data, on, arose });

const logged = ({ stream, type, data, on, arose }: Happened, index: number): LoggedEvent => ({
  index,
  position: String(index),
  id: `event-${index}`,
  stream,
  revision: index,
  type,
  data: Object.fromEntries(Object.entries(data)),
  metadata: metadata(`${on}T09:00:00.000Z`, `${arose}T${arose < on ? '22:59:59.999' : '09:00:00.000'}Z`),
});

let files = 0;
async function storeOf(events: readonly Happened[]): Promise<ReadStore> {
  const file = join(folder, `${files++}.db`);
  const store = await openSqliteReadStore({
    file,
    views: financeContext.views,
    timeZone: 'Europe/London',
    today: () => '2026-07-01',
  });
  await store.ingest(await store.takeOver(), events.map(logged));
  return store;
}

const line = { account: 'CA-1', costType: 'SERVICES', period: '2026-04', amount: gbp(400) } as const;
const baselined: BudgetEvents['BudgetBaselined'] = {
  baselineNo: 0,
  lines: [line, { ...line, account: 'CA-2', amount: gbp(200.01) }],
  managementReserve: gbp(100),
  contingency: gbp(0),
  authorised: gbp(800),
  tab: gbp(700.01),
  approvedBy: 'ben',
};
const revision = (no: number, kind: 'INCREASE' | 'VIREMENT', by: number): BudgetEvents['BudgetRevised'] => ({
  revisionNo: no,
  proposalNo: no,
  kind,
  lines:
    kind === 'INCREASE'
      ? [{ ...place('CA-1'), from: gbp(400), to: gbp(400 + by) }]
      : [
          { ...place('CA-1'), from: gbp(410), to: gbp(410 - by) },
          { ...place('CA-2'), from: gbp(200.01), to: gbp(200.01 + by) },
        ],
  authorisedFrom: gbp(800),
  authorisedTo: gbp(800),
  managementReserveFrom: gbp(100),
  managementReserveTo: gbp(100),
  tabFrom: gbp(kind === 'INCREASE' ? 700.01 : 710.01),
  tabTo: gbp(710.01),
  contingencyTo: gbp(0),
  reason: 'Needed',
  proposedBy: 'ana',
  approvedBy: 'ben',
  rationale: 'Agreed',
  newBaselineNo: no,
});
const place = (account: string) => ({ account, period: '2026-04', costType: 'SERVICES' as const });

const budget = 'budget-PRJ-1';
const opened = [
  happened(budget, 'BudgetCreated', { ccy: 'GBP' }, '2026-03-01'),
  happened(budget, 'BudgetBaselined', baselined, '2026-03-02'),
];
const revised = [
  happened(budget, 'BudgetRevised', revision(1, 'INCREASE', 10), '2026-04-01'),
  happened(budget, 'BudgetRevised', revision(2, 'VIREMENT', 60), '2026-05-01'),
];

describe('budget-waterfall', () => {
  const asked = { project: 'PRJ-1' };

  it('goes from baseline 0 by every step to what stands, and reconciles to zero', async () => {
    const views = await storeOf([...opened, ...revised]);
    const report = await budgetWaterfallReport.run(asked, views);
    await views.close();
    expect(report.steps.map(({ step, kind, delta, moved }) => [step, kind, delta.minor, moved?.minor])).toEqual([
      [0, 'BASELINE', '70001', '60001'],
      [1, 'INCREASE', '1000', '1000'],
      [2, 'VIREMENT', '0', '6000'],
    ]);
    expect(report.current).toMatchObject({ tab: gbp(710.01), baseline: 2 });
    expect(report.check).toEqual({
      chain: gbp(710.01),
      lines: gbp(710.01),
      tab: gbp(710.01),
      chainLessTab: gbp(0),
      linesLessTab: gbp(0),
      breaks: [],
      reconciles: true,
    });
  });

  it('answers as of a day and as known at an index', async () => {
    const views = await storeOf([...opened, ...revised]);
    const then = await budgetWaterfallReport.run({ ...asked, asOf: '2026-04-15' }, views);
    const before = await budgetWaterfallReport.run({ ...asked, knownAt: 0 }, views);
    await views.close();
    expect(then.steps).toHaveLength(2);
    expect(then.check).toMatchObject({ chain: gbp(710.01), lines: gbp(710.01), reconciles: true });
    expect(before).toMatchObject({ steps: [], check: null, current: { state: 'CREATED' } });
  });

  it('shows it when an event states a total that its lines do not make', async () => {
    const wrong = { ...revision(1, 'INCREASE', 10), tabTo: gbp(710) };
    const views = await storeOf([
      ...opened,
      happened(budget, 'BudgetRevised', wrong, '2026-04-01'),
      happened(budget, 'BudgetRevised', revision(2, 'VIREMENT', 60), '2026-05-01'),
    ]);
    const { check } = await budgetWaterfallReport.run({ ...asked, asOf: '2026-04-15' }, views);
    const later = await budgetWaterfallReport.run(asked, views);
    await views.close();
    expect(check).toMatchObject({ chainLessTab: gbp(0.01), linesLessTab: gbp(0.01), reconciles: false });
    expect(later.check).toMatchObject({ breaks: [2], reconciles: false });
  });

  it('says that a project has no budget', async () => {
    const views = await storeOf(opened);
    const report = await budgetWaterfallReport.run({ project: 'PRJ-9' }, views);
    await views.close();
    expect(report).toMatchObject({ project: 'PRJ-9', steps: [], reported: [], current: null, check: null });
  });
});

const actual = (entryId: string, pounds: number, more: Partial<CostLedgerEvents['ActualCostPosted']> = {}) => ({
  entryId,
  account: 'CA-1',
  period: '2026-05',
  amount: gbp(pounds),
  externalRef: `INV-${entryId}`,
  arisenOn: '2026-05-20',
  ...more,
});
const commitment = { commitmentId: 'P1', account: 'CA-1', amount: gbp(150), supplier: 'Works', externalRef: 'PO-1' };

describe('spend', () => {
  it('takes what is committed and spent off what is released', async () => {
    const released = { gate: 'RfE', attempt: 1, amount: gbp(300), releasedTo: gbp(300) };
    const reversed = { ...actual('A1', -40), reversalId: 'A1~reversal', reason: 'x' };
    const views = await storeOf([
      ...opened,
      happened(budget, 'StageFundsReleased', released, '2026-03-03'),
      happened('costLedger-PRJ-1', 'ActualCostPosted', actual('A1', 40), '2026-05-20'),
      happened('costLedger-PRJ-1', 'EntryReversed', reversed, '2026-05-21'),
      happened('costLedger-PRJ-1', 'ActualCostPosted', actual('A2', 45.5), '2026-05-21'),
      happened('costLedger-PRJ-1', 'CommitmentPlaced', commitment, '2026-05-22'),
      happened('costLedger-PRJ-2', 'ActualCostPosted', actual('B1', 7), '2026-05-23'),
    ]);
    const all = await spendReport.run({}, views);
    const one = await spendReport.run({ project: 'PRJ-2' }, views);
    await views.close();
    const own = {
      authorised: gbp(800),
      released: gbp(300),
      committed: gbp(150),
      actual: gbp(45.5),
      available: gbp(104.5),
    };
    const other = { authorised: gbp(0), released: gbp(0), committed: gbp(0), actual: gbp(7), available: gbp(-7) };
    expect(all.rows).toEqual([
      { project: 'PRJ-1', state: 'BASELINED', ...own },
      { project: 'PRJ-2', state: 'NONE', ...other },
    ]);
    expect(all.totals).toEqual([{ ...own, actual: gbp(52.5), available: gbp(97.5) }]);
    expect(one.rows).toEqual([{ project: 'PRJ-2', state: 'NONE', ...other }]);
  });
});

describe('an actual of closed May that arrives in June', () => {
  it('is not in May as known then, and is in May as known now, booked in June', async () => {
    const late = actual('A2', 50, { period: '2026-06', arisenOn: '2026-05-28', lateFor: '2026-05' });
    const closed = { total: gbp(40), ledgerTotal: gbp(40), difference: gbp(0), closedBy: 'fay' };
    const views = await storeOf([
      happened('costLedger-PRJ-1', 'ActualCostPosted', actual('A1', 40), '2026-05-20'),
      happened('costLedger-PRJ-1', 'PeriodClosed', { period: '2026-05', ...closed }, '2026-05-31'),
      happened('costLedger-PRJ-1', 'ActualCostPosted', late, '2026-06-10', '2026-05-28'),
    ]);
    const spent = async (asOf: string, knownAt?: string) =>
      (await spendReport.run({ asOf, ...(knownAt ? { knownAt } : {}) }, views)).rows[0]?.actual;
    const byPeriod = await views.totals('cost-entries', 'by-period', { asOf: '2026-06-30' });
    expect(await spent('2026-05-31', '2026-05-31T22:59:59.999Z')).toEqual(gbp(40));
    expect(await spent('2026-05-31')).toEqual(gbp(90));
    expect(byPeriod.rows.map(({ group, measures }) => [group['period'], measures['actual']])).toEqual([
      ['2026-05', '4000'],
      ['2026-06', '5000'],
    ]);
    await views.close();
  });
});
