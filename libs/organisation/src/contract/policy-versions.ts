import type { Fold, Instant, LocalDate } from '@tabularium/kernel';
import type { GovernancePolicyEvents } from './governance-policy.contract';
import type { PolicyRule, PolicyKind } from './policy-rule';

export interface PolicyVersion {
  readonly version: number;
  readonly kind: PolicyKind;
  readonly title: string;
  readonly author: string;
  readonly stage: 'drafted' | 'submitted' | 'adopted' | 'activated';
  readonly rules: readonly PolicyRule[];
  /** First day in force. */
  readonly from?: LocalDate;
  readonly adoptedAt?: Instant;
  /** Event ids, so that what was recorded wrongly can be corrected. */
  readonly events: { readonly drafted: string; readonly activated?: string; readonly retired?: string };
}

export interface PolicyVersions {
  readonly versions: readonly PolicyVersion[];
}

const changed = ({ versions }: PolicyVersions, version: number, change: Partial<PolicyVersion>): PolicyVersions => ({
  versions: versions.map((known) => (known.version === version ? { ...known, ...change } : known)),
});

const withEvent = (
  { versions }: PolicyVersions,
  version: number,
  event: Partial<PolicyVersion['events']>,
): PolicyVersions => ({
  versions: versions.map((known) =>
    known.version === version ? { ...known, events: { ...known.events, ...event } } : known,
  ),
});

/** For rules of other aggregates: `policyOn(await read(policyVersions, policyId), today)`, which pins the policy. */
export const policyVersions: Fold<PolicyVersions, GovernancePolicyEvents> = {
  category: 'governancePolicy',
  initial: { versions: [] },
  evolve: {
    PolicyDrafted: ({ versions }, data, { actor, eventId }) => ({
      versions: [...versions, { ...data, author: actor.id, stage: 'drafted', events: { drafted: eventId } }],
    }),
    PolicySubmitted: (state, { version }) => changed(state, version, { stage: 'submitted' }),
    PolicyAdopted: (state, { version }, { effectiveAt }) =>
      changed(state, version, { stage: 'adopted', adoptedAt: effectiveAt }),
    PolicyActivated: (state, { version, from }, { eventId }) =>
      changed(withEvent(state, version, { activated: eventId }), version, { stage: 'activated', from }),
    PolicyRetired: (state, { version }, { eventId }) => withEvent(state, version, { retired: eventId }),
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
