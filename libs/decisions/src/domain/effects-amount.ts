import { compare, refuse, sum, type Money } from '@tabularium/kernel';
import type { AuthorisedCommand } from '../contract/item-parts';
import type { Fault } from './item-rules';
import { isMoney } from './money-in';

/**
 * A limit of a body is held against the amount of the matter, so that amount is no less than what its commands name: of
 * each the largest amount, together.
 */
export function amountFault(amount: Money | undefined, effects: readonly AuthorisedCommand[]): Fault {
  const named = effects.flatMap(({ data }) => largest(Object.values(data).filter(isMoney)));
  if (named.length === 0) return undefined;
  const isStated = amount !== undefined && named.every(({ ccy }) => ccy === amount.ccy);
  return isStated && compare(sum(named, amount.ccy), amount) <= 0 ? undefined : refuse('AMOUNT_UNDERSTATED');
}

/** The largest of the amounts of one command, which are in one currency; none if it names none. */
const largest = (amounts: readonly Money[]): readonly Money[] =>
  amounts
    .slice(0, 1)
    .map((first) =>
      amounts.reduce((most, amount) => (amount.ccy === most.ccy && compare(amount, most) > 0 ? amount : most), first),
    );
