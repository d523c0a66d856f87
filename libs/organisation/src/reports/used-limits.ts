import { add, addDays, compare, subtract, type LocalDate, type Money } from '@tabularium/kernel';
import { intIn, moneyIn, textIn, type Row } from '@tabularium/read-store';

/** What was used of a cumulative limit on one project within its window. */
export interface UsedLimit {
  readonly holder: string;
  readonly matter: string;
  readonly project: string;
  readonly approvals: number;
  /** Used, and set apart for what is being decided. */
  readonly used: Money;
  readonly cumulativeUpTo: Money;
  readonly windowDays: number;
  readonly left: Money;
  readonly alerts: readonly Alert[];
}

/** `SPLIT`: several approvals, each within the single limit, come to more than it. `NEARLY_USED`: less than a fifth is left. */
export type Alert = 'SPLIT' | 'NEARLY_USED';

/** Over rows of `authority-uses`: by holder, matter, project and currency; the limit is that of the last use. */
export function usedLimits(rows: readonly Row[], day: LocalDate): readonly UsedLimit[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows.filter((each) => counts(each, day))) {
    const key = ['holder', 'matter', 'project'].map((column) => textIn(row, column)).join(' ');
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].flatMap(usedLimit);
}

function counts(row: Row, day: LocalDate): boolean {
  const [on, windowDays] = [textIn(row, 'on'), intIn(row, 'windowDays')];
  if (textIn(row, 'state') === 'RELEASED' || on === null || windowDays === null) return false;
  return on <= day && on > addDays(day, -windowDays);
}

function usedLimit(uses: readonly Row[]): readonly UsedLimit[] {
  const last = uses.reduce((latest, use) => ((textIn(use, 'on') ?? '') >= (textIn(latest, 'on') ?? '') ? use : latest));
  const cumulativeUpTo = moneyIn(last, 'cumulativeUpTo');
  const amounts = uses.flatMap((use) => moneyIn(use, 'amount') ?? []);
  const [first, ...more] = amounts.filter(({ ccy }) => ccy === cumulativeUpTo?.ccy);
  if (!cumulativeUpTo || !first) return [];
  const used = more.reduce(add, first);
  const left = subtract(cumulativeUpTo, used);
  const upTo = moneyIn(last, 'upTo');
  const isSplit = more.length > 0 && upTo?.ccy === used.ccy && compare(used, upTo) > 0;
  const isNearlyUsed = BigInt(left.minor) * 5n < BigInt(cumulativeUpTo.minor);
  return [
    {
      holder: textIn(last, 'holder') ?? '',
      matter: textIn(last, 'matter') ?? '',
      project: textIn(last, 'project') ?? '',
      approvals: amounts.length,
      used,
      cumulativeUpTo,
      windowDays: intIn(last, 'windowDays') ?? 0,
      left,
      alerts: [...(isSplit ? ['SPLIT' as const] : []), ...(isNearlyUsed ? ['NEARLY_USED' as const] : [])],
    },
  ];
}
