import { view } from '@tabularium/read-store';
import type { ProjectEvents } from '../contract/project.contract';
import { isOlderReturn } from './legacy-order';

/** Who earlier records say approved a project, as the latest return of each source says. Key: `<project>.<source>`. */
export const legacyApprovals = view<ProjectEvents>()({
  name: 'legacy-approvals',
  version: 1,
  title: 'Approvals of earlier records',
  columns: {
    project: { type: 'text', title: 'Project', indexed: true },
    body: { type: 'text', title: 'Body that approved', indexed: true },
    amount: { type: 'money', title: 'Approved', indexed: true },
    approvedOn: { type: 'date', title: 'Approved on', indexed: true },
    source: { type: 'text', title: 'Source', indexed: true },
    returnOn: { type: 'date', title: 'Return it stands in' },
  },
  scope: 'project',
  totals: {
    countByBody: { title: 'By body', groupBy: ['body'], measures: { approvals: { of: 'count' } } },
    sumByBody: { title: 'Approved by body', groupBy: ['body'], measures: { amount: { of: 'sum', column: 'amount' } } },
  },
  steps: {
    LegacyApprovalReported: {
      keys: ({ entityId, data }) => [`${entityId}.${data.source}`],
      step: (row, { entityId, data: { body, amount, on, source, returnOn } }) =>
        row && isOlderReturn(row, { source, returnOn })
          ? row
          : { project: entityId, body, amount, approvedOn: on, source, returnOn },
    },
  },
});
