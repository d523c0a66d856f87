import type { BasisAsked, Condition, KeyedRow, ReadStore } from '@tabularium/read-store';

const PAGE = 1000;

/** Every row of a view at a basis that does not move (one that `resolve` gave), in key order. */
export async function everyRow(
  views: ReadStore,
  view: string,
  basis: BasisAsked,
  where: readonly Condition[] = [],
): Promise<readonly KeyedRow[]> {
  const rows: KeyedRow[] = [];
  for (;;) {
    const page = await views.page(view, basis, { where, sort: ['key'], limit: PAGE, offset: rows.length });
    rows.push(...page.rows);
    if (page.rows.length < PAGE) return rows;
  }
}
