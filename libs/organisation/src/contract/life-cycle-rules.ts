import { MOST_STAGES, type Stages } from '@tabularium/portfolio/contract';
import type { PolicyRule } from './policy-rule';
import { wholeNumberIn, type RuleReading, type UnreadableRule } from './rule-reading';

/** By id of the life cycle: its stages in order. */
export type LifeCycleRules = ReadonlyMap<string, Stages>;

const LONGEST_NAME = 100;
const expected = `<life cycle>.<n>, stages numbered from 1 without a gap and up to ${MOST_STAGES}; text = name of the stage in ${LONGEST_NAME} characters, value = gate before it, each gate once, or none`;

/** Rules `<life cycle>.<n>`: the text names the n-th stage, the value the gate before it. */
export function lifeCycleRules(rules: readonly PolicyRule[]): RuleReading<LifeCycleRules> {
  const says = new Map<string, Stages>();
  const unreadable: UnreadableRule[] = [];
  const placed = rules.map((rule) => ({ rule, ...placeOf(rule.ruleId) })).sort((a, b) => a.n - b.n);
  for (const { rule, lifeCycle, n } of placed) {
    const before = says.get(lifeCycle) ?? [];
    if (n !== before.length + 1 || !isStage(rule, before)) unreadable.push({ ruleId: rule.ruleId, expected });
    else says.set(lifeCycle, [...before, { name: rule.text, ...(rule.value ? { gate: rule.value } : {}) }]);
  }
  return { says, unreadable };
}

/** `n` is 0 for an id that names no place. */
function placeOf(ruleId: string): { readonly lifeCycle: string; readonly n: number } {
  const [lifeCycle = '', place, ...more] = ruleId.split('.');
  return { lifeCycle, n: (more.length === 0 && wholeNumberIn(place, 1, MOST_STAGES)) || 0 };
}

const isStage = ({ text, value }: PolicyRule, before: Stages): boolean =>
  text.length <= LONGEST_NAME &&
  (value === undefined ||
    (/^[A-Za-z0-9][A-Za-z0-9_~-]{0,39}$/.test(value) && before.every(({ gate }) => gate !== value)));
