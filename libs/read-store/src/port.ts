import type { Instant, LocalDate, RecordedEvent } from '@tabularium/kernel';
import type { Condition } from './condition';
import type { View } from './view';

export type { Condition } from './condition';

/** An event of the log as the follower hands it over: dense index, place in the store. */
export interface LoggedEvent extends RecordedEvent {
  readonly index: number;
  readonly position: string;
}

/** What an answer is based on. Default: the head of the log, today. */
export interface BasisAsked {
  /** Log index (inclusive), or the instant it stands for. */
  readonly knownAt?: number | Instant;
  /** Day (its end, in the organisation's time zone) or instant, inclusive. */
  readonly asOf?: LocalDate | Instant;
}

/** The basis as resolved; asking with it again gives the same answer for ever. */
export interface Basis {
  /** -1 = before the first event. */
  readonly logIndex: number;
  readonly knownAt: Instant | null;
  readonly asOf: Instant;
}

export type Row = Readonly<Record<string, unknown>>;

export interface KeyedRow {
  readonly key: string;
  readonly row: Row;
  /** Log index of the fact that made the row what it is. */
  readonly cause: number;
}

export interface PageAsked {
  readonly where?: readonly Condition[];
  /** Column names, descending with a leading `-`; ties are broken by key. `key` sorts by key. */
  readonly sort?: readonly string[];
  readonly limit: number;
  readonly offset?: number;
}

export interface Page {
  readonly basis: Basis;
  readonly rows: readonly KeyedRow[];
  /** Rows that match, on all pages. */
  readonly total: number;
}

/** One version of a row: valid from a business instant, known from one log index until (exclusive) another. */
export interface RowVersion {
  readonly row: Row | null;
  readonly effectiveAt: Instant;
  readonly knownFrom: number;
  readonly knownTo: number | null;
  readonly cause: number;
}

export type DiffKind = 'added' | 'removed' | 'changed' | 'restated';

export interface DiffEntry {
  readonly key: string;
  /** `restated`: what was true at the earlier date is now known to be different. A key can be restated and changed. */
  readonly kinds: readonly DiffKind[];
  readonly before: Row | null;
  /** The earlier date as known at the later basis; differs from `before` when restated. */
  readonly restated: Row | null;
  readonly after: Row | null;
  readonly columns: readonly string[];
  /** Log indexes of the facts, late facts and amendments that caused it. */
  readonly causes: readonly number[];
}

export interface Diff {
  readonly from: Basis;
  readonly to: Basis;
  readonly entries: readonly DiffEntry[];
  readonly total: number;
}

export interface TotalRow {
  readonly group: Readonly<Record<string, unknown>>;
  /** Integers as decimal text where they are sums of money, minor units. Sums over several currencies are grouped by currency too (`ccy`). */
  readonly measures: Readonly<Record<string, number | string | null>>;
}

/** Where a consumer stands: resume after this. */
export interface Checkpoint {
  /** Index of the last event applied; -1 = none. */
  readonly index: number;
  readonly position: string | null;
}

export type ViewStage = 'building' | 'ready' | 'active' | 'retired';

export interface ViewStatus {
  readonly view: string;
  readonly version: number;
  readonly stage: ViewStage;
  readonly appliedTo: number;
  /** Why the view stopped, if it met an event it could not apply. */
  readonly fault?: string;
}

export interface RebuildOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (appliedTo: number, head: number) => void;
  /**
   * When the new build takes over: if versions and removals equal those of the active build, in any case, or never.
   * Default: `when-equal` within a version, `always` for another version.
   */
  readonly switch?: 'when-equal' | 'always' | 'never';
}

/** The consumer that keeps the views; every other one is a process. */
export const VIEWS = 'views';

/** Where a consumer of the log stands, and who does its work. */
export interface ConsumerStatus {
  readonly consumer: string;
  /** Log index up to which it is done; -1 = nothing yet. */
  readonly doneTo: number;
  /** Raised with every change of owner. */
  readonly epoch: number;
  /** Who holds it; null = nobody, or a lease that ran out. */
  readonly owner: string | null;
  /** Why it stands still, if it does. */
  readonly fault: string | null;
}

/** Thrown when an owner that lost its consumer tries to write. */
export class FencedOff extends Error {
  override readonly name = 'FencedOff';
}

/**
 * The bitemporal views. `ingest` writes log rows, versions of every active view and the checkpoint in one transaction;
 * events at or before the checkpoint are skipped, a gap is refused.
 */
export interface ReadStore {
  readonly name: 'sqlite' | 'postgresql';
  checkpoint(): Promise<Checkpoint>;
  /** Milliseconds since 1970 by a clock that is not this process's; undefined where there is none. */
  clockMs(): Promise<number | undefined>;
  /**
   * A lease on a consumer, for whoever shares the store with other processes: resolves with the epoch to write with, or
   * null while somebody else holds it. Claimed again by its owner it is renewed and keeps its epoch; a change of owner
   * raises it, fences off every earlier one and forgets why it stood still. It runs out after `ttlMs` by the database's clock.
   */
  claim(consumer: string, owner: string, ttlMs: number): Promise<number | null>;
  /** Takes a consumer (the views) at once, from whomever, and for good: for who knows to be alone. */
  takeOver(consumer?: string, owner?: string): Promise<number>;
  /** Gives a lease back; nothing happens if the epoch is over. */
  release(consumer: string, epoch: number): Promise<void>;
  /** Every consumer that was ever claimed, by name. */
  consumers(): Promise<readonly ConsumerStatus[]>;
  /** Says why a consumer stands still; null = it does not. Throws FencedOff. */
  markFault(epoch: number, consumer: string, fault: string | null): Promise<void>;
  /**
   * With an epoch of the views. Throws FencedOff, LogGap. With `catchingUp` (more events are at hand) the current rows may wait. An empty batch
   * brings the current rows to today: call it when the day changes, or questions about today cost as much as the past.
   */
  ingest(
    epoch: number,
    batch: readonly LoggedEvent[],
    options?: { readonly catchingUp?: boolean },
  ): Promise<Checkpoint>;
  /** Advances the position without an event (a filtered checkpoint). */
  moveTo(epoch: number, position: string): Promise<void>;

  resolve(basis: BasisAsked): Promise<Basis>;
  /** The day of an instant in the organisation's time zone. */
  dayOf(instant: Instant): LocalDate;
  one(
    view: string,
    key: string,
    basis: BasisAsked,
  ): Promise<{ readonly basis: Basis; readonly found: KeyedRow | null }>;
  page(view: string, basis: BasisAsked, page: PageAsked): Promise<Page>;
  history(
    view: string,
    key: string,
    knownAt?: BasisAsked['knownAt'],
  ): Promise<{ readonly basis: Basis; readonly versions: readonly RowVersion[] }>;
  diff(view: string, from: BasisAsked, to: BasisAsked, page: Omit<PageAsked, 'sort'>): Promise<Diff>;
  totals(
    view: string,
    total: string,
    basis: BasisAsked,
    where?: readonly Condition[],
  ): Promise<{ readonly basis: Basis; readonly rows: readonly TotalRow[] }>;
  /** SHA-256 (hex) over the canonical rows in key order; equal on every adapter. */
  contentHash(
    view: string,
    basis: BasisAsked,
  ): Promise<{ readonly basis: Basis; readonly rows: number; readonly sha256: string }>;

  /** The log copy: what causes are shown with. */
  events(indexes: readonly number[]): Promise<readonly LoggedEvent[]>;
  eventsOf(asked: {
    readonly streams?: readonly string[];
    /** Streams of these names, and those whose name goes on with a dot: what belongs to an entity. */
    readonly within?: readonly string[];
    readonly commandId?: string;
    readonly eventId?: string;
    readonly from?: number;
    readonly to?: number;
    readonly limit: number;
  }): Promise<readonly LoggedEvent[]>;

  /** Builds the given version beside the active one, in steps that can be interrupted and resumed; switches when equal or told so. */
  rebuild(view: View, options?: RebuildOptions): Promise<ViewStatus>;
  /** True once the view has applied the log index (read your own writes), false if the time ran out. */
  waitFor(view: string, index: number, timeoutMs: number): Promise<boolean>;
  status(): Promise<readonly ViewStatus[]>;
  /** Log index up to which a consumer beside the views (a process) is done; -1 = nothing yet. */
  consumedTo(consumer: string): Promise<number>;
  /** Throws FencedOff. */
  markConsumed(epoch: number, consumer: string, index: number): Promise<void>;
  close(): Promise<void>;
}
