import type { LocalDate, Refusals } from '@tabularium/kernel';
import { policyOn, type PolicyVersion, type PolicyVersions } from './policy-versions';
import { segregationRules, type SegregationRules } from './segregation-rules';

/** The policy that is held to is the one whose id is its kind. */
export const SEGREGATION_POLICY = 'SEGREGATION_OF_DUTIES';

/** What the version in force keeps apart. */
export interface SegregationInForce extends SegregationRules {
  readonly version: number;
}

/** Of whatever command a rule of the policy keeps somebody from. */
export const segregationRefusals = {
  SOD_POLICY: {
    words: 'The rule {ruleId} of the policy on segregation of duties, version {version}, keeps {personId} from this',
  },
} as const satisfies Refusals;

/**
 * `segregationOn(await read(policyVersions, SEGREGATION_POLICY), today)`, which pins the policy. Undefined: no version is in
 * force on the day.
 */
export function segregationOn(state: PolicyVersions, day: LocalDate): SegregationInForce | undefined {
  if (state.versions.length === 0) return undefined;
  const policy = policyOn(state, day);
  return policy?.kind === SEGREGATION_POLICY ? readingOf(policy) : undefined;
}

/** Versions are values: what one says is read once, however many commands ask. */
const readings = new WeakMap<PolicyVersion, SegregationInForce>();

function readingOf(policy: PolicyVersion): SegregationInForce {
  const known = readings.get(policy) ?? { ...segregationRules(policy.rules).says, version: policy.version };
  readings.set(policy, known);
  return known;
}
