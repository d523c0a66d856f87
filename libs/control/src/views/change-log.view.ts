import type { Instant } from '@tabularium/kernel';
import type { BudgetEvents } from '@tabularium/finance/contract';
import { view, type Columns, type RowOf, type Steps } from '@tabularium/read-store';
import type { ChangeRequestEvents } from '../contract/change-request.contract';
import type { ChangeStage } from '../contract/vocabulary';

const columns = {
  project: { type: 'text', title: 'Project', indexed: true },
  code: { type: 'text', title: 'Code', indexed: true },
  type: { type: 'text', title: 'Type', indexed: true },
  title: { type: 'text', title: 'Title' },
  category: { type: 'text', title: 'Category', indexed: true },
  priority: { type: 'int', title: 'Priority, 5 = highest', indexed: true },
  size: { type: 'int', title: 'Size, 5 = largest' },
  state: { type: 'text', title: 'State', indexed: true },
  path: { type: 'list', title: 'States it went through, with their instants' },
  raisedBy: { type: 'text', title: 'Raised by' },
  raisedAt: { type: 'instant', title: 'Raised at', indexed: true },
  route: { type: 'text', title: 'Who is to decide' },
  cost: { type: 'money', title: 'Estimated cost', indexed: true },
  days: { type: 'int', title: 'Estimated days' },
  scope: { type: 'text', title: 'Impact on scope' },
  quality: { type: 'text', title: 'Impact on quality' },
  benefits: { type: 'text', title: 'Impact on benefits' },
  risk: { type: 'text', title: 'Impact on risk' },
  sustainability: { type: 'text', title: 'Impact on sustainability' },
  ifNotDone: { type: 'text', title: 'What happens if it is not done' },
  decidedBy: { type: 'text', title: 'Decided by' },
  decidedAt: { type: 'instant', title: 'Decided at', indexed: true },
  rationale: { type: 'text', title: 'Reason of the decision' },
  asModified: { type: 'text', title: 'What differs from what was asked' },
  policyVersion: { type: 'int', title: 'Version of the tolerances it was held to; none for a board' },
  postponedUntil: { type: 'date', title: 'Postponed until', indexed: true },
  mergedInto: { type: 'text', title: 'Merged into' },
  implementedAt: { type: 'instant', title: 'Implemented at' },
  evidence: { type: 'text', title: 'Proof of implementation' },
  actualCost: { type: 'money', title: 'Actual cost' },
  costVariance: { type: 'money', title: 'Actual less estimated cost' },
  actualDays: { type: 'int', title: 'Actual days' },
  daysVariance: { type: 'int', title: 'Actual less estimated days' },
  budgetRevision: { type: 'int', title: 'Budget revision it led to' },
} as const satisfies Columns;

type Row = RowOf<typeof columns>;

const blank: Row = {
  project: null,
  code: null,
  type: null,
  title: null,
  category: null,
  priority: null,
  size: null,
  state: null,
  path: [],
  raisedBy: null,
  raisedAt: null,
  route: null,
  cost: null,
  days: null,
  scope: null,
  quality: null,
  benefits: null,
  risk: null,
  sustainability: null,
  ifNotDone: null,
  decidedBy: null,
  decidedAt: null,
  rationale: null,
  asModified: null,
  policyVersion: null,
  postponedUntil: null,
  mergedInto: null,
  implementedAt: null,
  evidence: null,
  actualCost: null,
  costVariance: null,
  actualDays: null,
  daysVariance: null,
  budgetRevision: null,
};

const moved = (row: Row, state: ChangeStage, at: Instant): Row => ({
  ...row,
  state,
  path: [...(row.path ?? []), `${state} ${at}`],
});

type Seen<T extends keyof ChangeRequestEvents> = { readonly data: ChangeRequestEvents[T]; readonly at: Instant };

/** A step that moves the change to a state and notes what else the event says. */
const to =
  <T extends keyof ChangeRequestEvents>(state: ChangeStage, noted: (seen: Seen<T>) => Partial<Row>) =>
  (
    row: Row | null,
    event: { readonly data: ChangeRequestEvents[T]; readonly metadata: { readonly effectiveAt: Instant } },
  ) => {
    const at = event.metadata.effectiveAt;
    return row && { ...moved(row, state, at), ...noted({ data: event.data, at }) };
  };

const steps: Steps<Row, ChangeRequestEvents & Pick<BudgetEvents, 'BudgetRevised'>> = {
  ChangeRequested: (_, { entityId, data: { projectId, type, title, category, priority, raisedBy }, metadata }) => {
    const raisedAt = metadata.effectiveAt;
    const code = entityId.slice(projectId.length + 1);
    const request = { project: projectId, code, type, title, category, priority, raisedBy, raisedAt };
    return moved({ ...blank, ...request }, 'SUBMITTED', raisedAt);
  },
  ChangeTriaged: to<'ChangeTriaged'>('ASSESSING', ({ data: { size, route } }) => ({ size, route })),
  ChangeImpactAssessed: to<'ChangeImpactAssessed'>('ASSESSED', ({ data: { projectId: _, ...impact } }) => impact),
  ChangeSubmitted: to<'ChangeSubmitted'>('WAITING_FOR_APPROVAL', () => ({ postponedUntil: null })),
  ChangePostponed: to<'ChangePostponed'>('POSTPONED', ({ data: { until } }) => ({ postponedUntil: until })),
  ChangeApproved: to<'ChangeApproved'>('APPROVED', ({ data, at }) => ({
    decidedBy: data.approvedBy,
    decidedAt: at,
    rationale: data.rationale,
    asModified: data.asModified ?? null,
    policyVersion: data.policyVersion ?? null,
  })),
  ChangeRejected: to<'ChangeRejected'>('REJECTED', ({ data: { rejectedBy, reason }, at }) => ({
    decidedBy: rejectedBy,
    decidedAt: at,
    rationale: reason,
  })),
  ChangeMerged: to<'ChangeMerged'>('MERGED', ({ data: { into } }) => ({ mergedInto: into })),
  ChangeWithdrawn: to<'ChangeWithdrawn'>('WITHDRAWN', ({ data: { reason } }) => ({ rationale: reason })),
  ChangeImplemented: to<'ChangeImplemented'>('IMPLEMENTED', ({ data: { evidence }, at }) => ({
    implementedAt: at,
    evidence,
  })),
  ChangeOutcomeVerified: to<'ChangeOutcomeVerified'>('VERIFIED', ({ data }) => ({
    actualCost: data.actualCost,
    costVariance: data.costVariance,
    actualDays: data.actualDays,
    daysVariance: data.daysVariance,
  })),
  BudgetRevised: {
    keys: ({ data: { changeId } }) => (changeId ? [changeId] : []),
    step: (row, { data: { revisionNo } }) => row && { ...row, budgetRevision: revisionNo },
  },
};

const measures = {
  changes: { of: 'count' },
  cost: { of: 'sum', column: 'cost' },
  days: { of: 'sum', column: 'days' },
} as const;

/** The change-control log (report R10). Key: change request. */
export const changeLog = view<ChangeRequestEvents & Pick<BudgetEvents, 'BudgetRevised'>>()({
  name: 'change-log',
  version: 2,
  title: 'Change log',
  columns,
  scope: 'project',
  totals: {
    'by-project': { title: 'By project and state', groupBy: ['project', 'state'], measures },
    outcomes: {
      title: 'Actual less estimated cost, by project',
      groupBy: ['project'],
      measures: { changes: { of: 'count' }, costVariance: { of: 'sum', column: 'costVariance' } },
    },
    'by-state': { title: 'By state', groupBy: ['state'], measures },
  },
  steps,
});
