import { categoryOf, idOf, type FactMeta } from '@tabularium/kernel';
import { policyOn, policyVersions, type PolicyVersions } from '@tabularium/organisation/contract';
import type { LoggedEvent, ReadStore } from '@tabularium/read-store';
import { factsOf } from './stream-events';

/** A version of a policy that a rule leant on. */
export interface PinnedPolicy {
  readonly policy: string;
  readonly version: number;
  readonly kind: string;
}

/** The policies pinned by events, each in the version that was in force on the day. */
export async function pinnedPolicies(
  views: ReadStore,
  events: readonly LoggedEvent[],
): Promise<readonly PinnedPolicy[]> {
  const found = new Map<string, PinnedPolicy>();
  for (const { metadata } of events)
    for (const [stream, revision] of Object.entries(metadata.pins ?? {})) {
      if (categoryOf(stream) !== policyVersions.category || revision < 0) continue;
      const facts = (await factsOf(views, stream)).filter((fact) => fact.revision <= revision);
      const version = policyOn(folded(facts), metadata.effectiveAt.slice(0, 10));
      if (!version) continue;
      const policy = { policy: idOf(stream), version: version.version, kind: version.kind };
      found.set(`${policy.policy}.${policy.version}`, policy);
    }
  return [...found.values()];
}

type Step = (state: PolicyVersions, data: object, meta: FactMeta) => PolicyVersions;

function folded(facts: readonly LoggedEvent[]): PolicyVersions {
  const steps = new Map<string, Step>(Object.entries(policyVersions.evolve) as readonly (readonly [string, Step])[]);
  return facts.reduce<PolicyVersions>((state, { type, data, id: eventId, revision, metadata }) => {
    const { actor, authority, recordedAt, effectiveAt } = metadata;
    return steps.get(type)?.(state, data, { eventId, revision, actor, authority, recordedAt, effectiveAt }) ?? state;
  }, policyVersions.initial);
}
