import type { Read } from '@tabularium/http';
import type { LocalDate } from '@tabularium/kernel';
import { lifeCycleRules, policyOn, policyVersions } from '@tabularium/organisation/contract';
import type { LifeCyclesInForce } from './domain/life-cycle';

/** The policy that defines them; its rules are called `<life cycle>.<n>`. */
const LIFE_CYCLE_POLICY = 'LIFE_CYCLE';

/** What the version in force on the day defines; empty = none is in force. */
export async function lifeCyclesInForce(
  read: Read,
  today: LocalDate,
): Promise<{ readonly lifeCycles?: LifeCyclesInForce }> {
  const policy = policyOn(await read(policyVersions, LIFE_CYCLE_POLICY), today);
  if (!policy) return {};
  return { lifeCycles: { version: policy.version, stages: lifeCycleRules(policy.rules).says } };
}
