import { view } from '@tabularium/read-store';
import { itemColumns } from './item-columns';
import { itemSteps, type ItemViewEvents } from './item-steps';

/** What was decided (report R2). Key: decision item. */
export const decisionRegisterView = view<ItemViewEvents>()({
  name: 'decision-register',
  version: 3,
  title: 'Decision register',
  columns: itemColumns,
  scope: 'project',
  shown: [{ column: 'decided', is: 'in', values: [true] }],
  totals: {
    'by-outcome': {
      title: 'By body and outcome',
      groupBy: ['body', 'outcome'],
      measures: { decisions: { of: 'count' } },
    },
  },
  steps: itemSteps,
});
