import { WORDED_ASPECTS, type WordedAspect } from '@tabularium/control/contract';
import { TIERS, type Tier } from '@tabularium/portfolio/contract';
import type { PolicyRule } from './policy-rule';
import { wholeNumberIn, type RuleReading, type UnreadableRule } from './rule-reading';

/** What may be changed of a project without the decision of a board. */
export interface Tolerances {
  /** Added cost, in hundredths of a percent of the authorised total. */
  readonly costBasisPoints?: number;
  /** Days that the finish moves later. */
  readonly days?: number;
  /** Aspects on which no impact at all is tolerated. */
  readonly untouched: readonly WordedAspect[];
}

export type ToleranceRules = Readonly<Partial<Record<Tier, Tolerances>>>;

const NONE = 'NONE';
const expected = `<tier>.cost with a value such as 7.5 %, <tier>.days with a whole number of days, or one of ${WORDED_ASPECTS.map((aspect) => `<tier>.${aspect}`).join(', ')} with ${NONE}; tiers are ${TIERS.join(', ')}`;

/** Rules `<tier>.<aspect>`: how far changes go before a board decides them. */
export function toleranceRules(rules: readonly PolicyRule[]): RuleReading<ToleranceRules> {
  const says: Partial<Record<Tier, Tolerances>> = {};
  const unreadable: UnreadableRule[] = [];
  for (const { ruleId, value } of rules) {
    const [tierText, aspect = '', ...more] = ruleId.split('.');
    const tier = TIERS.find((known) => known === tierText);
    const said = tier && more.length === 0 ? toleranceOf(aspect, value, says[tier] ?? { untouched: [] }) : undefined;
    if (tier && said) says[tier] = said;
    else unreadable.push({ ruleId, expected });
  }
  return { says, unreadable };
}

function toleranceOf(aspect: string, value: string | undefined, known: Tolerances): Tolerances | undefined {
  if (aspect === 'cost') {
    const costBasisPoints = basisPointsIn(value);
    return costBasisPoints === undefined ? undefined : { ...known, costBasisPoints };
  }
  if (aspect === 'days') {
    const days = wholeNumberIn(value, 0, 10_000);
    return days === undefined ? undefined : { ...known, days };
  }
  const named = WORDED_ASPECTS.find((one) => one === aspect);
  return named && value === NONE ? { ...known, untouched: [...known.untouched, named] } : undefined;
}

/** `7.5 %` is 750; at most 100 %. */
function basisPointsIn(text: string | undefined): number | undefined {
  const [, whole, part = ''] = /^(\d{1,3})(?:\.(\d{1,2}))? ?%$/.exec(text ?? '') ?? [];
  const points = whole === undefined ? NaN : Number(whole) * 100 + Number(part.padEnd(2, '0'));
  return points <= 10_000 ? points : undefined;
}
