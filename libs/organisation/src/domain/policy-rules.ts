import { refuse, type Refusal } from '@tabularium/kernel';
import type { GovernancePolicyCommands, GovernancePolicyRefusal } from '../contract/governance-policy.contract';

/** What is wrong with the rules of a version, if anything is. */
export function rulesFault({
  kind,
  rules,
}: Pick<GovernancePolicyCommands['DraftPolicy'], 'kind' | 'rules'>): Refusal<GovernancePolicyRefusal> | undefined {
  const ids = rules.map(({ ruleId }) => ruleId);
  const repeated = ids.find((id, at) => ids.indexOf(id) !== at);
  if (repeated) return refuse('RULE_REPEATED', { ruleId: repeated });
  const untestable = kind === 'GATE_CRITERIA' ? rules.filter(({ evidence, test }) => !evidence || !test) : [];
  return untestable.length > 0
    ? refuse('CRITERION_UNTESTABLE', { rules: untestable.map(({ ruleId }) => ruleId) })
    : undefined;
}
