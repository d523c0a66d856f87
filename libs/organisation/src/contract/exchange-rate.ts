import { Currency, Decimal } from '@tabularium/contracts';

/** The organisation has one series of tables: the id of its stream. */
export const RATES_ID = 'organisation';

/** Refused where a limit is in another currency than an amount, and no rate tells them apart. */
export const rateNotPublished = {
  words: 'Limits here are in {limits}, and the exchange rates in force on {date} have no rate for {currency}',
} as const;

/** What one unit of the base currency is worth in another. */
export class ExchangeRate {
  @Currency() readonly currency!: string;
  @Decimal({ about: 'Units of the currency for one unit of the base currency' }) readonly rate!: string;
}
