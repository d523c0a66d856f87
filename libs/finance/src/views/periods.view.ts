import { view, type Columns, type RowOf } from '@tabularium/read-store';
import type { CostLedgerEvents } from '../contract/cost-ledger.contract';
import { periodKey } from './keys';

const columns = {
  project: { type: 'text', title: 'Project', indexed: true },
  period: { type: 'text', title: 'Period', indexed: true },
  state: { type: 'text', title: 'CLOSED, REOPENING_REQUESTED or REOPENED', indexed: true },
  total: { type: 'money', title: 'Entries when it was closed' },
  ledgerTotal: { type: 'money', title: 'What the accounts said' },
  difference: { type: 'money', title: 'Accounts less entries' },
  explanation: { type: 'text', title: 'Explanation of the difference' },
  closedBy: { type: 'text', title: 'Closed by' },
  closedAt: { type: 'instant', title: 'Closed at' },
  requestedBy: { type: 'text', title: 'Reopening asked for by' },
  confirmedBy: { type: 'text', title: 'Reopening confirmed by' },
  reason: { type: 'text', title: 'Reason of the reopening' },
} as const satisfies Columns;

const blank: RowOf<typeof columns> = {
  project: null,
  period: null,
  state: null,
  total: null,
  ledgerTotal: null,
  difference: null,
  explanation: null,
  closedBy: null,
  closedAt: null,
  requestedBy: null,
  confirmedBy: null,
  reason: null,
};

/** Periods that were ever closed. Key: `<project>/<period>`. */
export const periods = view<CostLedgerEvents>()({
  name: 'periods',
  version: 1,
  title: 'Closed periods',
  columns,
  scope: 'project',
  totals: {
    'by-state': { title: 'By period and state', groupBy: ['period', 'state'], measures: { periods: { of: 'count' } } },
  },
  steps: {
    PeriodClosed: {
      keys: ({ entityId, data }) => [periodKey(entityId, data.period)],
      step: (_, { entityId, data, metadata }) => ({
        ...blank,
        project: entityId,
        period: data.period,
        state: 'CLOSED',
        total: data.total,
        ledgerTotal: data.ledgerTotal,
        difference: data.difference,
        explanation: data.explanation ?? null,
        closedBy: data.closedBy,
        closedAt: metadata.effectiveAt,
      }),
    },
    PeriodReopeningRequested: {
      keys: ({ entityId, data }) => [periodKey(entityId, data.period)],
      step: (row, { data: { requestedBy, reason } }) =>
        row && { ...row, state: 'REOPENING_REQUESTED', requestedBy, reason },
    },
    PeriodReopened: {
      keys: ({ entityId, data }) => [periodKey(entityId, data.period)],
      step: (row, { data: { requestedBy, confirmedBy, reason } }) =>
        row && { ...row, state: 'REOPENED', requestedBy, confirmedBy, reason },
    },
  },
});
