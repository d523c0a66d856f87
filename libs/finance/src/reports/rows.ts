import type { Money } from '@tabularium/kernel';
import type { Basis, BasisAsked, Condition, KeyedRow, ReadStore, Row, TotalRow } from '@tabularium/read-store';

/** The basis asked for, resolved once, so that every view of a report answers at the same one. */
export async function basisOf(views: ReadStore, { knownAt, asOf }: BasisAsked): Promise<Basis> {
  return views.resolve({
    ...(knownAt === undefined ? {} : { knownAt }),
    ...(asOf === undefined ? {} : { asOf }),
  });
}

export const at = ({ logIndex, asOf }: Basis): BasisAsked => ({ knownAt: logIndex, asOf });

export const ofProject = (project: string | undefined): readonly Condition[] =>
  project === undefined ? [] : [{ column: 'project', is: 'in', values: [project] }];

const PAGE = 500;

/** Every row that matches, page by page. */
export async function everyRow(
  views: ReadStore,
  view: string,
  basis: Basis,
  where: readonly Condition[],
  sort: string,
): Promise<readonly KeyedRow[]> {
  const found: KeyedRow[] = [];
  for (let total = 1; found.length < total;) {
    const page = await views.page(view, at(basis), { where, sort: [sort], limit: PAGE, offset: found.length });
    if (page.rows.length === 0) break;
    found.push(...page.rows);
    total = page.total;
  }
  return found;
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

/** A sum of money in a total; null for rows without an amount. */
export function sumIn({ group, measures }: TotalRow, measure: string): Money | null {
  const [minor, ccy] = [measures[measure], group['ccy']];
  return minor === null || minor === undefined || typeof ccy !== 'string' ? null : { minor: String(minor), ccy };
}
