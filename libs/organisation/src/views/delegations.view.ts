import { view } from '@tabularium/read-store';
import type { PersonEvents } from '../contract/person.contract';

const byDelegation = { keys: ({ data }: { readonly data: { readonly delegationId: string } }) => [data.delegationId] };

export const delegations = view<PersonEvents>()({
  name: 'delegations',
  version: 2,
  title: 'Limits up to which persons may decide, with their days',
  columns: {
    personId: { type: 'text', title: 'Person', indexed: true },
    matter: { type: 'text', title: 'Matter', indexed: true },
    upTo: { type: 'money', title: 'Largest single amount' },
    cumulativeUpTo: { type: 'money', title: 'Largest sum on one project within the window' },
    windowDays: { type: 'int', title: 'Rolling window in days' },
    from: { type: 'date', title: 'First day' },
    until: { type: 'date', title: 'Last day' },
    grantedBy: { type: 'text', title: 'Given by' },
    state: { type: 'text', title: 'HELD, REVOKED or EXPIRED', indexed: true },
    reason: { type: 'text', title: 'Why it was taken back' },
  },
  steps: {
    DelegationGranted: {
      ...byDelegation,
      step: (_, { entityId, data, metadata }) => ({
        personId: entityId,
        matter: data.matter,
        upTo: data.limit,
        cumulativeUpTo: data.cumulativeLimit ?? null,
        windowDays: data.windowDays ?? null,
        from: data.from,
        until: data.until ?? null,
        grantedBy: metadata.actor.id,
        state: 'HELD',
        reason: null,
      }),
    },
    DelegationRevoked: {
      ...byDelegation,
      step: (row, { data }) => row && { ...row, state: 'REVOKED', reason: data.reason },
    },
    DelegationExpired: { ...byDelegation, step: (row) => (row?.state === 'HELD' ? { ...row, state: 'EXPIRED' } : row) },
  },
});
