import type { Fold, LocalDate } from '@tabularium/kernel';
import type { GovernancePolicyEvents } from './governance-policy.contract';
import type { PolicyRule, PolicyKind } from './policy-rule';

export interface PolicyVersion {
  readonly version: number;
  readonly kind: PolicyKind;
  readonly author: string;
  readonly stage: 'drafted' | 'submitted' | 'adopted' | 'activated';
  readonly rules: readonly PolicyRule[];
  /** First day in force. */
  readonly from?: LocalDate;
}

export interface PolicyVersions {
  readonly versions: readonly PolicyVersion[];
}

const changed = ({ versions }: PolicyVersions, version: number, change: Partial<PolicyVersion>): PolicyVersions => ({
  versions: versions.map((known) => (known.version === version ? { ...known, ...change } : known)),
});

/** For rules of other aggregates: `policyOn(await read(policyVersions, policyId), today)`, which pins the policy. */
export const policyVersions: Fold<PolicyVersions, GovernancePolicyEvents> = {
  category: 'governancePolicy',
  initial: { versions: [] },
  evolve: {
    PolicyDrafted: ({ versions }, { version, kind, rules }, { actor }) => ({
      versions: [...versions, { version, kind, rules, author: actor.id, stage: 'drafted' }],
    }),
    PolicySubmitted: (state, { version }) => changed(state, version, { stage: 'submitted' }),
    PolicyAdopted: (state, { version }) => changed(state, version, { stage: 'adopted' }),
    PolicyActivated: (state, { version, from }) => changed(state, version, { stage: 'activated', from }),
    PolicyRetired: (state) => state,
  },
};

type InForce = PolicyVersion & { readonly from: LocalDate };

/** Versions that are, were or will be in force, by their first days. */
export const activatedVersions = ({ versions }: PolicyVersions): readonly InForce[] =>
  versions
    .filter((version): version is InForce => version.from !== undefined)
    .sort((a, b) => (a.from < b.from ? -1 : 1));

/** The version in force on a day. */
export const policyOn = (state: PolicyVersions, day: LocalDate): PolicyVersion | undefined =>
  activatedVersions(state).findLast(({ from }) => from <= day);
