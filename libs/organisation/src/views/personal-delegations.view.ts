import { view } from '@tabularium/read-store';
import type { DelegationEvents } from '../contract/delegation.contract';

const byDelegation = { keys: ({ data }: { readonly data: { readonly delegationId: string } }) => [data.delegationId] };

export const personalDelegations = view<DelegationEvents>()({
  name: 'personal-delegations',
  version: 2,
  title: 'Authority that persons let others use',
  columns: {
    giver: { type: 'text', title: 'Whose authority it is', indexed: true },
    personId: { type: 'text', title: 'Who may use it', indexed: true },
    project: { type: 'text', title: 'Only for this project', indexed: true },
    matter: { type: 'text', title: 'Matter', indexed: true },
    upTo: { type: 'money', title: 'Largest single amount, if the giver may still decide as much' },
    convertedUpTo: { type: 'money', title: 'That amount when it was given, in the currency of the giver, if another' },
    rateTable: { type: 'text', title: 'Table of exchange rates it was converted by' },
    from: { type: 'date', title: 'First day' },
    until: { type: 'date', title: 'Last day' },
    state: { type: 'text', title: 'OFFERED, ACCEPTED, ENDED or EXPIRED', indexed: true },
    reason: { type: 'text', title: 'Why it was given, or ended' },
  },
  scope: 'project',
  steps: {
    PersonalDelegationGranted: {
      ...byDelegation,
      step: (_, { data: { from: giver, to, projectId, matter, limit, validFrom, validUntil, reason, ...data } }) => ({
        giver,
        personId: to,
        project: projectId ?? null,
        matter,
        upTo: limit,
        convertedUpTo: data.convertedLimit ?? null,
        rateTable: data.rateTable ?? null,
        from: validFrom,
        until: validUntil,
        state: 'OFFERED',
        reason,
      }),
    },
    PersonalDelegationAccepted: { ...byDelegation, step: (row) => row && { ...row, state: 'ACCEPTED' } },
    PersonalDelegationEnded: {
      ...byDelegation,
      step: (row, { data: { reason } }) => row && { ...row, state: 'ENDED', reason },
    },
    PersonalDelegationExpired: {
      ...byDelegation,
      step: (row) => (row && row.state !== 'ENDED' ? { ...row, state: 'EXPIRED' } : row),
    },
  },
});
