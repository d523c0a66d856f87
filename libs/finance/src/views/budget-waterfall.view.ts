import { isNegative, subtract, sum, zero } from '@tabularium/kernel';
import type { ProjectEvents } from '@tabularium/portfolio/contract';
import { view, type Columns, type RowOf } from '@tabularium/read-store';
import type { BudgetEvents } from '../contract/budget.contract';
import { stepKey } from './keys';

type Revised = BudgetEvents['BudgetRevised'];

const columns = {
  project: { type: 'text', title: 'Project', indexed: true },
  step: {
    type: 'int',
    title: 'Number of the revision; 0 = baseline 0; none = reported by an earlier record',
    indexed: true,
  },
  at: { type: 'instant', title: 'In force from', indexed: true },
  on: { type: 'date', title: 'Day a reported line speaks of' },
  kind: { type: 'text', title: 'BASELINE, REPORTED, or the kind of the revision', indexed: true },
  tabFrom: { type: 'money', title: 'Total allocated budget before' },
  tabTo: { type: 'money', title: 'Total allocated budget after' },
  delta: { type: 'money', title: 'What lines and reserve gained, added up' },
  moved: { type: 'money', title: 'What lines gained, losses of others not taken off' },
  reserveDelta: { type: 'money', title: 'What the management reserve gained' },
  authorisedFrom: { type: 'money', title: 'Authorised before' },
  authorisedTo: { type: 'money', title: 'Authorised after' },
  change: { type: 'text', title: 'Change it carries out', indexed: true },
  reason: { type: 'text', title: 'Reason' },
  proposedBy: { type: 'text', title: 'Proposed by' },
  approvedBy: { type: 'text', title: 'Approved by' },
  source: { type: 'text', title: 'Source of a reported line', indexed: true },
  returnOn: { type: 'date', title: 'Return it was reported in' },
} as const satisfies Columns;

const blank: RowOf<typeof columns> = {
  project: null,
  step: null,
  at: null,
  on: null,
  kind: null,
  tabFrom: null,
  tabTo: null,
  delta: null,
  moved: null,
  reserveDelta: null,
  authorisedFrom: null,
  authorisedTo: null,
  change: null,
  reason: null,
  proposedBy: null,
  approvedBy: null,
  source: null,
  returnOn: null,
};

/**
 * Why a budget is what it is (report R6): baseline 0, then a row per revision. Key: `<project>/<nnn>`. What an earlier
 * record says a project costs stands beside it, per source and day: `<project>/<YYYY-MM-DD>/<source>`.
 */
export const budgetWaterfall = view<BudgetEvents & Pick<ProjectEvents, 'LegacyCostReported'>>()({
  name: 'budget-waterfall',
  version: 1,
  title: 'Budget waterfall',
  columns,
  scope: 'project',
  totals: {
    'by-project': {
      title: 'By project and kind',
      groupBy: ['project', 'kind'],
      measures: {
        steps: { of: 'count' },
        delta: { of: 'sum', column: 'delta' },
        reserve: { of: 'sum', column: 'reserveDelta' },
      },
    },
  },
  steps: {
    BudgetBaselined: {
      keys: ({ entityId }) => [stepKey(entityId, 0)],
      step: (_, { entityId, data, metadata }) => ({
        ...blank,
        project: entityId,
        step: 0,
        at: metadata.effectiveAt,
        kind: 'BASELINE',
        tabFrom: zero(data.tab.ccy),
        tabTo: data.tab,
        delta: sum([...data.lines.map(({ amount }) => amount), data.managementReserve], data.tab.ccy),
        moved: sum(
          data.lines.map(({ amount }) => amount),
          data.tab.ccy,
        ),
        reserveDelta: data.managementReserve,
        authorisedFrom: zero(data.authorised.ccy),
        authorisedTo: data.authorised,
        approvedBy: data.approvedBy,
      }),
    },
    BudgetRevised: {
      keys: ({ entityId, data }) => [stepKey(entityId, data.revisionNo)],
      step: (_, { entityId, data, metadata }) => ({
        ...blank,
        project: entityId,
        step: data.revisionNo,
        at: metadata.effectiveAt,
        kind: data.kind,
        tabFrom: data.tabFrom,
        tabTo: data.tabTo,
        ...deltasOf(data),
        authorisedFrom: data.authorisedFrom,
        authorisedTo: data.authorisedTo,
        change: data.changeId ?? null,
        reason: data.reason,
        proposedBy: data.proposedBy,
        approvedBy: data.approvedBy,
      }),
    },
    LegacyCostReported: {
      keys: ({ entityId, data }) => [`${entityId}/${data.on}/${data.source}`],
      step: (_, { entityId, data, metadata }) => ({
        ...blank,
        project: entityId,
        at: metadata.effectiveAt,
        on: data.on,
        kind: 'REPORTED',
        tabTo: data.wholeLifeCost ?? null,
        source: data.source,
        returnOn: data.returnOn,
      }),
    },
  },
});

/** Added up from the lines, not taken from the totals that the event states: the two check each other. */
function deltasOf({ lines, managementReserveFrom, managementReserveTo, tabTo }: Revised) {
  const deltas = lines.map(({ from, to }) => subtract(to, from));
  const reserveDelta = subtract(managementReserveTo, managementReserveFrom);
  const gains = deltas.filter((delta) => !isNegative(delta));
  return {
    delta: sum([...deltas, reserveDelta], tabTo.ccy),
    moved: sum(gains, tabTo.ccy),
    reserveDelta,
  };
}
