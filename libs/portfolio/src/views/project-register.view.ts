import { view, type Columns, type RowOf } from '@tabularium/read-store';
import type { PortfolioEvents } from '../contract/portfolio.contract';
import type { ProjectEvents } from '../contract/project.contract';
import { blankProject, projectColumns, shownProjects } from './project-columns';
import { projectSteps } from './project-steps';
import { projectTotals } from './project-totals';

const columns = {
  ...projectColumns,
  description: { type: 'text', title: 'Description' },
  sourceId: { type: 'text', title: 'Identifier in the source', indexed: true },
  notStated: { type: 'list', title: 'What the latest return leaves open, and its words' },
} as const satisfies Columns;

const blank: RowOf<typeof columns> = { ...blankProject, description: null, sourceId: null, notStated: null };
const steps = projectSteps(blank);

/** Every project that is in a portfolio; those that left are in `departed-components`. Key: project. */
export const projectRegister = view<ProjectEvents & PortfolioEvents>()({
  name: 'project-register',
  version: 1,
  title: 'Projects',
  columns,
  scope: 'project',
  shown: shownProjects,
  totals: projectTotals(['wholeLifeCost', 'yearBaseline', 'yearForecast', 'benefits']),
  steps: {
    ...steps,
    ProjectRegistered: (row, event) => ({
      ...steps.ProjectRegistered(row, event),
      description: event.data.description ?? row?.description ?? null,
    }),
    LegacyProfileReported: (row, event) => {
      const after = steps.LegacyProfileReported(row, event);
      if (!after || after === row || after.removed) return after;
      const { description, sourceId = null, notStated } = event.data;
      return {
        ...after,
        description: after.tier ? after.description : (description ?? null),
        sourceId,
        notStated: notStated.map(({ field, statement }) => `${field}: ${statement}`),
      };
    },
  },
});
