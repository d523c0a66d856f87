import type { ConsumerStatus, LoggedEvent, ViewStage } from './port';
import type { Place } from './place';
import type { CellColumn, Cells } from './rows';
import type { CheckedCondition, CheckedSort } from './conditions';
import type { TotalPlan } from './totals';

/**
 * What a database must offer: primitives only. The algorithm (folding, walking, comparing) is shared by all adapters.
 * A value may come at once (SQLite) or later (PostgreSQL). Reads of a transaction see what it has written.
 */
export type Awaitable<T> = T | Promise<T>;

export interface Storage {
  /** Runs the work over one consistent snapshot. */
  read<T>(work: (snapshot: Snapshot) => Promise<T>): Promise<T>;
  /** Runs the work in one exclusive transaction: commits when it resolves, rolls back when it rejects. */
  write<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
  readonly leases: Leases;
  close(): Promise<void>;
}

/** Who may write for which consumer. Each call is a transaction of its own, by the database's clock. */
export interface Leases {
  /** The epoch; null while somebody else holds it. Waits for what the last owner is just writing. */
  claim(consumer: string, owner: string, ttlMs: number): Promise<number | null>;
  takeOver(consumer: string, owner: string): Promise<number>;
  release(consumer: string, epoch: number): Promise<void>;
  /** False when the epoch is over. */
  mark(consumer: string, epoch: number, mark: ConsumerMark): Promise<boolean>;
}

/** Progress, or why there is none. */
export type ConsumerMark = { readonly index: number } | { readonly fault: string | null };

/** Where the log copy stands. */
export interface Head {
  /** -1 = the log copy is empty. */
  readonly index: number;
  readonly position: string | null;
  /** Running maximum of recordedAt, ms; null = no event yet. */
  readonly now: number | null;
}

/** One set of tables of a view. */
export interface Build {
  readonly id: number;
  readonly view: string;
  readonly version: number;
  /** Columns and totals as JSON, so that it can be asked where its code is not at hand. */
  readonly shape: string;
  readonly stage: ViewStage;
  readonly appliedTo: number;
  readonly fault: string | null;
  /** The basis the current rows stand for: log index and effective instant (ms); null = none. */
  readonly currentIndex: number | null;
  readonly currentAt: number | null;
}

/** A row of the log copy. `amends`: log index of the target; `fact`: of the fact it leads to. Null for facts. */
export interface LogEntry {
  readonly event: LoggedEvent;
  /** Running maximum of recordedAt, ms. */
  readonly now: number;
  readonly amends: number | null;
  readonly fact: number | null;
}

export interface LogSearch {
  readonly streams?: readonly string[];
  /** Streams of these names, and those whose name goes on with a dot. */
  readonly within?: readonly string[];
  readonly commandId?: string;
  readonly eventId?: string;
  readonly from?: number;
  readonly to?: number;
  readonly limit: number;
}

/** All results in log order. */
export interface LogReader {
  entries(indexes: readonly number[]): Awaitable<readonly LogEntry[]>;
  range(from: number, limit: number): Awaitable<readonly LogEntry[]>;
  amendmentsOf(facts: readonly number[]): Awaitable<readonly LogEntry[]>;
  withEventId(id: string): Awaitable<readonly LogEntry[]>;
  search(asked: LogSearch): Awaitable<readonly LogEntry[]>;
  /** Running maximum of recordedAt at an index, ms. */
  nowAt(index: number): Awaitable<number | null>;
  /** Last index whose running maximum of recordedAt is not later; -1 = none. */
  lastKnownAt(instant: number): Awaitable<number>;
}

export interface LogWriter extends LogReader {
  add(entry: LogEntry): Awaitable<void>;
}

/** A basis in numbers: versions up to `vid` are known, places up to `eff` are in force; `now` is the clock at K. */
export interface At {
  readonly vid: number;
  readonly eff: number;
  readonly now: number;
}

/** What stands at a place; cells null = the key is gone from here on. */
export interface Standing extends Place {
  readonly cells: Cells | null;
}

export interface FoundRow {
  readonly key: string;
  readonly cause: number;
  readonly cells: Cells;
}

export interface StoredVersion extends Place {
  readonly vid: number;
  readonly cells: Cells | null;
}

export interface StoredRemoval extends Place {
  readonly vid: number;
}

export interface PagePlan {
  readonly where: readonly CheckedCondition[];
  readonly sort: readonly CheckedSort[];
  readonly limit: number;
  readonly offset: number;
}

/** A key in a diff: its versions at (K1,E1), (K2,E1) and (K2,E2), null where there is no row. */
export interface DiffCandidate {
  readonly kid: number;
  readonly key: string;
  readonly before: number | null;
  readonly restated: number | null;
  readonly after: number | null;
  /** before and restated differ in some cell; restated and after do. */
  readonly isRestated: boolean;
  readonly isMoved: boolean;
}

/** 'current' = from the current rows; the caller has checked that they stand for the basis. */
export type Source = At | 'current';

export interface ViewReader {
  one(key: string, at: At): Awaitable<FoundRow | null>;
  page(source: Source, plan: PagePlan): Awaitable<{ readonly rows: readonly FoundRow[]; readonly total: number }>;
  /** Groups in the order of the plan's outputs: group cells, currency if any, then measures. */
  aggregate(source: Source, plan: TotalPlan, where: readonly CheckedCondition[]): Awaitable<readonly Cells[]>;
  /** Visits every row in key order (by code points). */
  each(at: At, visit: (row: FoundRow) => void): Awaitable<void>;
  keyId(key: string): Awaitable<number | undefined>;
  /** Everything known up to a version id, by place, then version id. */
  versionsOf(kid: number, vid: number): Awaitable<readonly StoredVersion[]>;
  removalsOf(kid: number, vid: number): Awaitable<readonly StoredRemoval[]>;
  /** Keys that differ between two bases, in key order. */
  differences(from: At, to: At): Awaitable<readonly DiffCandidate[]>;
  cellsOf(vids: readonly number[]): Awaitable<ReadonlyMap<number, Cells>>;
  /** Version ids of versions and removals of a key with `after` < vid <= `upTo` and eff <= `eff`, ascending. */
  learntOf(kid: number, after: number, upTo: number, eff: number): Awaitable<readonly number[]>;
  /** What stood at a basis, gone or not. */
  seek(kid: number, at: At): Awaitable<Standing | null>;
  /** Standing places at knowledge `vid` with `after` < eff <= `upTo`, ascending. */
  places(kid: number, vid: number, after: number, upTo: number): Awaitable<readonly Standing[]>;
  /** All versions and removals after a version id, as text, for comparing two builds; at most `limit` of each. */
  dump(after: number, limit: number): Awaitable<{ readonly last: number; readonly lines: readonly string[] } | null>;
}

export interface NewVersion extends Standing {
  readonly vid: number;
  readonly kid: number;
  readonly sched: boolean;
}

export interface NewRemoval extends Place {
  readonly vid: number;
  readonly kid: number;
}

export interface CurrentRow extends Place {
  readonly kid: number;
  readonly key: string;
  readonly cells: Cells | null;
}

/** Writes may be held back until a read needs them or the transaction commits. */
export interface ViewWriter extends ViewReader {
  nextKeyId(): Awaitable<number>;
  addKey(kid: number, key: string): Awaitable<void>;
  addVersion(version: NewVersion): Awaitable<void>;
  addRemoval(removal: NewRemoval): Awaitable<void>;
  /** The last standing place of a key. */
  last(kid: number): Awaitable<Standing | null>;
  /** The standing place just before the given one. */
  before(kid: number, place: Place): Awaitable<Standing | null>;
  /** Standing places at or after the given one, ascending. */
  chain(kid: number, from: Place, limit: number): Awaitable<readonly Standing[]>;
  /** Takes out keys, versions and removals from these ids on. */
  undo(fromVid: number, fromKid: number): Awaitable<void>;

  /** Replaces all current rows and hints by those of (head, eff). */
  rebuildCurrent(eff: number): Awaitable<void>;
  /** Puts a key's current row; without cells the key has none. */
  putCurrent(row: CurrentRow): Awaitable<void>;
  addHint(eff: number, kid: number): Awaitable<void>;
  /** Takes out and gives the keys with hints up to an instant. */
  takeHints(upTo: number): Awaitable<readonly { readonly kid: number; readonly key: string }[]>;
}

/** What the tables of a build are made from. */
export interface TableShape {
  readonly columns: readonly CellColumn[];
  /** Columns with an index on the current rows. */
  readonly indexed: readonly string[];
  /** One covering index on the current rows each. */
  readonly totals: readonly (readonly string[])[];
}

export interface Snapshot {
  readonly log: LogReader;
  /** Milliseconds since 1970 at the moment of asking, where the storage has a clock of its own. */
  clockMs?(): Awaitable<number>;
  head(): Awaitable<Head>;
  builds(): Awaitable<readonly Build[]>;
  active(view: string): Awaitable<Build | null>;
  consumers(): Awaitable<readonly ConsumerStatus[]>;
  view(build: Build, shape: TableShape): ViewReader;
}

export interface Transaction extends Snapshot {
  readonly log: LogWriter;
  view(build: Build, shape: TableShape): ViewWriter;
  /** The epoch of a consumer, which cannot change before this transaction ends; 0 = never claimed. */
  epochOf(consumer: string): Awaitable<number>;
  saveHead(head: Head): Awaitable<void>;
  /** Creates tables for a new build; the id is given. */
  createBuild(build: Omit<Build, 'id'>, shape: TableShape): Awaitable<Build>;
  saveBuild(build: Build): Awaitable<void>;
  dropBuild(build: Build): Awaitable<void>;
}
