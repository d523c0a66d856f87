import type { CheckedCondition } from './conditions';
import { checkConditions } from './conditions';
import { InvalidView } from './errors';
import { RowCodec } from './rows';
import type { Build, TableShape } from './storage';
import { coveringColumns } from './totals';
import { cellName } from './rows';
import type { Columns, View } from './view';

/** A view with what is worked out from its definition once. */
export interface Definition {
  readonly view: View;
  readonly codec: RowCodec;
  readonly tables: TableShape;
  readonly shown: readonly CheckedCondition[];
  /** Columns, totals and what is shown as JSON. */
  readonly shape: string;
}

/** Checks a view's definition. Throws InvalidView. */
export function define(view: View): Definition {
  for (const fault of faultsOf(view)) throw new InvalidView(`View ${view.name}: ${fault}`);
  const codec = new RowCodec(view.columns);
  const indexed = Object.entries(view.columns).filter(([, column]) => column.indexed);
  return {
    view,
    codec,
    shown: checkConditions(view, view.shown),
    shape: JSON.stringify({ columns: view.columns, totals: view.totals, shown: view.shown }),
    tables: {
      columns: codec.cells,
      indexed: indexed.map(([name]) => cellName(name)),
      totals: Object.keys(view.totals).flatMap((total) => coveringColumns(view, total)),
    },
  };
}

/** The definition a build was made from, as far as asking needs it: no steps. */
export function storedDefinition({ view, version, shape }: Build): Definition {
  const stored = JSON.parse(shape) as Pick<View, 'columns' | 'totals' | 'shown'>;
  return define({ name: view, version, title: view, ...stored, steps: {} });
}

/** True if rows of both are stored alike; titles, indexes and totals may change within a version. */
export const sameColumns = (a: string, b: string): boolean => typesOf(a) === typesOf(b);

function typesOf(shape: string): string {
  const { columns } = JSON.parse(shape) as { readonly columns: Columns };
  return JSON.stringify(Object.entries(columns).map(([name, { type }]) => [name, type]));
}

function* faultsOf(view: View): Iterable<string> {
  const names = Object.keys(view.columns);
  if (!/^[a-z][a-z0-9-]{0,39}$/.test(view.name)) yield 'a name has small letters, digits and hyphens, 40 at most';
  if (!Number.isSafeInteger(view.version) || view.version < 1) yield 'versions count from 1';
  if (new Set(names.map((name) => name.toLowerCase())).size < names.length) yield 'columns differ by case only';
  if (names.includes('key')) yield 'the key is no column';
  for (const name of names) if (!/^[a-z][A-Za-z0-9]{0,39}$/.test(name)) yield `${name} is not a column name`;
  if (view.personal && !names.includes(view.personal.column)) yield `personal ${view.personal.column} is not a column`;
  if (view.scope && !names.includes(view.scope)) yield `scope ${view.scope} is not a column`;
  for (const [name, total] of Object.entries(view.totals)) yield* faultsOfTotal(view, name, total);
}

function* faultsOfTotal(
  { columns }: View,
  name: string,
  { groupBy, measures }: View['totals'][string],
): Iterable<string> {
  for (const column of groupBy)
    if (!columns[column] || ['money', 'list'].includes(columns[column].type))
      yield `total ${name} cannot be grouped by ${column}`;
  for (const [measure, of] of Object.entries(measures)) {
    const type = of.of === 'count' ? 'int' : columns[of.column]?.type;
    if (!type || type === 'list' || type === 'flag') yield `total ${name} cannot measure ${measure}`;
    else if (of.of === 'sum' && type !== 'int' && type !== 'money') yield `total ${name} cannot sum ${measure}`;
    if (measure === '' || (groupBy.includes('ccy') && type === 'money')) yield `total ${name} names ccy twice`;
  }
}
