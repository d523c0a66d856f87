import { view } from '@tabularium/read-store';
import type { GovernancePolicyEvents } from '../contract/governance-policy.contract';

const byVersion = {
  keys: ({ entityId, data }: { readonly entityId: string; readonly data: { readonly version: number } }) => [
    `${entityId}.v${data.version}`,
  ],
};

export const policies = view<GovernancePolicyEvents>()({
  name: 'policies',
  version: 1,
  title: 'Governance policies in their versions',
  columns: {
    policyId: { type: 'text', title: 'Policy', indexed: true },
    version: { type: 'int', title: 'Version' },
    kind: { type: 'text', title: 'What it rules', indexed: true },
    title: { type: 'text', title: 'Title' },
    rules: { type: 'list', title: 'Rules, each with its value' },
    state: { type: 'text', title: 'DRAFTED, SUBMITTED, ADOPTED, IN_FORCE or RETIRED', indexed: true },
    author: { type: 'text', title: 'Drafted by' },
    submittedBy: { type: 'text', title: 'Put up for decision by' },
    decisionNo: { type: 'text', title: 'Adopted by decision', indexed: true },
    from: { type: 'date', title: 'First day in force' },
  },
  steps: {
    PolicyDrafted: {
      ...byVersion,
      step: (_, { entityId, data: { version, kind, title, rules }, metadata }) => ({
        policyId: entityId,
        version,
        kind,
        title,
        rules: rules.map(({ ruleId, text, value }) => [ruleId, text, value].filter(Boolean).join(' – ')),
        state: 'DRAFTED',
        author: metadata.actor.id,
        submittedBy: null,
        decisionNo: null,
        from: null,
      }),
    },
    PolicySubmitted: {
      ...byVersion,
      step: (row, { metadata }) => row && { ...row, state: 'SUBMITTED', submittedBy: metadata.actor.id },
    },
    PolicyAdopted: {
      ...byVersion,
      step: (row, { metadata }) => row && { ...row, state: 'ADOPTED', decisionNo: metadata.authority.ref ?? null },
    },
    PolicyActivated: {
      ...byVersion,
      step: (row, { data }) => row && { ...row, state: 'IN_FORCE', from: data.from },
    },
    PolicyRetired: { ...byVersion, step: (row) => row && { ...row, state: 'RETIRED' } },
  },
});
