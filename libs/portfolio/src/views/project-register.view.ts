import { view, type Columns, type RowOf } from '@tabularium/read-store';
import { registeredStages, type Stages } from '../contract/life-cycles';
import type { PortfolioEvents } from '../contract/portfolio.contract';
import type { ProjectEvents } from '../contract/project.contract';
import { blankProject, projectColumns, shownProjects } from './project-columns';
import { projectSteps } from './project-steps';
import { projectTotals } from './project-totals';

const columns = {
  ...projectColumns,
  description: { type: 'text', title: 'Description' },
  lifeCycle: { type: 'text', title: 'Life cycle', indexed: true },
  policyVersion: { type: 'int', title: 'Version of the policy that defines its stages; none = built in' },
  stages: { type: 'list', title: 'Stages in order, each with the gate before it' },
  sourceId: { type: 'text', title: 'Identifier in the source', indexed: true },
  notStated: { type: 'list', title: 'What the latest return leaves open, and its words' },
} as const satisfies Columns;

const blank: RowOf<typeof columns> = {
  ...blankProject,
  description: null,
  lifeCycle: null,
  policyVersion: null,
  stages: null,
  sourceId: null,
  notStated: null,
};
const steps = projectSteps(blank);

const stageTexts = (stages: Stages): readonly string[] =>
  stages.map(({ name, gate }) => (gate ? `${name} – ${gate}` : name));

/** Every project that is in a portfolio; those that left are in `departed-components`. Key: project. */
export const projectRegister = view<ProjectEvents & PortfolioEvents>()({
  name: 'project-register',
  version: 2,
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
      lifeCycle: event.data.lifeCycle,
      policyVersion: event.data.policyVersion ?? null,
      stages: stageTexts(registeredStages(event.data)),
    }),
    PolicyTransitionApplied: (row, { data: { toVersion, stages } }) =>
      row && { ...row, policyVersion: toVersion, stages: stageTexts(stages) },
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
