import type { Basis, BasisAsked, Condition, KeyedRow, ReadStore, Row } from '@tabularium/read-store';

/** The basis asked for, resolved once, so that every view of a report answers at the same one. */
export const basisOf = (views: ReadStore, { knownAt, asOf }: BasisAsked): Promise<Basis> =>
  views.resolve({ ...(knownAt === undefined ? {} : { knownAt }), ...(asOf === undefined ? {} : { asOf }) });

const at = ({ logIndex, asOf }: Basis): BasisAsked => ({ knownAt: logIndex, asOf });

const PAGE = 500;

/** Every row that matches, in key order. */
export async function everyRow(
  views: ReadStore,
  view: string,
  basis: Basis,
  where: readonly Condition[] = [],
): Promise<readonly KeyedRow[]> {
  const found: KeyedRow[] = [];
  for (let page = await views.page(view, at(basis), { where, sort: ['key'], limit: PAGE }); page.rows.length > 0;) {
    found.push(...page.rows);
    if (found.length >= page.total) break;
    page = await views.page(view, at(basis), { where, sort: ['key'], limit: PAGE, offset: found.length });
  }
  return found;
}

export const oneRow = async (views: ReadStore, view: string, key: string, basis: Basis): Promise<Row | undefined> =>
  (await views.one(view, key, at(basis))).found?.row;

/** Values of a row by the type their column has; blank where the row holds none. */
export const textIn = (row: Row, column: string): string => {
  const value = row[column];
  return typeof value === 'string' ? value : '';
};

export const intIn = (row: Row, column: string): number => {
  const value = row[column];
  return typeof value === 'number' ? value : 0;
};

export const listIn = (row: Row, column: string): readonly string[] => {
  const value = row[column];
  return Array.isArray(value) ? value.map(String) : [];
};

export const ofBody = (body: string): Condition => ({ column: 'body', is: 'in', values: [body] });
