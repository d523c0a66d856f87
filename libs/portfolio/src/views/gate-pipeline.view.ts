import { view } from '@tabularium/read-store';
import type { GateReviewEvents } from '../contract/gate-review.contract';
import { gateColumns, gateSteps } from './gate-steps';

/** The running or last attempt at each gate. Key: `<project>.<gate>`. */
export const gatePipeline = view<GateReviewEvents>()({
  name: 'gate-pipeline',
  version: 3,
  title: 'Gate pipeline',
  columns: gateColumns,
  scope: 'project',
  totals: {
    countByGate: { title: 'By gate and state', groupBy: ['gate', 'state'], measures: { gates: { of: 'count' } } },
    sumByGate: {
      title: 'Released by gate',
      groupBy: ['gate'],
      measures: { fundsReleased: { of: 'sum', column: 'fundsReleased' } },
    },
  },
  steps: gateSteps(({ entityId }) => [entityId]),
});
