import { conversionOf, isWithinLimit, refuse, type Money, type RateTable } from '@tabularium/kernel';
import type { Fault } from './item-rules';

/** The amount of a matter, and the rates by which a limit in another currency is told. */
export interface Held {
  readonly amount: Money | undefined;
  readonly rates: RateTable | undefined;
}

/** No limit covers everything, no amount is covered by any limit. Undefined: there is no rate to tell by. */
export const isWithin = ({ amount, rates }: Held, limit: Money | undefined): boolean | undefined =>
  !amount || !limit || isWithinLimit(amount, limit, rates);

/** `above`: what is refused above the limit. */
export function limitFault(held: Held, limit: Money | undefined, date: string, above: Fault): Fault {
  const within = isWithin(held, limit);
  if (within !== undefined) return within ? undefined : above;
  return refuse('RATE_NOT_PUBLISHED', { date, currency: held.amount?.ccy, limits: limit?.ccy });
}

/** For the event that rests on it; empty where nothing was converted. */
export function amountInLimit({ amount, rates }: Held, limit: Money | undefined) {
  const converted = amount && limit && conversionOf(amount, limit.ccy, rates);
  return converted ? { amountInLimit: converted.amount, rateTable: converted.rateTable } : {};
}
