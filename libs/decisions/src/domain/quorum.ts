import type { QuorumRule } from '../contract/terms';
import type { QuorumBase } from '../contract/vocabulary';

/** Heads a quorum is reckoned from: voting seats, those filled, and those filled and not recused. */
export interface Heads {
  readonly seats: number;
  readonly filled: number;
  readonly eligible: number;
}

const baseOf: Readonly<Record<QuorumBase, (heads: Heads) => number>> = {
  SEATS: ({ seats }) => seats,
  FILLED: ({ filled }) => filled,
  ELIGIBLE: ({ eligible }) => eligible,
};

/** How many must be present: the greater of the least count and the share of the base, in whole heads. */
export function quorumRequired(rule: QuorumRule, heads: Heads): number {
  return Math.max(rule.minCount ?? 0, shareOf(rule, baseOf[rule.base](heads)));
}

/** A fraction n/d rounds up; more than half of 11 is 6. */
function shareOf({ method, numerator = 1, denominator = 1 }: QuorumRule, base: number): number {
  if (method === 'MORE_THAN_HALF') return Math.floor(base / 2) + 1;
  return Math.floor((numerator * base + denominator - 1) / denominator);
}

export const includesAll = ({ mustInclude = [] }: QuorumRule, seatsPresent: readonly string[]): boolean =>
  mustInclude.every((seat) => seatsPresent.includes(seat));
