import type { ReturnPlan } from './plan-types';
import type { KnownReturn } from './run-types';

/** A project that a return does not name, though the return before it does, or an earlier reading of the same return did. */
export interface Absence {
  readonly projectId: string;
  readonly returnOn: string;
}

interface Return extends KnownReturn {
  readonly imported: boolean;
  readonly complete: boolean;
}

/**
 * Who left, seen from every neighbouring pair of returns of which this run imports one: so returns may arrive in any
 * order. A return with rows that nobody can place names nobody as departed.
 */
export function departures(known: readonly KnownReturn[], plans: readonly ReturnPlan[]): readonly Absence[] {
  const returns = merged(known, plans);
  return returns.flatMap((later, at) => {
    const earlier = returns[at - 1];
    if (!earlier || !later.complete || !(earlier.imported || later.imported)) return [];
    const named = new Set(later.members);
    return earlier.members
      .filter((projectId) => !named.has(projectId))
      .map((projectId) => ({ projectId, returnOn: later.returnOn }));
  });
}

/**
 * A return with rows that nobody can place may still name whom an earlier reading of it named: they stay members, so
 * that they are neither withdrawn now nor forgotten.
 */
export function withUnplaced(known: readonly KnownReturn[], plan: ReturnPlan): ReturnPlan {
  const before = known.find(({ returnOn }) => returnOn === plan.returnOn);
  if (plan.complete || !before) return plan;
  const members = [...new Set([...plan.record.members, ...before.members])].sort();
  return { ...plan, record: { ...plan.record, members } };
}

/** Projects that an earlier reading of a return named and this one does not. */
export function withdrawals(known: readonly KnownReturn[], plans: readonly ReturnPlan[]): readonly Absence[] {
  return plans.flatMap(({ returnOn, record }) => {
    const named = new Set(record.members);
    const before = known.find((other) => other.returnOn === returnOn)?.members ?? [];
    return before.filter((projectId) => !named.has(projectId)).map((projectId) => ({ projectId, returnOn }));
  });
}

function merged(known: readonly KnownReturn[], plans: readonly ReturnPlan[]): readonly Return[] {
  const planned = new Set(plans.map(({ returnOn }) => returnOn));
  const kept = known.filter(({ returnOn }) => !planned.has(returnOn));
  return [
    ...kept.map((other) => ({ ...other, imported: false, complete: true })),
    ...plans.map(({ returnOn, record, complete }) => ({ returnOn, members: record.members, imported: true, complete })),
  ].sort((a, b) => (a.returnOn < b.returnOn ? -1 : 1));
}
