import type { EventMetadata, Money } from '@tabularium/kernel';
import type { Condition } from './condition';

/**
 * What a column holds. `money` is stored as minor units and currency, and sorts by amount; `list` is a list of texts.
 * Every column may be null.
 */
export type ColumnType = 'text' | 'int' | 'flag' | 'date' | 'instant' | 'money' | 'list';

export interface Column {
  readonly type: ColumnType;
  /** An index serves sort and filter on the current state. */
  readonly indexed?: true;
  /** One line for people and OpenAPI. */
  readonly title: string;
}

export type Columns = Readonly<Record<string, Column>>;

interface ColumnValues {
  readonly text: string;
  readonly int: number;
  readonly flag: boolean;
  readonly date: string;
  readonly instant: string;
  readonly money: Money;
  readonly list: readonly string[];
}

/** The row of a view, from its columns. */
export type RowOf<C extends Columns> = { readonly [N in keyof C]: ColumnValues[C[N]['type']] | null };

/** An event as a view sees it: content in force at the basis asked, everything upcast to the newest schema version. */
export interface ViewEvent<D = unknown> {
  readonly id: string;
  /** Dense place in the log. */
  readonly index: number;
  readonly stream: string;
  /** Id part of the stream. */
  readonly entityId: string;
  readonly type: string;
  readonly data: D;
  readonly metadata: EventMetadata;
}

/** One step: the row before (null = none) and the event give the row after (null = gone from here on). Pure. */
export type Step<R, D> = (row: R | null, event: ViewEvent<D>) => R | null;

/** Methods, not function properties: a view of certain columns is then a `View`, and fits the list of a context. */
export interface StepWithKeys<R, D> {
  /** Keys the event speaks of; default: the id of its stream. Repeats count once. */
  keys(event: ViewEvent<D>): readonly string[];
  step(row: R | null, event: ViewEvent<D>, key: string): R | null;
}

/** Steps by event type. */
export type Steps<R, E extends object> = { readonly [T in keyof E]?: Step<R, E[T]> | StepWithKeys<R, E[T]> };

/** A total over the rows of a view: exact integer sums, counts, minima, maxima by group. Never folded. */
export interface Total {
  readonly title: string;
  readonly groupBy: readonly string[];
  readonly measures: Readonly<
    Record<string, { readonly of: 'count' } | { readonly of: 'sum' | 'min' | 'max'; readonly column: string }>
  >;
}

/**
 * A view: a name, a version, typed columns, and one step per event type; nothing about time. The same definition answers
 * current, as-of, known-at, history, diff and totals. Raise the version whenever columns or steps change: the new
 * version is built beside the old one.
 */
export interface View<C extends Columns = Columns> {
  readonly name: string;
  readonly version: number;
  readonly title: string;
  readonly columns: C;
  /** Column that names the project a row belongs to: callers limited to their projects see only those rows. */
  readonly scope?: keyof C & string;
  /** Column that names the person a row is about: callers without one of these roles see only rows about themselves. */
  readonly personal?: { readonly column: keyof C & string; readonly openTo: readonly string[] };
  /** Only rows that meet these are there for who asks; the others are kept for the steps to go on from. */
  readonly shown?: readonly Condition[];
  readonly steps: Readonly<Record<string, StepWithKeys<RowOf<C>, unknown>>>;
  readonly totals: Readonly<Record<string, Total>>;
}

/** Defines a view. E: event data by type, from the contracts it reads. */
export function view<E extends object>() {
  return <const C extends Columns>(
    definition: Omit<View<C>, 'steps' | 'totals'> & {
      readonly totals?: View['totals'];
      readonly steps: Steps<RowOf<C>, E>;
    },
  ): View => ({
    ...definition,
    totals: definition.totals ?? {},
    steps: Object.fromEntries(
      Object.entries(definition.steps).map(([type, step]) => [type, withKeys(step as Step<RowOf<C>, unknown>)]),
    ),
  });
}

function withKeys<R>(step: Step<R, unknown> | StepWithKeys<R, unknown>): StepWithKeys<R, unknown> {
  return typeof step === 'function' ? { keys: (event) => [event.entityId], step } : step;
}
