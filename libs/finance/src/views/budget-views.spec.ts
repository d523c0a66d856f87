import { gbp, viewRows, type Seen } from '@tabularium/testing';
import type { ProjectEvents } from '@tabularium/portfolio/contract';
import type { BudgetEvents } from '../contract/budget.contract';
import { budgetLines } from './budget-lines.view';
import { budgetWaterfall } from './budget-waterfall.view';
import { budgets } from './budgets.view';

type Happened = Seen<BudgetEvents & Pick<ProjectEvents, 'LegacyCostReported'>>;
const id = 'PRJ-1';

const lines = [
  { account: 'CA-1', costType: 'SERVICES', period: '2026-04', amount: gbp(400) },
  { account: 'CTG', costType: 'CONTINGENCY', period: '2026-05', amount: gbp(50) },
] as const;
const sums = { managementReserve: gbp(100), contingency: gbp(50), tab: gbp(550) };
const created: Happened = { id, type: 'BudgetCreated', data: { ccy: 'GBP' } };
const baselined: Happened = {
  id,
  type: 'BudgetBaselined',
  data: { baselineNo: 0, lines, ...sums, authorised: gbp(600), approvedBy: 'ben' },
};
const revision: BudgetEvents['BudgetRevised'] = {
  revisionNo: 1,
  proposalNo: 1,
  kind: 'MR_DRAW',
  lines: [
    { account: 'CA-1', period: '2026-04', from: gbp(400), to: gbp(430), costType: 'SERVICES' },
    { account: 'CA-9', period: '2026-06', from: gbp(0), to: gbp(10), costType: 'OTHER' },
  ],
  authorisedFrom: gbp(600),
  authorisedTo: gbp(600),
  managementReserveFrom: gbp(100),
  managementReserveTo: gbp(60),
  tabFrom: gbp(550),
  tabTo: gbp(550),
  contingencyTo: gbp(50),
  changeId: 'PRJ-1.CR-01',
  reason: 'New scope',
  proposedBy: 'ana',
  approvedBy: 'ben',
  rationale: 'Agreed',
  newBaselineNo: 1,
};
const revised: Happened = { id, type: 'BudgetRevised', data: revision };

describe('budget-lines', () => {
  it('shows the lines of baseline 0', () => {
    expect(viewRows(budgetLines, baselined)).toEqual({
      'PRJ-1/CA-1/2026-04': { project: id, ...lines[0], baseline: gbp(400), revision: 0 },
      'PRJ-1/CTG/2026-05': { project: id, ...lines[1], baseline: gbp(50), revision: 0 },
    });
  });
  it('shows what a revision made of a line beside baseline 0, and new lines', () => {
    const rows = viewRows(budgetLines, baselined, revised);
    expect(rows['PRJ-1/CA-1/2026-04']).toMatchObject({ amount: gbp(430), baseline: gbp(400), revision: 1 });
    expect(rows['PRJ-1/CA-9/2026-06']).toMatchObject({ amount: gbp(10), baseline: gbp(0), costType: 'OTHER' });
    expect(rows['PRJ-1/CTG/2026-05']).toMatchObject({ amount: gbp(50), revision: 0 });
  });
});

describe('budget-waterfall', () => {
  it('starts from nothing with baseline 0', () => {
    expect(viewRows(budgetWaterfall, baselined)['PRJ-1/000']).toMatchObject({
      step: 0,
      kind: 'BASELINE',
      tabFrom: gbp(0),
      tabTo: gbp(550),
      delta: gbp(550),
      reserveDelta: gbp(100),
      authorisedTo: gbp(600),
      approvedBy: 'ben',
    });
  });
  it('has a row per revision, its sum added up from its lines', () => {
    expect(viewRows(budgetWaterfall, baselined, revised)['PRJ-1/001']).toMatchObject({
      step: 1,
      kind: 'MR_DRAW',
      tabFrom: gbp(550),
      tabTo: gbp(550),
      delta: gbp(0),
      moved: gbp(40),
      reserveDelta: gbp(-40),
      change: 'PRJ-1.CR-01',
      reason: 'New scope',
      proposedBy: 'ana',
      approvedBy: 'ben',
    });
  });
  it('shows a total that the event states wrongly beside the sum of its lines', () => {
    const wrong: Happened = { id, type: 'BudgetRevised', data: { ...revision, tabTo: gbp(551) } };
    expect(viewRows(budgetWaterfall, wrong)['PRJ-1/001']).toMatchObject({ tabTo: gbp(551), delta: gbp(0) });
  });
  it('keeps what earlier records report apart, per day and source', () => {
    const reported: Happened = {
      id,
      type: 'LegacyCostReported',
      data: { on: '2019-09-30', source: 'returns', returnOn: '2019-09-30', wholeLifeCost: gbp(900) },
      at: '2019-09-30T22:59:59.999Z',
    };
    const rows = viewRows(budgetWaterfall, reported, baselined);
    expect(Object.keys(rows)).toEqual(['PRJ-1/000', 'PRJ-1/2019-09-30/returns']);
    expect(rows['PRJ-1/2019-09-30/returns']).toMatchObject({
      kind: 'REPORTED',
      step: null,
      tabTo: gbp(900),
      delta: null,
    });
  });
});

describe('budgets', () => {
  const row = (...events: readonly Happened[]) => viewRows(budgets, created, ...events)[id];
  it('opens with nothing allocated', () => {
    expect(row()).toMatchObject({ state: 'CREATED', tab: gbp(0), released: gbp(0), baseline: null, revisions: 0 });
  });
  it('shows the proposed budget as submitted only', () => {
    const submitted: Happened = { id, type: 'BudgetSubmitted', data: { lines, ...sums, preparedBy: 'ana' } };
    expect(row(submitted)).toMatchObject({ state: 'SUBMITTED', tab: gbp(0) });
  });
  it('shows the amounts of the baseline and of the last revision', () => {
    expect(row(baselined)).toMatchObject({ state: 'BASELINED', tab: gbp(550), pmb: gbp(450), baseline: 0 });
    expect(row(baselined, revised)).toMatchObject({
      tab: gbp(550),
      pmb: gbp(490),
      managementReserve: gbp(60),
      authorised: gbp(600),
      baseline: 1,
      revisions: 1,
    });
  });
  it('shows what waits for approval until it is decided', () => {
    const { kind, changeId, reason, proposedBy, proposalNo } = revision;
    const data = { kind, changeId: changeId ?? '', reason, proposedBy, proposalNo, lines: [] };
    const proposed: Happened = { id, type: 'RevisionProposed', data };
    const rejected: Happened = { id, type: 'RevisionRejected', data: { proposalNo, reason: 'No' } };
    expect(row(baselined, proposed)).toMatchObject({ proposal: 'MR_DRAW' });
    expect(row(baselined, proposed, revised)).toMatchObject({ proposal: null });
    expect(row(baselined, proposed, rejected)).toMatchObject({ proposal: null });
  });
  it('shows what is released', () => {
    const released: Happened = {
      id,
      type: 'StageFundsReleased',
      data: { gate: 'RfE', attempt: 1, amount: gbp(300), releasedTo: gbp(300) },
    };
    const revoked: Happened = {
      id,
      type: 'StageFundsRevoked',
      data: { gate: 'RfE', amount: gbp(100), releasedTo: gbp(200), reason: 'x' },
    };
    expect(row(baselined, released)).toMatchObject({ released: gbp(300) });
    expect(row(baselined, released, revoked)).toMatchObject({ released: gbp(200) });
  });
  it('shows the last forecast, freezes and the final cost', () => {
    const forecast: Happened = {
      id,
      type: 'ForecastSubmitted',
      data: { estimateAtCompletion: gbp(580), method: 'CPI', narrative: 'x', submittedBy: 'ana' },
    };
    const frozen: Happened = { id, type: 'BudgetFrozen', data: { reason: 'x' } };
    const unfrozen: Happened = { id, type: 'BudgetUnfrozen', data: { reason: 'x' } };
    const closed: Happened = { id, type: 'BudgetClosed', data: { final: gbp(540), reason: 'x' } };
    expect(row(baselined, forecast)).toMatchObject({ forecast: gbp(580), forecastMethod: 'CPI' });
    expect(row(baselined, frozen)).toMatchObject({ state: 'FROZEN' });
    expect(row(baselined, frozen, unfrozen)).toMatchObject({ state: 'BASELINED' });
    expect(row(baselined, closed)).toMatchObject({ state: 'CLOSED', final: gbp(540) });
  });
});
