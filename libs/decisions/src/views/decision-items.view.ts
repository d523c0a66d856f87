import { view } from '@tabularium/read-store';
import { itemColumns } from './item-columns';
import { itemSteps, type ItemViewEvents } from './item-steps';

/** Every matter brought before a body, decided or not. Key: decision item. */
export const decisionItems = view<ItemViewEvents>()({
  name: 'decision-items',
  version: 3,
  title: 'Matters before bodies',
  columns: itemColumns,
  scope: 'project',
  totals: {
    'by-state': { title: 'By body and state', groupBy: ['body', 'state'], measures: { matters: { of: 'count' } } },
  },
  steps: itemSteps,
});
