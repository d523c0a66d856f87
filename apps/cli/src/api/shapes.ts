import type { Basis, Diff, KeyedRow, LoggedEvent, RowVersion } from '@tabularium/read-store';

/** Bodies of the API as the CLI reads them. */
export interface OneAnswer extends KeyedRow {
  readonly basis: Basis;
}

export interface HistoryAnswer {
  readonly basis: Basis;
  readonly versions: readonly RowVersion[];
}

export type DiffAnswer = Diff;

export interface EventsAnswer {
  readonly events: readonly LoggedEvent[];
}

export interface ViewsAnswer {
  readonly views: readonly {
    readonly name: string;
    readonly title: string;
    readonly version: number;
    readonly columns: Readonly<
      Record<string, { readonly type: string; readonly title: string; readonly indexed?: true }>
    >;
    readonly totals: Readonly<Record<string, { readonly title: string }>>;
  }[];
}

export type WhyAnswer = unknown;

export interface ReplayAnswer {
  readonly basis: Basis;
  readonly rows: number;
  readonly equal: boolean;
  /** SHA-256 of the rows as the view serves them, and as folded from the log. */
  readonly served: string;
  readonly folded: string;
}
