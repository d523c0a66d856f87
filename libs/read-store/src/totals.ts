import { UnknownTotal } from './errors';
import type { TotalRow } from './port';
import type { Cell, Cells } from './rows';
import { cellName } from './rows';
import { compareText } from './text';
import type { ColumnType, Total, View } from './view';

export interface PlannedMeasure {
  readonly name: string;
  readonly of: 'count' | 'sum' | 'min' | 'max';
  /** Null for counts. */
  readonly cell: string | null;
  readonly type: ColumnType;
}

/** One aggregate query: amounts of one money column at most, grouped by its currency as well. */
export interface TotalPlan {
  readonly groupBy: readonly { readonly name: string; readonly cell: string; readonly type: ColumnType }[];
  readonly measures: readonly PlannedMeasure[];
}

/**
 * The queries of a total. Sums of money are grouped by currency (`ccy`); with several money columns each is queried
 * apart and joined by group and currency, and rows are counted under the currency of the first. Throws UnknownTotal.
 */
export function planTotal(view: View, name: string): readonly TotalPlan[] {
  const total = Object.hasOwn(view.totals, name) ? view.totals[name] : undefined;
  if (!total) throw new UnknownTotal(view.name, name);
  const measures = Object.entries(total.measures).map(([measure, of]) => planned(view, measure, of));
  const amounts = [...new Set(measures.filter(({ type }) => type === 'money').map(({ cell }) => cell))];
  const groupBy = total.groupBy.map((column) => ({ name: column, cell: cellName(column), type: typeOf(view, column) }));
  if (amounts.length === 0) return [{ groupBy, measures }];
  return amounts.map((amount, n) => ({
    groupBy: [...groupBy, { name: 'ccy', cell: `${amount}_ccy`, type: 'text' as const }],
    measures: measures.filter(({ type, cell }) => (type === 'money' ? cell === amount : n === 0)),
  }));
}

/** Columns of a covering index for each query of a total. */
export const coveringColumns = (view: View, name: string): readonly (readonly string[])[] =>
  planTotal(view, name).map(({ groupBy, measures }) => [
    ...new Set([...groupBy.map(({ cell }) => cell), ...measures.flatMap(({ cell }) => cell ?? [])]),
  ]);

/** Joins the answers of the queries into rows ordered by group. */
export function joinTotals(plans: readonly TotalPlan[], answers: readonly (readonly Cells[])[]): readonly TotalRow[] {
  const joined = new Map<
    string,
    { readonly group: Cells; readonly measures: Record<string, number | string | null> }
  >();
  plans.forEach((plan, n) => {
    for (const cells of answers[n] ?? []) {
      const group = cells.slice(0, plan.groupBy.length);
      const id = JSON.stringify(group);
      const row = joined.get(id) ?? { group, measures: unmeasured(plans) };
      plan.measures.forEach((measure, m) => {
        row.measures[measure.name] = measured(measure, cells[plan.groupBy.length + m] ?? null);
      });
      joined.set(id, row);
    }
  });
  return [...joined.values()]
    .sort((a, b) => compareGroups(a.group, b.group))
    .map(({ group, measures }) => ({ group: namedGroup(plans[0], group), measures }));
}

function planned(view: View, name: string, measure: Total['measures'][string]): PlannedMeasure {
  if (measure.of === 'count') return { name, of: 'count', cell: null, type: 'int' };
  return { name, of: measure.of, cell: cellName(measure.column), type: typeOf(view, measure.column) };
}

const typeOf = (view: View, column: string): ColumnType => view.columns[column]?.type ?? 'text';

const unmeasured = (plans: readonly TotalPlan[]): Record<string, number | null> =>
  Object.fromEntries(
    plans.flatMap(({ measures }) => measures).map(({ name, of }) => [name, of === 'count' ? 0 : null]),
  );

/** Amounts stay text; whole numbers are numbers while they are exact, and text beyond 2^53. */
function measured({ of, type }: PlannedMeasure, cell: Cell): number | string | null {
  if (cell === null || type === 'money' || (type !== 'int' && of !== 'count')) return cell;
  return Number.isSafeInteger(Number(cell)) ? Number(cell) : String(cell);
}

function namedGroup(plan: TotalPlan | undefined, cells: Cells): TotalRow['group'] {
  const value = (type: ColumnType, cell: Cell) => (type === 'flag' && cell !== null ? cell === 1 : cell);
  return Object.fromEntries((plan?.groupBy ?? []).map(({ name, type }, n) => [name, value(type, cells[n] ?? null)]));
}

/** Null first, then by value. */
function compareGroups(a: Cells, b: Cells): number {
  for (let n = 0; n < a.length; n++) {
    const order = compareCells(a[n] ?? null, b[n] ?? null);
    if (order !== 0) return order;
  }
  return 0;
}

function compareCells(a: Cell, b: Cell): number {
  if (a === null || b === null) return Number(b === null) - Number(a === null);
  return typeof a === 'number' && typeof b === 'number' ? a - b : compareText(String(a), String(b));
}
