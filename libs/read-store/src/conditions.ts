import { instantOf, isInstant, isLocalDate, millis } from '@tabularium/kernel';
import { InvalidCondition, UnknownColumn } from './errors';
import type { Condition, PageAsked } from './port';
import type { Cell, Cells } from './rows';
import { cellName } from './rows';
import { caseForms, compareText, containsForms } from './text';
import type { ColumnType, View } from './view';

/** A column a condition or sort speaks of; `at` is its place among the cells, -1 = the key. */
export interface Target {
  readonly cell: string;
  readonly at: number;
  readonly type: ColumnType;
}

/** A condition in stored terms, valid for its column. */
export type CheckedCondition = { readonly target: Target } & (
  | { readonly is: 'in'; readonly values: readonly (string | number)[]; readonly orNull: boolean }
  | { readonly is: 'atLeast' | 'atMost'; readonly value: string | number | bigint }
  | { readonly is: 'contains'; readonly forms: readonly (readonly string[])[] }
  | { readonly is: 'has'; readonly value: string }
);

export interface CheckedSort {
  readonly target: Target;
  readonly descending: boolean;
}

const MAX_LIMIT = 10_000;

/** Throws UnknownColumn or InvalidCondition. */
export const checkConditions = (view: View, conditions: readonly Condition[] = []): readonly CheckedCondition[] =>
  conditions.map((condition) => checkCondition(targetOf(view, condition.column), condition));

export const checkSort = (view: View, sort: readonly string[] = []): readonly CheckedSort[] =>
  sort.map((text) => {
    const target = targetOf(view, text.replace(/^-/, ''));
    if (target.type === 'list') throw new InvalidCondition(`${text} is a list and gives no order`);
    return { target, descending: text.startsWith('-') };
  });

export function checkPaging({ limit, offset = 0 }: Pick<PageAsked, 'limit' | 'offset'>) {
  if (!Number.isInteger(limit) || limit < 0 || limit > MAX_LIMIT)
    throw new InvalidCondition(`A page has 0 to ${MAX_LIMIT} rows`);
  if (!Number.isSafeInteger(offset) || offset < 0) throw new InvalidCondition('An offset is a whole number from 0');
  return { limit, offset };
}

/** True if a row meets every condition. */
export const matches = (conditions: readonly CheckedCondition[], key: string, cells: Cells): boolean =>
  conditions.every((condition) =>
    meets(condition, condition.target.at < 0 ? key : (cells[condition.target.at] ?? null)),
  );

function targetOf(view: View, column: string): Target {
  if (column === 'key') return { cell: 'key', at: -1, type: 'text' };
  let at = 0;
  for (const [name, { type }] of Object.entries(view.columns)) {
    if (name === column) return { cell: cellName(name), at, type };
    at += type === 'money' ? 2 : 1;
  }
  throw new UnknownColumn(view.name, column);
}

/** What is asked comes from outside, whatever its type says. */
const bounds: readonly string[] = ['atLeast', 'atMost'];

const ordered: readonly ColumnType[] = ['text', 'int', 'date', 'instant', 'money'];

function checkCondition(target: Target, condition: Condition): CheckedCondition {
  if (condition.is === 'in') return checkIn(target, condition.column, condition.values);
  if (condition.is === 'contains') return checkContains(target, condition.column, condition.value);
  if (!bounds.includes(condition.is)) throw new InvalidCondition('No such condition');
  if (!ordered.includes(target.type)) throw new InvalidCondition(`${condition.column} has no order`);
  return { target, is: condition.is, value: bound(target.type, condition.column, condition.value) };
}

function checkIn(target: Target, column: string, values: unknown): CheckedCondition {
  if (!Array.isArray(values)) throw new InvalidCondition(`${column}: values are missing`);
  const given = values.filter((value) => value !== null);
  if (given.length && ['money', 'list'].includes(target.type))
    throw new InvalidCondition(`${column} is a ${target.type} and cannot be listed`);
  const stored = given.map((value) => scalars[target.type]?.(value) ?? refuse(column, value));
  return { target, is: 'in', values: stored, orNull: given.length < values.length };
}

function checkContains(target: Target, column: string, value: unknown): CheckedCondition {
  if (typeof value !== 'string' || value.includes('\0')) return refuse(column, value);
  if (target.type === 'list') return { target, is: 'has', value };
  if (target.type !== 'text') throw new InvalidCondition(`${column} is no text`);
  return { target, is: 'contains', forms: caseForms(value) };
}

type Scalar = string | number;

/** The stored form of a value; undefined = not a value of that type. */
const scalars: Readonly<Partial<Record<ColumnType, (value: unknown) => Scalar | undefined>>> = {
  text: (value) => (typeof value === 'string' && !value.includes('\0') ? value : undefined),
  int: (value) => (Number.isSafeInteger(value) ? Number(value) : undefined),
  flag: (value) => (typeof value === 'boolean' ? Number(value) : undefined),
  date: (value) => (typeof value === 'string' && isLocalDate(value) ? value : undefined),
  instant: (value) => (typeof value === 'string' && isInstant(value) ? instantOf(millis(value)) : undefined),
};

function bound(type: ColumnType, column: string, value: unknown): Scalar | bigint {
  if (type !== 'money') return scalars[type]?.(value) ?? refuse(column, value);
  const text = String(value);
  return /^-?\d{1,18}$/.test(text) ? BigInt(text) : refuse(column, value);
}

function refuse(column: string, value: unknown): never {
  throw new InvalidCondition(`${column}: ${JSON.stringify(value)} is not a value of the column`);
}

function meets(condition: CheckedCondition, cell: Cell): boolean {
  if (cell === null) return condition.is === 'in' && condition.orNull;
  if (condition.is === 'in') return condition.values.includes(cell);
  if (condition.is === 'contains') return containsForms(String(cell), condition.forms);
  if (condition.is === 'has') return (JSON.parse(String(cell)) as readonly string[]).includes(condition.value);
  const order = compareScalars(cell, condition.value);
  return condition.is === 'atLeast' ? order >= 0 : order <= 0;
}

function compareScalars(cell: string | number, value: string | number | bigint): number {
  if (typeof value === 'string') return compareText(String(cell), value);
  const difference = BigInt(cell) - BigInt(value);
  return difference < 0n ? -1 : Number(difference > 0n);
}
