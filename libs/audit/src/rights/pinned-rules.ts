import { categoryOf, idOf } from '@tabularium/kernel';
import { policyOn, policyVersions } from '@tabularium/organisation/contract';
import { everyEvent, readFrom, type LoggedEvent, type ReadStore } from '@tabularium/read-store';

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
      const known = (await everyEvent(views, stream)).filter((event) => event.revision <= revision);
      const version = policyOn(readFrom(policyVersions, known), views.dayOf(metadata.effectiveAt));
      if (!version) continue;
      const policy = { policy: idOf(stream), version: version.version, kind: version.kind };
      found.set(`${policy.policy}.${policy.version}`, policy);
    }
  return [...found.values()];
}
