import type { CommandSpec, Role } from '@tabularium/contracts';
import type { ActingAuthority, Authority, AuthorityRule, Money } from '@tabularium/kernel';

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

/** By one rule, which covers no more than its single limit. */
export const byRule = (rule: AuthorityRule): ActingAuthority =>
  withCover(named(rule), (amount) => isWithin(amount, rule.limit));

/** By one rule, of which an amount (or none) was set apart: nothing above that is covered. `short` is told when more is asked. */
export const byReserved = (rule: AuthorityRule, reserved: Money | undefined, short: () => void): ActingAuthority =>
  withCover(named(rule), (amount) => {
    if (reserved && isWithin(amount, reserved)) return true;
    short();
    return false;
  });

/** An authority by any of some rules, the lowest first, that notes the largest amount it covered. */
export interface Tried {
  readonly authority: ActingAuthority;
  /** Undefined: no amount was covered. */
  largest(): Money | undefined;
}

/** For finding out which amount a command is about. It names the highest rule, which is the one to be refused by. */
export function tryRules(rules: readonly [AuthorityRule, ...AuthorityRule[]]): Tried {
  const covered: Money[] = [];
  const covers = (amount: Money): boolean => {
    if (rulesFor(rules, amount).length === 0) return false;
    covered.push(amount);
    return true;
  };
  const largest = () =>
    covered.reduce<Money | undefined>(
      (most, next) => (most && BigInt(most.minor) >= BigInt(next.minor) ? most : next),
      undefined,
    );
  return { authority: withCover(named(rules.at(-1) ?? rules[0]), covers), largest };
}

/** The rules whose single limit covers an amount, the lowest first. */
export const rulesFor = (rules: readonly AuthorityRule[], amount: Money): readonly AuthorityRule[] =>
  rules.filter(({ limit }) => isWithin(amount, limit));

const isWithin = ({ minor, ccy }: Money, limit: Money): boolean =>
  ccy === limit.ccy && BigInt(minor) <= BigInt(limit.minor);

const named = ({ ref, limit }: AuthorityRule): Authority => ({ basis: 'DELEGATION', ref, limit });

const withCover = (authority: Authority, covers: ActingAuthority['covers']): ActingAuthority => ({
  ...authority,
  covers,
});
