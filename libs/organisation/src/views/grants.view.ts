import { view } from '@tabularium/read-store';
import type { PersonEvents } from '../contract/person.contract';

const byGrant = { keys: ({ data }: { readonly data: { readonly grantId: string } }) => [data.grantId] };

export const grants = view<PersonEvents>()({
  name: 'grants',
  version: 1,
  title: 'Roles given to persons, with their days',
  columns: {
    personId: { type: 'text', title: 'Person', indexed: true },
    role: { type: 'text', title: 'Role', indexed: true },
    project: { type: 'text', title: 'Project, for project roles', indexed: true },
    from: { type: 'date', title: 'First day' },
    until: { type: 'date', title: 'Last day' },
    grantedBy: { type: 'text', title: 'Given by' },
    state: { type: 'text', title: 'HELD, REVOKED or EXPIRED', indexed: true },
    endedBy: { type: 'text', title: 'Taken back by' },
    reason: { type: 'text', title: 'Why it was taken back' },
  },
  scope: 'project',
  steps: {
    RoleGranted: {
      ...byGrant,
      step: (_, { entityId, data, metadata }) => ({
        personId: entityId,
        role: data.role,
        project: data.project ?? null,
        from: data.from,
        until: data.until ?? null,
        grantedBy: metadata.actor.id,
        state: 'HELD',
        endedBy: null,
        reason: null,
      }),
    },
    RoleRevoked: {
      ...byGrant,
      step: (row, { data, metadata }) =>
        row && { ...row, state: 'REVOKED', endedBy: metadata.actor.id, reason: data.reason },
    },
    RoleExpired: { ...byGrant, step: (row) => (row?.state === 'HELD' ? { ...row, state: 'EXPIRED' } : row) },
  },
});
