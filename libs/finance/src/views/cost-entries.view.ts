import { zero } from '@tabularium/kernel';
import { view, type Columns, type RowOf } from '@tabularium/read-store';
import type { CostLedgerEvents } from '../contract/cost-ledger.contract';
import { entryKey } from './keys';

const columns = {
  project: { type: 'text', title: 'Project', indexed: true },
  entry: { type: 'text', title: 'Entry' },
  kind: { type: 'text', title: 'ACTUAL, REVERSAL or COMMITMENT', indexed: true },
  account: { type: 'text', title: 'Control account', indexed: true },
  period: { type: 'text', title: 'Period it is booked in', indexed: true },
  arisenOn: { type: 'date', title: 'Day it arose, of an actual', indexed: true },
  bookedAt: { type: 'instant', title: 'Booked at', indexed: true },
  actual: { type: 'money', title: 'Actual cost; negative in a reversal' },
  committed: { type: 'money', title: 'Still committed' },
  commitment: { type: 'text', title: 'Commitment it uses up' },
  supplier: { type: 'text', title: 'Supplier', indexed: true },
  externalRef: { type: 'text', title: 'Reference in the accounts', indexed: true },
  state: { type: 'text', title: 'POSTED, REVERSED, OPEN or RELEASED', indexed: true },
  lateFor: { type: 'text', title: 'Closed period it arose in, of a late entry', indexed: true },
  by: { type: 'text', title: 'Posted by' },
  reason: { type: 'text', title: 'Reason of a reversal or release' },
} as const satisfies Columns;

const blank: RowOf<typeof columns> = {
  project: null,
  entry: null,
  kind: null,
  account: null,
  period: null,
  arisenOn: null,
  bookedAt: null,
  actual: null,
  committed: null,
  commitment: null,
  supplier: null,
  externalRef: null,
  state: null,
  lateFor: null,
  by: null,
  reason: null,
};

const measures = {
  entries: { of: 'count' },
  actual: { of: 'sum', column: 'actual' },
  committed: { of: 'sum', column: 'committed' },
} as const;

/** Commitments and entries are named apart. */
const commitmentKey = (project: string, commitmentId: string): string =>
  entryKey(project, `commitment.${commitmentId}`);

/**
 * Everything spent and committed. Key: `<project>/<entry>`, `<project>/commitment.<commitment>`. A reversal is an entry
 * of its own, so that every sum over `actual` is what was spent; `committed` is what is left. Both are always amounts, so
 * that a total has one row per currency.
 */
export const costEntries = view<CostLedgerEvents>()({
  name: 'cost-entries',
  version: 1,
  title: 'Cost entries',
  columns,
  scope: 'project',
  totals: {
    'by-project': { title: 'By project', groupBy: ['project'], measures },
    'by-account': { title: 'By project and account', groupBy: ['project', 'account'], measures },
    'by-period': { title: 'By project and period', groupBy: ['project', 'period'], measures },
  },
  steps: {
    ActualCostPosted: {
      keys: ({ entityId, data }) => [entryKey(entityId, data.entryId)],
      step: (_, { entityId, data, metadata }) => ({
        ...blank,
        project: entityId,
        entry: data.entryId,
        kind: 'ACTUAL',
        account: data.account,
        period: data.period,
        arisenOn: data.arisenOn,
        bookedAt: metadata.recordedAt,
        actual: data.amount,
        committed: zero(data.amount.ccy),
        commitment: data.commitmentId ?? null,
        externalRef: data.externalRef,
        state: 'POSTED',
        lateFor: data.lateFor ?? null,
        by: metadata.actor.id,
      }),
    },
    EntryReversed: {
      keys: ({ entityId, data }) => [entryKey(entityId, data.entryId), entryKey(entityId, data.reversalId)],
      step: (row, { entityId, data, metadata }, key) =>
        key === entryKey(entityId, data.entryId)
          ? row && { ...row, state: 'REVERSED' }
          : {
              ...blank,
              project: entityId,
              entry: data.reversalId,
              kind: 'REVERSAL',
              account: data.account,
              period: data.period,
              bookedAt: metadata.recordedAt,
              actual: data.amount,
              committed: zero(data.amount.ccy),
              state: 'POSTED',
              by: metadata.actor.id,
              reason: data.reason,
            },
    },
    CommitmentPlaced: {
      keys: ({ entityId, data }) => [commitmentKey(entityId, data.commitmentId)],
      step: (_, { entityId, data, metadata }) => ({
        ...blank,
        project: entityId,
        entry: data.commitmentId,
        kind: 'COMMITMENT',
        account: data.account,
        bookedAt: metadata.recordedAt,
        actual: zero(data.amount.ccy),
        committed: data.amount,
        supplier: data.supplier,
        externalRef: data.externalRef,
        state: 'OPEN',
        by: metadata.actor.id,
      }),
    },
    CommitmentReleased: {
      keys: ({ entityId, data }) => [commitmentKey(entityId, data.commitmentId)],
      step: (row, { data: { remaining, reason } }) =>
        row && {
          ...row,
          committed: remaining,
          state: remaining.minor === '0' ? 'RELEASED' : 'OPEN',
          reason: reason ?? row.reason,
        },
    },
  },
});
