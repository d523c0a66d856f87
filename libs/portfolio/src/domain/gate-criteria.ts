import { refuse, type Refusal } from '@tabularium/kernel';
import type { GateCriterion } from '../contract/gate-review.commands';
import type { GateReviewRefusal } from '../contract/gate-review.contract';

/** What the policy in force asks of one gate. */
export interface PolicyCriteria {
  readonly version: number;
  /** Empty: it says nothing of this gate. */
  readonly criteria: readonly GateCriterion[];
}

/** As the event holds them: `policyVersion` where the policy named some. */
export interface OpenedWith {
  readonly criteria: readonly GateCriterion[];
  readonly policyVersion?: number;
}

const MOST = 100;

/** Those of the policy first: nobody opens a gate without them, or makes one of them optional. */
export function criteriaOf(
  given: readonly GateCriterion[],
  policy: PolicyCriteria | undefined,
): OpenedWith | Refusal<GateReviewRefusal> {
  const required = policy?.criteria ?? [];
  const ids = given.map(({ id }) => id);
  const repeated = ids.find((one, at) => ids.indexOf(one) !== at);
  if (repeated) return refuse('CRITERION_REPEATED', { criterionId: repeated });
  const criteria = [...required, ...given.filter(({ id }) => !required.some((other) => other.id === id))];
  if (criteria.length === 0) return refuse('CRITERIA_MISSING');
  if (criteria.length > MOST) return refuse('CRITERIA_TOO_MANY', { most: MOST });
  return { criteria, ...(policy && required.length > 0 ? { policyVersion: policy.version } : {}) };
}
