import { refuse, type Refusal } from '@tabularium/kernel';
import type { GovernancePolicyCommands, GovernancePolicyRefusal } from '../contract/governance-policy.contract';
import { lifeCycleRules } from '../contract/life-cycle-rules';
import type { PolicyKind, PolicyRule } from '../contract/policy-rule';
import type { UnreadableRule } from '../contract/rule-reading';
import { segregationRules, type DutyRule } from '../contract/segregation-rules';
import { toleranceRules } from '../contract/tolerance-rules';

/** Kinds whose rules are all read by the engine. */
const readings: Partial<
  Record<PolicyKind, (rules: readonly PolicyRule[]) => { readonly unreadable: readonly UnreadableRule[] }>
> = {
  LIFE_CYCLE: lifeCycleRules,
  TOLERANCES: toleranceRules,
  SEGREGATION_OF_DUTIES: segregationRules,
};

/** What rules `DUTIES.…` name that is nowhere on record: the first name that nobody knows, or names that never meet. */
export interface OfNames {
  readonly unknownName?: { readonly ruleId: string; readonly name: string };
  readonly neverMet?: DutyRule;
}

export type GovernancePolicyFacts = { readonly DraftPolicy: OfNames; readonly CorrectPolicy: OfNames };

/** What is wrong with the rules of a version, if anything is. */
export function rulesFault(
  { kind, rules }: Pick<GovernancePolicyCommands['DraftPolicy'], 'kind' | 'rules'>,
  names: OfNames,
): Refusal<GovernancePolicyRefusal> | undefined {
  const ids = rules.map(({ ruleId }) => ruleId);
  const repeated = ids.find((id, at) => ids.indexOf(id) !== at);
  if (repeated) return refuse('RULE_REPEATED', { ruleId: repeated });
  const untestable = kind === 'GATE_CRITERIA' ? rules.filter(({ evidence, test }) => !evidence || !test) : [];
  if (untestable.length > 0) return refuse('CRITERION_UNTESTABLE', { rules: untestable.map(({ ruleId }) => ruleId) });
  const [unreadable] = readings[kind]?.(rules).unreadable ?? [];
  if (unreadable) return refuse('RULE_UNREADABLE', { ...unreadable });
  return kind === 'SEGREGATION_OF_DUTIES' ? namesFault(names) : undefined;
}

function namesFault({ unknownName, neverMet }: OfNames): Refusal<GovernancePolicyRefusal> | undefined {
  if (unknownName) return refuse('RULE_NAME_UNKNOWN', { ...unknownName });
  return neverMet && refuse('RULE_NEVER_APPLIES', { ...neverMet });
}
