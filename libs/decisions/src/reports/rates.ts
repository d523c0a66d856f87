import type { RateTable } from '@tabularium/kernel';
import { RATES_ID, tableShown } from '@tabularium/organisation/contract';
import { listIn, oneRow, type Basis, type ReadStore } from '@tabularium/read-store';
import { textIn } from './rows';

/** The table of exchange rates in force. */
export async function ratesAt(views: ReadStore, basis: Basis): Promise<RateTable | undefined> {
  const row = await oneRow(views, 'exchange-rates', RATES_ID, basis);
  if (!row) return undefined;
  const lists = { currencies: listIn(row, 'currencies'), rates: listIn(row, 'rates') };
  const [table, date, baseCurrency] = [textIn(row, 'table'), textIn(row, 'date'), textIn(row, 'baseCurrency')];
  return tableShown({ table, date, baseCurrency, ...lists });
}
