import type { CommandSpec, Role } from '@tabularium/contracts';
import {
  compare,
  conversionOf,
  convert,
  isWithinLimit,
  type ActingAuthority,
  type Authority,
  type AuthorityRule,
  type Money,
  type RateTable,
} from '@tabularium/kernel';

/**
 * By what right a caller acts who has no limit in the matter: a role covers no amount. The engine acts by the decision of
 * a board, or by the event that made it act, and covers what that decided. Who repeats an earlier record has no right to
 * decide anything by it.
 */
export function authorityOf(
  role: Role | 'SYSTEM',
  { asserts }: Pick<CommandSpec, 'asserts'>,
  { cause, decision }: { readonly cause?: string; readonly decision?: string } = {},
): ActingAuthority {
  if (decision) return withCover({ basis: 'DECISION', ref: decision }, () => true);
  if (asserts) return withCover({ basis: 'LEGACY', ref: role }, () => false);
  if (role === 'SYSTEM') return withCover({ basis: 'SYSTEM', ...(cause ? { ref: cause } : {}) }, () => true);
  return withCover({ basis: 'ROLE', ref: role }, () => false);
}

/** By one rule, which covers no more than its single limit, in its currency. `foreign` is told when more is asked in another. */
export const byRule = (rule: AuthorityRule, foreign: () => void = () => undefined): ActingAuthority =>
  withCover(named(rule), (amount) => {
    if (amount.ccy !== rule.limit.ccy) foreign();
    return isWithinLimit(amount, rule.limit, undefined) === true;
  });

/**
 * By one rule, of which an amount (or none) was set apart: nothing above that is covered. `short` is told when more is
 * asked. What the amount comes to in the currency of the limit is part of the authority, where that is another.
 */
export function byReserved(
  rule: AuthorityRule,
  reserved: Money | undefined,
  short: () => void,
  rates?: RateTable,
): ActingAuthority {
  const { ccy } = rule.limit;
  const limit = reserved && convert(reserved, ccy, rates);
  const converted = reserved && conversionOf(reserved, ccy, rates);
  return withCover({ ...named(rule), ...(converted ? { converted } : {}) }, (amount) => {
    if (limit && isWithinLimit(amount, limit, rates) === true) return true;
    short();
    return false;
  });
}

/** An authority by any of some rules, the lowest first, that notes the largest amount it covered. */
export interface Tried {
  readonly authority: ActingAuthority;
  /** Undefined: no amount was covered. */
  largest(): Money | undefined;
  /** An amount that no rule covers, and that one might if there was a rate for its currency. */
  unrated(): Money | undefined;
}

/**
 * For finding out which amount a command is about; all its amounts are in one currency, another is not covered. It names
 * the highest rule, which is the one to be refused by.
 */
export function tryRules(rules: readonly [AuthorityRule, ...AuthorityRule[]], rates?: RateTable): Tried {
  let [most, unrated]: (Money | undefined)[] = [];
  const covers = (amount: Money): boolean => {
    const isCovered = (!most || most.ccy === amount.ccy) && rulesFor(rules, amount, rates).length > 0;
    if (isCovered) most = most && compare(most, amount) >= 0 ? most : amount;
    else if (rules.some(({ limit }) => isWithinLimit(amount, limit, rates) === undefined)) unrated = amount;
    return isCovered;
  };
  return {
    authority: withCover(named(rules.at(-1) ?? rules[0]), covers),
    largest: () => most,
    unrated: () => unrated,
  };
}

/** The rules whose single limit covers an amount: those in its own currency before the others, of each the lowest first. */
export function rulesFor(rules: readonly AuthorityRule[], amount: Money, rates?: RateTable): readonly AuthorityRule[] {
  const covering = rules.filter(({ limit }) => isWithinLimit(amount, limit, rates) === true);
  const isOwn = ({ limit }: AuthorityRule): boolean => limit.ccy === amount.ccy;
  return [...covering.filter(isOwn), ...covering.filter((rule) => !isOwn(rule))];
}

const named = ({ ref, limit, convertedLimit }: AuthorityRule): Authority => ({
  basis: 'DELEGATION',
  ref,
  limit,
  ...(convertedLimit ? { convertedLimit } : {}),
});

const withCover = (authority: Authority, covers: ActingAuthority['covers']): ActingAuthority => ({
  ...authority,
  covers,
});
