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

/** The table that a row of the view `exchange-rates` shows, under the key RATES_ID. */
export function tableShown(row: Readonly<Record<string, unknown>>): RateTable {
  const text = (column: string): string => String(row[column]);
  const list = (column: string): readonly unknown[] => [row[column]].flat();
  const rates = list('currencies').map((currency, at) => ({
    currency: String(currency),
    rate: String(list('rates')[at]),
  }));
  return tableOf({ table: text('table'), date: text('date'), baseCurrency: text('baseCurrency'), rates });
}

/** Facts fold in the order of their days, so a table comes last or takes the place of the last. */
const withTable = ({ tables }: RateTables, table: RateTable): RateTables => ({
  tables: [...tables.filter(({ date }) => date !== table.date), table],
});
