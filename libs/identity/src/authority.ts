import type { CommandSpec, Role } from '@tabularium/contracts';
import type { ActingAuthority, Authority } from '@tabularium/kernel';
import type { Caller } from './caller';

/**
 * By what right a caller acts: the delegated limit in the matter of the command if there is one in force, else the role,
 * which covers no amount. The engine acts by the decision of a board, or by the event that made it act, and covers what that decided. Who repeats
 * an earlier record has no right to decide anything by it.
 */
export function authorityOf(
  caller: Caller,
  role: Role | 'SYSTEM',
  { authority: matter, asserts }: Pick<CommandSpec, 'authority' | 'asserts'>,
  { cause, decision }: { readonly cause?: string; readonly decision?: string } = {},
): ActingAuthority {
  if (decision) return withCover({ basis: 'DECISION', ref: decision }, () => true);
  if (asserts) return withCover({ basis: 'LEGACY', ref: role }, () => false);
  if (role === 'SYSTEM') return withCover({ basis: 'SYSTEM', ...(cause ? { ref: cause } : {}) }, () => true);
  const held = caller.limits.find((limit) => limit.matter === matter);
  if (!held) return withCover({ basis: 'ROLE', ref: role }, () => false);
  const { id, limit } = held;
  const within: ActingAuthority['covers'] = ({ minor, ccy }) =>
    ccy === limit.ccy && BigInt(minor) <= BigInt(limit.minor);
  return withCover({ basis: 'DELEGATION', ref: id, limit }, within);
}

const withCover = (authority: Authority, covers: ActingAuthority['covers']): ActingAuthority => ({
  ...authority,
  covers,
});
