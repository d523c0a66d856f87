import type { LocalDate, Money } from '@tabularium/kernel';
import type { Basis, BasisAsked, Condition, KeyedRow, ReadStore, Row } from '@tabularium/read-store';

/** A basis resolved once, so that every view of a report answers at the same one, and its day. */
export interface Dated {
  readonly basis: Basis;
  readonly day: LocalDate;
}

/** Of an instant the day in UTC counts. */
export async function datedBasis(views: ReadStore, { knownAt, asOf }: BasisAsked): Promise<Dated> {
  const basis = await views.resolve({
    ...(knownAt === undefined ? {} : { knownAt }),
    ...(asOf === undefined ? {} : { asOf }),
  });
  return { basis, day: (asOf ?? basis.asOf).slice(0, 10) };
}

const PAGE = 1000;

/** Every row in which each column has the value given; undefined = any. In key order. */
export async function rowsOf(
  views: ReadStore,
  view: string,
  { logIndex, asOf }: Basis,
  values: Readonly<Record<string, string | undefined>>,
): Promise<readonly KeyedRow[]> {
  const where = Object.entries(values).flatMap(([column, value]): readonly Condition[] =>
    value === undefined ? [] : [{ column, is: 'in', values: [value] }],
  );
  const rows: KeyedRow[] = [];
  for (;;) {
    const asked = { where, sort: ['key'], limit: PAGE, offset: rows.length };
    const page = await views.page(view, { knownAt: logIndex, asOf }, asked);
    rows.push(...page.rows);
    if (page.rows.length < PAGE) return rows;
  }
}

/** Values of a row by the type their column has; null where the row holds none. */
export const textIn = (row: Row, column: string): string | null => {
  const value = row[column];
  return typeof value === 'string' ? value : null;
};

export const intIn = (row: Row, column: string): number | null => {
  const value = row[column];
  return typeof value === 'number' ? value : null;
};

export function moneyIn(row: Row, column: string): Money | null {
  const value = row[column];
  if (typeof value !== 'object' || value === null || !('minor' in value) || !('ccy' in value)) return null;
  return { minor: String(value.minor), ccy: String(value.ccy) };
}
