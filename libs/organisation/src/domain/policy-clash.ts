import { refuse, type Refusal } from '@tabularium/kernel';
import type { PersonRefusal } from '../contract/person.contract';
import type { SegregationInForce } from '../contract/segregation-in-force';
import { COOLING_OFF_RULE, type RolesRule } from '../contract/segregation-rules';
import type { Grant, Role } from './person.state';
import { dependence, type GrantAsked, type Served } from './role-clash';
import { overlap } from './tenure';

/** `segregation`: what the policy in force keeps apart beside the engine's own table; undefined = no version is in force. */
export interface OfSegregation {
  readonly segregation?: SegregationInForce;
}

export type PersonFacts = { readonly GrantRole: OfSegregation; readonly CorrectRoleGrant: OfSegregation };

/** What of the person, `others` among it, the policy keeps apart from the role on one of its days. */
export function policyFault(
  asked: GrantAsked,
  held: readonly Served[],
  others: readonly Grant[],
  { segregation }: OfSegregation,
  personId: string,
): Refusal<PersonRefusal> | undefined {
  if (!segregation) return undefined;
  const { version, roles, coolingOffDays } = segregation;
  const barred = (ruleId: string, by: Role) =>
    refuse('SOD_POLICY', { ruleId, version, personId, role: asked.role, held: by });
  for (const rule of roles) {
    const met = others.find((other) => overlap(other, asked) && isKeptApart(rule, other, asked));
    if (met) return barred(rule.ruleId, met.role);
  }
  const dependent = coolingOffDays && dependence(held, asked, coolingOffDays);
  return dependent ? barred(COOLING_OFF_RULE, dependent) : undefined;
}

function isKeptApart({ pair: [a, b], sameProject }: RolesRule, one: GrantAsked, other: GrantAsked): boolean {
  const isPair = (one.role === a && other.role === b) || (one.role === b && other.role === a);
  return isPair && (!sameProject || one.project === other.project);
}

/** The version that a grant of the role was held to; undefined where none says anything of it. */
export function versionApplied({ segregation }: OfSegregation, role: Role): number | undefined {
  const isNamed = segregation?.roles.some(({ pair }) => pair.includes(role));
  const isCooling = role === 'ASSURANCE_REVIEWER' && segregation?.coolingOffDays !== undefined;
  return isNamed || isCooling ? segregation?.version : undefined;
}
