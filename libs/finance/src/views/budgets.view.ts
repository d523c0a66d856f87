import { subtract, zero } from '@tabularium/kernel';
import { view, type Columns, type RowOf } from '@tabularium/read-store';
import type { BudgetEvents } from '../contract/budget.contract';

const columns = {
  project: { type: 'text', title: 'Project', indexed: true },
  state: { type: 'text', title: 'CREATED, SUBMITTED, BASELINED, FROZEN or CLOSED', indexed: true },
  ccy: { type: 'text', title: 'Currency' },
  authorised: { type: 'money', title: 'Authorised funding', indexed: true },
  tab: { type: 'money', title: 'Total allocated budget: lines and management reserve', indexed: true },
  pmb: { type: 'money', title: 'Performance measurement baseline: the lines' },
  managementReserve: { type: 'money', title: 'Management reserve' },
  contingency: { type: 'money', title: 'Contingency, inside the lines' },
  released: { type: 'money', title: 'Released by gates', indexed: true },
  baseline: { type: 'int', title: 'Number of the baseline' },
  revisions: { type: 'int', title: 'Number of revisions', indexed: true },
  proposal: { type: 'text', title: 'Kind of the revision that waits for approval' },
  forecast: { type: 'money', title: 'Estimate at completion, as last submitted', indexed: true },
  forecastMethod: { type: 'text', title: 'How it was made' },
  forecastAt: { type: 'instant', title: 'Forecast submitted at' },
  final: { type: 'money', title: 'Actual cost at closure' },
} as const satisfies Columns;

const blank: RowOf<typeof columns> = {
  project: null,
  state: null,
  ccy: null,
  authorised: null,
  tab: null,
  pmb: null,
  managementReserve: null,
  contingency: null,
  released: null,
  baseline: null,
  revisions: null,
  proposal: null,
  forecast: null,
  forecastMethod: null,
  forecastAt: null,
  final: null,
};

const sum = (column: keyof typeof columns) => ({ of: 'sum', column }) as const;

/** What each project may spend. Key: project. */
export const budgets = view<BudgetEvents>()({
  name: 'budgets',
  version: 1,
  title: 'Budgets',
  columns,
  scope: 'project',
  totals: {
    all: {
      title: 'All projects, by currency',
      groupBy: [],
      measures: {
        budgets: { of: 'count' },
        authorised: sum('authorised'),
        tab: sum('tab'),
        managementReserve: sum('managementReserve'),
        contingency: sum('contingency'),
        released: sum('released'),
      },
    },
    'by-state': { title: 'By state', groupBy: ['state'], measures: { budgets: { of: 'count' }, tab: sum('tab') } },
  },
  steps: {
    BudgetCreated: (_, { entityId, data: { ccy } }) => ({
      ...blank,
      project: entityId,
      state: 'CREATED',
      ccy,
      authorised: zero(ccy),
      ...amountsOf({ tab: zero(ccy), managementReserve: zero(ccy), contingency: zero(ccy) }),
      released: zero(ccy),
      revisions: 0,
    }),
    BudgetSubmitted: (row) => row && { ...row, state: 'SUBMITTED' },
    BudgetBaselined: (row, { data: { baselineNo, authorised, ...money } }) =>
      row && { ...row, ...amountsOf(money), state: 'BASELINED', authorised, baseline: baselineNo },
    BudgetRevised: (row, { data }) =>
      row && {
        ...row,
        ...amountsOf({ tab: data.tabTo, managementReserve: data.managementReserveTo, contingency: data.contingencyTo }),
        authorised: data.authorisedTo,
        baseline: data.newBaselineNo,
        revisions: data.revisionNo,
        proposal: null,
      },
    RevisionProposed: (row, { data }) => row && { ...row, proposal: data.kind },
    RevisionRejected: (row) => row && { ...row, proposal: null },
    StageFundsReleased: (row, { data }) => row && { ...row, released: data.releasedTo },
    StageFundsRevoked: (row, { data }) => row && { ...row, released: data.releasedTo },
    BudgetFrozen: (row) => row && { ...row, state: 'FROZEN' },
    BudgetUnfrozen: (row) => row && { ...row, state: 'BASELINED' },
    BudgetClosed: (row, { data }) => row && { ...row, state: 'CLOSED', final: data.final },
    ForecastSubmitted: (row, { data, metadata }) =>
      row && {
        ...row,
        forecast: data.estimateAtCompletion,
        forecastMethod: data.method,
        forecastAt: metadata.effectiveAt,
      },
  },
});

const amountsOf = ({
  tab,
  managementReserve,
  contingency,
}: Pick<BudgetEvents['BudgetBaselined'], 'tab' | 'managementReserve' | 'contingency'>) => ({
  tab,
  pmb: subtract(tab, managementReserve),
  managementReserve,
  contingency,
});
