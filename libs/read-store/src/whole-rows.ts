import type { Money } from '@tabularium/kernel';
import type { Basis, BasisAsked, Condition, KeyedRow, ReadStore, Row } from './port';

/** For reports, which join views: every view of one report answers at the same basis, resolved once. */
export const pinnedBasis = (views: ReadStore, { knownAt, asOf }: BasisAsked): Promise<Basis> =>
  views.resolve({ ...(knownAt === undefined ? {} : { knownAt }), ...(asOf === undefined ? {} : { asOf }) });

/** To ask with a basis again. */
export const at = ({ logIndex, asOf }: Basis): BasisAsked => ({ knownAt: logIndex, asOf });

const PAGE = 1000;

/** Every row that matches, page by page, in the order of a column; default by key. */
export async function everyRow(
  views: ReadStore,
  view: string,
  basis: Basis,
  where: readonly Condition[] = [],
  sort = 'key',
): Promise<readonly KeyedRow[]> {
  const rows: KeyedRow[] = [];
  for (;;) {
    const page = await views.page(view, at(basis), { where, sort: [sort], limit: PAGE, offset: rows.length });
    rows.push(...page.rows);
    if (page.rows.length < PAGE) return rows;
  }
}

export const oneRow = async (views: ReadStore, view: string, key: string, basis: Basis): Promise<Row | undefined> =>
  (await views.one(view, key, at(basis))).found?.row;

/** Values of a row by the type their column has; null where the row holds none. */
export const textIn = (row: Row, column: string): string | null => {
  const value = row[column];
  return typeof value === 'string' ? value : null;
};

export const intIn = (row: Row, column: string): number | null => {
  const value = row[column];
  return typeof value === 'number' ? value : null;
};

export const listIn = (row: Row, column: string): readonly string[] => {
  const value = row[column];
  return Array.isArray(value) ? value.map(String) : [];
};

export function moneyIn(row: Row, column: string): Money | null {
  const value = row[column];
  if (typeof value !== 'object' || value === null || !('minor' in value) || !('ccy' in value)) return null;
  return { minor: String(value.minor), ccy: String(value.ccy) };
}
