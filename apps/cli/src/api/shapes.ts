import type { EventMetadata } from '@tabularium/kernel';
import type { Basis, DiffEntry, KeyedRow, LoggedEvent, RowVersion } from '@tabularium/read-store';

/** Bodies of the API as the CLI reads them. */

/** An event as a cause is shown: everything but its data. */
export interface Cause
  extends
    Pick<LoggedEvent, 'index' | 'id' | 'type' | 'stream' | 'revision'>,
    Pick<EventMetadata, 'actor' | 'authority' | 'recordedAt' | 'effectiveAt' | 'reason' | 'evidence'> {}

export interface OneAnswer extends KeyedRow {
  readonly basis: Basis;
  readonly causes: readonly Cause[];
}

export type CausedVersion = RowVersion & { readonly causes: readonly Cause[] };

export interface HistoryAnswer {
  readonly basis: Basis;
  readonly key: string;
  readonly versions: readonly CausedVersion[];
}

export interface DiffAnswer {
  readonly from: Basis;
  readonly to: Basis;
  readonly entries: readonly (Omit<DiffEntry, 'causes'> & { readonly causes: readonly Cause[] })[];
  readonly total: number;
}

export interface WhyAnswer {
  readonly basis: Basis;
  readonly key: string;
  readonly column: string;
  readonly versions: readonly FigureVersion[];
}

export interface FigureVersion extends Omit<RowVersion, 'row'> {
  readonly value: unknown;
  /** The row ended here. */
  readonly gone: boolean;
  readonly events: readonly LoggedEvent[];
  /** What the right behind each event rests on. */
  readonly rights: readonly RightShown[];
}

export interface RightShown {
  readonly event: number;
  readonly type: string;
  readonly basis: string;
  readonly ref: string | null;
  readonly rests: DecisionShown | DelegationShown | null;
  readonly withheld: boolean;
}

/** What the CLI tells of a decision behind a figure. */
export interface DecisionShown {
  readonly basis: 'DECISION';
  readonly subject: string;
  readonly body: string;
  readonly where: string | null;
  readonly outcome: string;
  readonly decidedOn: string;
  readonly ballot: {
    readonly secret: boolean;
    readonly count: Readonly<
      Record<'votesFor' | 'votesAgainst' | 'abstentions' | 'present' | 'quorumRequired', number> &
        Record<'arithmetic', string>
    >;
    readonly votes: readonly Readonly<
      Record<'personId' | 'choice', string> & Record<'rationale', string | null> & Record<'event', number>
    >[];
  } | null;
  readonly papers: readonly (
    Readonly<Record<'documentId' | 'version' | 'sha256', string>> | Readonly<Record<'withheld', string>>
  )[];
  readonly terms: { readonly version: number; readonly event: number } | null;
  readonly policies: readonly { readonly policy: string; readonly version: number }[];
}

export interface DelegationShown {
  readonly basis: 'DELEGATION';
  readonly by: string;
  readonly giver: string | null;
}

export interface EventsAnswer {
  readonly basis: Basis;
  readonly events: readonly LoggedEvent[];
  /** The `after` to go on with. */
  readonly next: number;
  readonly head: number;
}

export interface TrailEntry extends Cause {
  readonly changes: readonly { readonly field: string; readonly before: unknown; readonly after: unknown }[];
  readonly causeChain: readonly Pick<Cause, 'index' | 'type'>[];
}

export interface AuditAnswer {
  readonly basis: Basis;
  readonly entries: readonly TrailEntry[];
  readonly refusals: readonly (Cause & { readonly data: Readonly<Record<string, unknown>> })[];
  readonly total: number;
  /** False: there is more on record than is followed. */
  readonly complete: boolean;
}

export type ViewsAnswer = readonly {
  readonly context: string;
  readonly name: string;
  readonly title: string;
  readonly columns: Readonly<
    Record<string, { readonly type: string; readonly title: string; readonly indexed?: true }>
  >;
  readonly totals: Readonly<Record<string, object>>;
}[];

export type ReportsAnswer = readonly { readonly context: string; readonly name: string; readonly title: string }[];

export interface ReplayAnswer {
  readonly basis: Basis;
  /** As its tables hold it, and as folded from the first event of the log without them. */
  readonly view: { readonly rows: number; readonly sha256: string };
  readonly replay: { readonly rows: number; readonly sha256: string; readonly events: number };
  readonly equal: boolean;
}
