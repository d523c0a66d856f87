import { view } from '@tabularium/read-store';
import type { CostLedgerEvents } from '../contract/cost-ledger.contract';
import { entryKey } from './keys';

/** Spending above what gates released. Key: `<project>/<entry>`. */
export const exceptions = view<CostLedgerEvents>()({
  name: 'exceptions',
  version: 1,
  title: 'Exceptions',
  columns: {
    project: { type: 'text', title: 'Project', indexed: true },
    kind: { type: 'text', title: 'What is exceeded', indexed: true },
    entry: { type: 'text', title: 'Entry that exceeded it' },
    amount: { type: 'money', title: 'Part of the entry above the release', indexed: true },
    released: { type: 'money', title: 'Released' },
    used: { type: 'money', title: 'Spent and committed, with the entry' },
    detectedAt: { type: 'instant', title: 'Detected at', indexed: true },
    by: { type: 'text', title: 'Posted by' },
  },
  scope: 'project',
  totals: {
    'by-project': {
      title: 'By project',
      groupBy: ['project'],
      measures: { exceptions: { of: 'count' }, amount: { of: 'sum', column: 'amount' } },
    },
  },
  steps: {
    SpendAboveReleaseDetected: {
      keys: ({ entityId, data }) => [entryKey(entityId, data.entryId)],
      step: (_, { entityId, data: { entryId, amount, released, used }, metadata }) => ({
        project: entityId,
        kind: 'SPEND_ABOVE_RELEASE',
        entry: entryId,
        amount,
        released,
        used,
        detectedAt: metadata.effectiveAt,
        by: metadata.actor.id,
      }),
    },
  },
});
