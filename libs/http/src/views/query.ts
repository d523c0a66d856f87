import { isInstant, isLocalDate } from '@tabularium/kernel';
import type { BasisAsked, Columns, Condition, View } from '@tabularium/read-store';
import { badParameter } from '../problem';

export type Query = Readonly<Record<string, unknown>>;

/** A query string whose parameters are known and given once, as text. Throws Problem (400) otherwise. */
export function knownParameters(query: unknown, known: (name: string) => boolean): ReadonlyMap<string, string> {
  const entries = Object.entries(query as Query).map(([name, value]) => {
    if (!known(name)) throw badParameter(name, 'is not a parameter of this question');
    if (typeof value !== 'string') throw badParameter(name, 'must be given once');
    return [name, value] as const;
  });
  return new Map(entries);
}

/** `asOf` and `knownAt`. Throws Problem (400). */
export const basisOf = (parameters: ReadonlyMap<string, string>): BasisAsked => ({
  ...asOf(parameters, 'asOf'),
  ...knownAt(parameters, 'knownAt'),
});

export function asOf(parameters: ReadonlyMap<string, string>, name: string): Pick<BasisAsked, 'asOf'> {
  const value = parameters.get(name);
  if (value === undefined) return {};
  if (!isLocalDate(value) && !isInstant(value))
    throw badParameter(name, 'must be a day YYYY-MM-DD or an instant in UTC');
  return { asOf: value };
}

export function knownAt(parameters: ReadonlyMap<string, string>, name: string): Pick<BasisAsked, 'knownAt'> {
  const value = parameters.get(name);
  if (value === undefined) return {};
  if (/^(?:-1|0|[1-9]\d{0,14})$/.test(value)) return { knownAt: Number(value) };
  if (!isInstant(value)) throw badParameter(name, 'must be a log index or an instant in UTC');
  return { knownAt: value };
}

export const MAX_LIMIT = 1_000;
const DEFAULT_LIMIT = 100;

export const paging = (parameters: ReadonlyMap<string, string>) => ({
  limit: whole(parameters, 'limit', 1, MAX_LIMIT, DEFAULT_LIMIT),
  offset: whole(parameters, 'offset', 0, Number.MAX_SAFE_INTEGER, 0),
});

export function whole(
  parameters: ReadonlyMap<string, string>,
  name: string,
  least: number,
  most: number,
  fallback: number,
): number {
  const value = parameters.get(name);
  if (value === undefined) return fallback;
  const number = /^(?:0|-?[1-9]\d{0,15})$/.test(value) ? Number(value) : NaN;
  if (!(number >= least && number <= most)) throw badParameter(name, `must be a whole number from ${least} to ${most}`);
  return number;
}

/** Comma-separated columns, descending with a leading `-`. The read store checks them. */
export const sorting = (parameters: ReadonlyMap<string, string>): { readonly sort?: readonly string[] } => {
  const sort = parameters.get('sort');
  return sort === undefined ? {} : { sort: sort.split(',') };
};

const OPERATORS = ['gte', 'lte', 'like'] as const;

/** `<column>`, `<column>.gte`, `.lte`, `.like`, for the columns of the view and `key`. */
export function isFilter(view: View, parameter: string): boolean {
  const [column, operator] = partsOf(parameter);
  const known = column === 'key' || Object.hasOwn(view.columns, column);
  return known && (operator === undefined || OPERATORS.some((name) => name === operator));
}

/**
 * Conditions from the filters among the parameters. `taken`: parameters of the question itself, which mean what it says
 * even where a column is called so; that is filtered by `.gte` and `.lte`. Throws Problem (400).
 */
export const conditions = (
  view: View,
  parameters: ReadonlyMap<string, string>,
  taken: readonly string[] = [],
): readonly Condition[] =>
  [...parameters]
    .filter(([name]) => isFilter(view, name) && !taken.includes(name))
    .map(([name, value]) => conditionOf(view.columns, name, value));

function conditionOf(columns: Columns, parameter: string, value: string): Condition {
  const [column, operator] = partsOf(parameter);
  if (operator === 'like') return { column, is: 'contains', value };
  const typed = typedValue(columns[column]?.type, value);
  if (typed === undefined) throw badParameter(parameter, 'is not a value of the column');
  if (operator === undefined) return { column, is: 'in', values: [value === '' ? null : typed] };
  if (typeof typed === 'boolean') throw badParameter(parameter, 'has no order');
  return { column, is: operator === 'gte' ? 'atLeast' : 'atMost', value: typed };
}

const flags: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
  ['', false],
]);

/** Text of a query as the column's type has it; amounts are compared by their minor units. */
function typedValue(type: Columns[string]['type'] | undefined, value: string): string | number | boolean | undefined {
  if (type === 'flag') return flags.get(value);
  if (type !== 'int' || value === '') return value;
  return /^(?:0|-?[1-9]\d{0,15})$/.test(value) ? Number(value) : undefined;
}

function partsOf(parameter: string): readonly [column: string, operator?: string] {
  const dot = parameter.lastIndexOf('.');
  return dot < 0 ? [parameter] : [parameter.slice(0, dot), parameter.slice(dot + 1)];
}

/** Parameter names that are no columns; a view with such a column could not be filtered by it. */
export const RESERVED: ReadonlySet<string> = new Set(['asOf', 'knownAt', 'sort', 'limit', 'offset', 'key']);
