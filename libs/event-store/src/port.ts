import type { RecordedEvent } from '@tabularium/kernel';

/** An event to be appended. The id makes a retry recognisable: same ids, same order, same expected revision. */
export interface NewEvent {
  /** UUID. */
  readonly id: string;
  readonly type: string;
  readonly data: RecordedEvent['data'];
  readonly metadata: RecordedEvent['metadata'];
}

/** What the stream must look like for an append to be made: its last revision, or one of these. */
export type Expected = number | 'no_stream' | 'stream_exists' | 'any';

/** An opaque, ordered, resumable place in the whole log; tokens compare as text. */
export type Position = string;

export interface StoredEvent extends RecordedEvent {
  readonly position: Position;
}

export interface Appended {
  /** Revision of the last event written (of the original write, if this was a retry). */
  readonly revision: number;
  readonly position: Position;
}

export type ReadDirection = 'forwards' | 'backwards';

export interface StreamRead {
  readonly direction?: ReadDirection;
  /** Inclusive revision; default: the first (forwards) or the last (backwards). */
  readonly from?: number;
  readonly limit?: number;
}

/** Server-side filter. System events (`$…`) are never delivered. Prefixes are OR-ed; a regex is matched from where it is anchored. */
export type LogFilter =
  | { readonly streamPrefixes: readonly string[] }
  | { readonly typePrefixes: readonly string[] }
  | { readonly streamRegex: string }
  | { readonly typeRegex: string };

export interface LogRead {
  readonly direction?: ReadDirection;
  /** Inclusive; default: the start (forwards) or the end (backwards). */
  readonly from?: Position;
  readonly limit?: number;
  readonly filter?: LogFilter;
}

/** What a subscription delivers. Lag signals may alternate any number of times and promise nothing about the handler. */
export type LogSignal =
  | { readonly kind: 'event'; readonly event: StoredEvent }
  /** Everything up to here was considered; store it, or a rarely matching consumer reads the log again. */
  | { readonly kind: 'checkpoint'; readonly position: Position }
  | { readonly kind: 'caughtUp' }
  | { readonly kind: 'fellBehind' };

export interface LogSubscription extends AsyncIterable<LogSignal> {
  /** Ends the iteration; safe to call at any time, more than once. */
  unsubscribe(): Promise<void>;
}

/**
 * The log. Appends of one call are atomic and durable when the promise resolves. Delivery of subscriptions is at least
 * once, in order, from a position (exclusive); they end with an error or silently when the store goes away, and the
 * follower resumes from its own checkpoint.
 */
export interface EventStore {
  readonly name: 'embedded' | 'eventstoredb';
  /**
   * Throws RevisionConflict, StreamDeleted, InvalidEvent, StoreUnavailable. An empty list only checks the expectation: no
   * stream comes of it, and the receipt names the stream's last revision (0 if there is none).
   */
  append(stream: string, expected: Expected, events: readonly NewEvent[]): Promise<Appended>;
  /** Throws StreamNotFound, StreamDeleted, StoreUnavailable. */
  readStream(stream: string, read?: StreamRead): AsyncIterable<StoredEvent>;
  readAll(read?: LogRead): AsyncIterable<StoredEvent>;
  subscribeToAll(from: { readonly after?: Position | 'end'; readonly filter?: LogFilter }): LogSubscription;
  /**
   * Last revision of a stream, -1 = none, from a store that knows it without reading: nobody else writes there, and nothing
   * of the stream was deleted. Undefined otherwise. Throws StoreUnavailable.
   */
  lastRevision?(stream: string): number | undefined;
  /** Why nothing can be appended at present, where the store knows that without being asked to append. */
  readonly fault?: string | undefined;
  close(): Promise<void>;
}

/** Limits every adapter keeps, far below what servers allow. */
export const MAX_EVENT_BYTES = 1_048_576;
export const MAX_EVENTS_PER_APPEND = 500;

/** Someone was first: the stream is not at the expected revision. `actual` is undefined when there is no stream. */
export class RevisionConflict extends Error {
  override readonly name = 'RevisionConflict';
  constructor(
    readonly stream: string,
    readonly expected: Expected,
    readonly actual: number | undefined,
  ) {
    super(`${stream} is at ${actual ?? 'no revision'}, expected ${expected}`);
  }
}

export class StreamNotFound extends Error {
  override readonly name = 'StreamNotFound';
  constructor(readonly stream: string) {
    super(`There is no stream ${stream}`);
  }
}

export class StreamDeleted extends Error {
  override readonly name = 'StreamDeleted';
  constructor(readonly stream: string) {
    super(`${stream} is deleted`);
  }
}

/** The event or the stream name cannot be stored as it is; nothing was written. */
export class InvalidEvent extends Error {
  override readonly name = 'InvalidEvent';
}

/** What stands there is not an event of ours: data or metadata is no JSON object. Whoever follows stops at it. */
export class UnreadableEvent extends Error {
  override readonly name = 'UnreadableEvent';
  constructor(
    readonly stream: string,
    readonly revision: number,
    readonly position: Position,
  ) {
    super(`The event at revision ${revision} of ${stream} cannot be read: its data or metadata is no JSON object`);
  }
}

/** The store does not answer, or cannot be written to. `outcomeUnknown`: the append may have happened; retry it identically. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
  constructor(
    message: string,
    readonly outcomeUnknown = false,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
