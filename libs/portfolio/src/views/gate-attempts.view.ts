import { view } from '@tabularium/read-store';
import type { GateReviewEvents } from '../contract/gate-review.contract';
import { gateColumns, gateSteps } from './gate-steps';

/** Every attempt at every gate. Key: `<project>.<gate>.<attempt>`. */
export const gateAttempts = view<GateReviewEvents>()({
  name: 'gate-attempts',
  version: 3,
  title: 'Gate attempts',
  columns: gateColumns,
  scope: 'project',
  totals: {
    countByOutcome: {
      title: 'By gate and outcome',
      groupBy: ['gate', 'outcome'],
      measures: { attempts: { of: 'count' } },
    },
  },
  steps: gateSteps(({ entityId, data }) => [`${entityId}.${data.attempt}`]),
});
