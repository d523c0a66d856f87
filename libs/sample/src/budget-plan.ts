import { money, type LocalDate, type Money } from '@tabularium/kernel';
import { periodOf } from '@tabularium/kernel';
import type { BudgetLine } from '@tabularium/finance/contract';
import { quarterEnds } from './calendar';
import type { SampleProject } from './projects';

/** Share of the lines, in percent, by control account; the last account takes what rounding leaves. */
const capitalAccounts = [
  { account: 'DESIGN', costType: 'SERVICES', share: 14 },
  { account: 'RISK', costType: 'CONTINGENCY', share: 9 },
  { account: 'CLIENT', costType: 'LABOUR', share: 7 },
  { account: 'WORKS', costType: 'MATERIALS', share: 70 },
] as const;
const changeAccounts = [
  { account: 'LICENCES', costType: 'SERVICES', share: 26 },
  { account: 'RISK', costType: 'CONTINGENCY', share: 8 },
  { account: 'HARDWARE', costType: 'EQUIPMENT', share: 12 },
  { account: 'TEAM', costType: 'LABOUR', share: 54 },
] as const;

export const pounds = (amount: number): Money => money(Math.round(amount) * 100, 'GBP');

/** The first budget of a project. */
export interface BudgetPlan {
  readonly total: number;
  readonly reserve: number;
  readonly contingency: number;
  readonly lines: readonly BudgetLine[];
  /** The account most of the money goes through. */
  readonly main: string;
  readonly periods: readonly string[];
}

/** Lines by account and quarter that come, with the reserve, to the total; in whole pounds. */
export function budgetPlan(project: SampleProject, from: LocalDate): BudgetPlan {
  const accounts = project.portfolioId === 'CAPITAL' ? capitalAccounts : changeAccounts;
  const total = project.totalK * 1000;
  const reserve = Math.round((total * (project.tier === 'MAJOR' ? 5 : 3)) / 100);
  const periods = quarterEnds(from, project.finishesOn).map(periodOf);
  const amounts = shares(
    total - reserve,
    accounts.map(({ share }) => share),
  );
  const lines = accounts.flatMap(({ account, costType }, n) =>
    spread(amounts[n] ?? 0, periods.length).map((amount, p) => ({
      account,
      costType,
      period: periods[p] ?? '',
      amount: pounds(amount),
    })),
  );
  return { total, reserve, contingency: amounts[1] ?? 0, lines, main: accounts[3].account, periods };
}

function shares(total: number, percents: readonly number[]): readonly number[] {
  const parts = percents.map((percent) => Math.round((total * percent) / 100));
  const rest = total - parts.slice(0, -1).reduce((sum, part) => sum + part, 0);
  return [...parts.slice(0, -1), rest];
}

/** Slow at first, most in the middle, slow at the end. */
function spread(total: number, count: number): readonly number[] {
  const weights = Array.from({ length: count }, (_, n) => 1 + 2 * Math.sin((Math.PI * (n + 0.5)) / count));
  const sum = weights.reduce((a, b) => a + b, 0);
  const parts = weights.map((weight) => Math.round((total * weight) / sum));
  const rest = total - parts.slice(0, -1).reduce((a, b) => a + b, 0);
  return [...parts.slice(0, -1), rest];
}
