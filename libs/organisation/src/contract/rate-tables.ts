import type { Fold, LocalDate, RateTable } from '@tabularium/kernel';
import type { RateTableEvents } from './rate-table.contract';

/** One table a day: that of the last correction. In the order of their days. */
export interface RateTables {
  readonly tables: readonly RateTable[];
}

/** For rules of other aggregates: `ratesOn(await read(rateTables, RATES_ID), today)`, which pins the rates. */
export const rateTables: Fold<RateTables, RateTableEvents> = {
  category: 'rateTable',
  initial: { tables: [] },
  evolve: {
    FxRatesPublished: (state, data) => withTable(state, tableOf(data)),
    FxRatesCorrected: (state, data) => withTable(state, tableOf(data)),
  },
};

/** The table in force on a day. */
export const ratesOn = ({ tables }: RateTables, day: LocalDate): RateTable | undefined =>
  tables.findLast(({ date }) => date <= day);

export const tableOf = ({
  table,
  date,
  baseCurrency,
  rates,
}: Omit<RateTableEvents['FxRatesPublished'], 'source'>): RateTable => ({
  id: table,
  baseCurrency,
  date,
  rates: Object.fromEntries(rates.map(({ currency, rate }) => [currency, rate])),
});

/** A row of the view `exchange-rates`. */
export interface ShownRates {
  readonly table: string;
  readonly date: LocalDate;
  readonly baseCurrency: string;
  readonly currencies: readonly string[];
  readonly rates: readonly string[];
}

/** The table that the view `exchange-rates` shows under the key RATES_ID. */
export const tableShown = ({ table, currencies, rates, ...shown }: ShownRates): RateTable =>
  tableOf({ table, ...shown, rates: currencies.map((currency, at) => ({ currency, rate: rates[at] ?? '' })) });

/** Facts fold in the order of their days, so a table comes last or takes the place of the last. */
const withTable = ({ tables }: RateTables, table: RateTable): RateTables => ({
  tables: [...tables.filter(({ date }) => date !== table.date), table],
});
