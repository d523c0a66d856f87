import type { ChangeRequestEvents } from '@tabularium/control/contract';
import type { BudgetEvents } from '@tabularium/finance/contract';
import { view, type Columns, type RowOf } from '@tabularium/read-store';
import type { GateReviewEvents } from '../contract/gate-review.contract';
import type { PortfolioEvents } from '../contract/portfolio.contract';
import type { ProjectEvents } from '../contract/project.contract';
import { changeSteps } from './change-steps';
import { lastGateSteps } from './last-gate-steps';
import { blankProject, projectColumns, shownProjects } from './project-columns';
import { projectSteps } from './project-steps';
import { projectTotals } from './project-totals';

const columns = {
  ...projectColumns,
  authorised: { type: 'money', title: 'Authorised funding', indexed: true },
  baseline: { type: 'money', title: 'Total allocated budget of the current baseline', indexed: true },
  forecast: { type: 'money', title: 'Estimate at completion, as last submitted', indexed: true },
  openChanges: { type: 'list', title: 'Open change requests' },
  lastGate: { type: 'text', title: 'Gate decided last', indexed: true },
  lastGateAttempt: { type: 'int', title: 'Attempt that was decided' },
  lastGateOutcome: { type: 'text', title: 'Outcome of that gate', indexed: true },
} as const satisfies Columns;

const blank: RowOf<typeof columns> = {
  ...blankProject,
  authorised: null,
  baseline: null,
  forecast: null,
  openChanges: [],
  lastGate: null,
  lastGateAttempt: null,
  lastGateOutcome: null,
};

const steps = projectSteps(blank);

/** Where each project stands (report R1). Key: project. */
export const portfolioDashboard = view<
  ProjectEvents & PortfolioEvents & GateReviewEvents & BudgetEvents & ChangeRequestEvents
>()({
  name: 'portfolio-dashboard',
  version: 1,
  title: 'Portfolio dashboard',
  columns,
  scope: 'project',
  shown: shownProjects,
  totals: projectTotals(['authorised', 'baseline', 'forecast']),
  steps: {
    ...steps,
    ...changeSteps<RowOf<typeof columns>>(),
    ...lastGateSteps<RowOf<typeof columns>>(),
    BudgetApproved: (row, { data }) => row && { ...row, authorised: data.authorised },
    BudgetBaselined: (row, { data }) => row && { ...row, authorised: data.authorised, baseline: data.tab },
    BudgetRevised: (row, { data }) => row && { ...row, authorised: data.authorisedTo, baseline: data.tabTo },
    ForecastSubmitted: (row, { data }) => row && { ...row, forecast: data.estimateAtCompletion },
    ProjectApproved: (row, event) => {
      const after = steps.ProjectApproved(row, event);
      return after && { ...after, authorised: event.data.authorisedTotal };
    },
  },
});
