import type { LocalDate, RateTable } from '@tabularium/kernel';
import {
  everyRow,
  oneRow,
  pinnedBasis,
  type Basis,
  type BasisAsked,
  type Condition,
  type KeyedRow,
  type ReadStore,
} from '@tabularium/read-store';
import { RATES_ID } from '../contract/exchange-rate';
import { tableShown } from '../contract/rate-tables';

/** A basis resolved once, so that every view of a report answers at the same one, and its day. */
export interface Dated {
  readonly basis: Basis;
  readonly day: LocalDate;
}

export async function datedBasis(views: ReadStore, asked: BasisAsked): Promise<Dated> {
  const basis = await pinnedBasis(views, asked);
  return { basis, day: views.dayOf(basis.asOf) };
}

/** Every row in which each column has the value given; undefined = any. In key order. */
export const rowsOf = (
  views: ReadStore,
  view: string,
  basis: Basis,
  values: Readonly<Record<string, string | undefined>>,
): Promise<readonly KeyedRow[]> => {
  const where = Object.entries(values).flatMap(([column, value]): readonly Condition[] =>
    value === undefined ? [] : [{ column, is: 'in', values: [value] }],
  );
  return everyRow(views, view, basis, where);
};

/** The table of exchange rates in force. */
export async function ratesAt(views: ReadStore, basis: Basis): Promise<RateTable | undefined> {
  const row = await oneRow(views, 'exchange-rates', RATES_ID, basis);
  return row && tableShown(row);
}
