import { compare, refuse, type Refusal } from '@tabularium/kernel';
import type { AuthorityRow } from '../contract/portfolio.commands';
import type { PortfolioRefusal } from '../contract/portfolio.contract';

/** Why rows make no ladder in this currency: limits rise from row to row and only the last has none. */
export function ladderFault(rows: readonly AuthorityRow[], ccy: string): Refusal<PortfolioRefusal> | undefined {
  const bodies = rows.map(({ body }) => body);
  const repeated = bodies.find((body, at) => bodies.indexOf(body) !== at);
  if (repeated) return refuse('BODY_REPEATED', { body: repeated });
  if (rows.some(({ upTo }) => upTo && upTo.ccy !== ccy)) return refuse('CURRENCY_MISMATCH', { ccy });
  if (rows.filter(({ upTo }) => !upTo).length !== 1) return refuse('NO_TERMINAL_AUTHORITY');
  const inverted = rows.find((row, at) => !isAbove(row, rows[at - 1]));
  return inverted && refuse('LIMIT_INVERSION', { body: inverted.body });
}

/** True when a rung approves more than the one below it. */
function isAbove({ upTo }: AuthorityRow, below: AuthorityRow | undefined): boolean {
  if (!below) return true;
  if (!below.upTo) return false;
  return !upTo || compare(upTo, below.upTo) > 0;
}
