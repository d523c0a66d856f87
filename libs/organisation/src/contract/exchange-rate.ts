import { Currency, Decimal } from '@tabularium/contracts';

/** The organisation has one series of tables: the id of its stream. */
export const RATES_ID = 'organisation';

/** What one unit of the base currency is worth in another. */
export class ExchangeRate {
  @Currency() readonly currency!: string;
  @Decimal({ about: 'Units of the currency for one unit of the base currency' }) readonly rate!: string;
}
