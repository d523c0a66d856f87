import type { Columns, RowOf } from '@tabularium/read-store';

/** What every view of projects shows of one. */
export const projectColumns = {
  name: { type: 'text', title: 'Name', indexed: true },
  project: { type: 'text', title: 'Project' },
  portfolio: { type: 'text', title: 'Portfolio', indexed: true },
  programme: { type: 'text', title: 'Programme', indexed: true },
  unit: { type: 'text', title: 'Department or unit', indexed: true },
  tier: { type: 'text', title: 'Assurance tier; none = known from earlier records only', indexed: true },
  category: { type: 'text', title: 'Category', indexed: true },
  phase: { type: 'text', title: 'Phase', indexed: true },
  heldPhase: { type: 'text', title: 'Phase that a hold interrupted' },
  stage: { type: 'int', title: 'Stage running or last completed' },
  stageName: { type: 'text', title: 'Name of the stage' },
  startsOn: { type: 'date', title: 'Start', indexed: true },
  endsOn: { type: 'date', title: 'Finish', indexed: true },
  sponsor: { type: 'text', title: 'Sponsor', indexed: true },
  manager: { type: 'text', title: 'Project manager', indexed: true },
  wholeLifeCost: { type: 'money', title: 'Whole-life cost, as reported', indexed: true },
  yearBaseline: { type: 'money', title: 'Budget of the reporting year, as reported' },
  yearForecast: { type: 'money', title: 'Forecast of the reporting year, as reported' },
  benefits: { type: 'money', title: 'Benefits, as reported' },
  confidence: { type: 'text', title: 'Delivery confidence', indexed: true },
  confidenceScale: { type: 'text', title: 'Scale of the confidence' },
  confidenceAssessor: { type: 'text', title: 'Who rated the confidence' },
  source: { type: 'text', title: 'Source of earlier records', indexed: true },
  returnOn: { type: 'date', title: 'Latest return that names it' },
  removed: { type: 'flag', title: 'Removed from its portfolio' },
} as const satisfies Columns;

export type ProjectRow = RowOf<typeof projectColumns>;

export const blankProject: ProjectRow = {
  name: null,
  project: null,
  portfolio: null,
  programme: null,
  unit: null,
  tier: null,
  category: null,
  phase: null,
  heldPhase: null,
  stage: null,
  stageName: null,
  startsOn: null,
  endsOn: null,
  sponsor: null,
  manager: null,
  wholeLifeCost: null,
  yearBaseline: null,
  yearForecast: null,
  benefits: null,
  confidence: null,
  confidenceScale: null,
  confidenceAssessor: null,
  source: null,
  returnOn: null,
  removed: false,
};

/** A removed project is kept unseen, so that a later report does not bring it back. */
export const shownProjects = [{ column: 'removed', is: 'in', values: [false] }] as const;
