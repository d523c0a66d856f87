import { compare, type CumulativeLimit, type Money } from '@tabularium/kernel';

/** A single limit, and perhaps one for all approvals on a project within a rolling window of days. */
export interface Limits {
  readonly limit: Money;
  readonly cumulativeLimit?: Money;
  readonly windowDays?: number;
}

/** A cumulative limit comes with its window, in the currency of the single one, and is no less than it. */
export function isWhole({ limit, cumulativeLimit, windowDays }: Limits): boolean {
  if (cumulativeLimit === undefined || windowDays === undefined) return cumulativeLimit === windowDays;
  return cumulativeLimit.ccy === limit.ccy && compare(cumulativeLimit, limit) >= 0;
}

export const cumulativeOf = ({
  cumulativeLimit,
  windowDays,
}: Omit<Limits, 'limit'>): { readonly cumulative?: CumulativeLimit } =>
  cumulativeLimit && windowDays ? { cumulative: { limit: cumulativeLimit, windowDays } } : {};
