import type { ChangeRequestEvents } from '@tabularium/control/contract';
import type { BudgetEvents } from '@tabularium/finance/contract';
import { categoryOf, ownerOf } from '@tabularium/kernel';
import type { GateReviewEvents, PortfolioEvents, ProjectEvents } from '@tabularium/portfolio/contract';
import { view, type RowOf, type StepWithKeys } from '@tabularium/read-store';

const columns = {
  stream: { type: 'text', title: 'What was decided on', indexed: true },
  project: { type: 'text', title: 'Project', indexed: true },
  type: { type: 'text', title: 'What was decided' },
  on: { type: 'date', title: 'Day' },
  personId: { type: 'text', title: 'Decided by', indexed: true },
  onBehalfOf: { type: 'text', title: 'Whose authority it was, where it was delegated', indexed: true },
  rule: { type: 'text', title: 'Limit, row of the matrix or delegation it was decided under', indexed: true },
  upTo: { type: 'money', title: 'Largest single amount of it' },
} as const;

type Row = RowOf<typeof columns>;

type Decided = Pick<ProjectEvents, 'ProjectApproved' | 'ProjectClosed' | 'ProjectTerminated'> &
  Pick<
    GateReviewEvents,
    'GatePassed' | 'GatePassedWithConditions' | 'GateReworkRequired' | 'GateHeld' | 'GateStopped'
  > &
  Pick<BudgetEvents, 'BudgetApproved' | 'BudgetRevised'> &
  Pick<PortfolioEvents, 'FundingEnvelopeSet'> &
  Pick<ChangeRequestEvents, 'ChangeApproved'>;

/** What was decided by a board or in the course of something else is no row. */
const underLimit: StepWithKeys<Row, unknown> = {
  keys: ({ id, metadata: { authority } }) => (authority.basis === 'DELEGATION' ? [id] : []),
  step: (_, { stream, entityId, type, metadata: { actor, authority, effectiveAt } }) => ({
    stream,
    project: categoryOf(stream) === 'portfolio' ? null : ownerOf(entityId),
    type,
    on: effectiveAt.slice(0, 10),
    personId: actor.id,
    onBehalfOf: actor.onBehalfOf ?? null,
    rule: authority.ref ?? null,
    upTo: authority.limit ?? null,
  }),
};

/** What one person decided under a limit. Key: the event. */
export const approvals = view<Decided>()({
  name: 'approvals',
  version: 1,
  title: 'Decisions of persons under their limits',
  columns,
  scope: 'project',
  steps: {
    ProjectApproved: underLimit,
    ProjectClosed: underLimit,
    ProjectTerminated: underLimit,
    GatePassed: underLimit,
    GatePassedWithConditions: underLimit,
    GateReworkRequired: underLimit,
    GateHeld: underLimit,
    GateStopped: underLimit,
    BudgetApproved: underLimit,
    BudgetRevised: underLimit,
    FundingEnvelopeSet: underLimit,
    ChangeApproved: underLimit,
  },
});
