import { closeSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { sqliteCode } from '@tabularium/sqlite';
import { encodeAppend, checkName } from '../../encode';
import { matcherOf } from '../../log-filter';
import type {
  Appended,
  EventStore,
  Expected,
  LogFilter,
  LogRead,
  LogSubscription,
  NewEvent,
  Position,
  StoredEvent,
  StreamRead,
} from '../../port';
import { StoreUnavailable } from '../../port';
import type { DeletionKind } from './deletion-marker';
import { FolderLock } from './folder-lock.adapter';
import { GroupCommit } from './group-commit';
import { LogFile } from './log-file.adapter';
import { LogReader } from './log-reader';
import { LogTail } from './log-tail';
import { LogWriter } from './log-writer';
import type { EmbeddedPlace } from './place';
import { fileOf } from './place';
import { positionOf, rowOf } from './position';
import { StreamHeads } from './stream-heads';
import type { Followed } from './subscription';
import { Subscription } from './subscription';

export type EmbeddedOptions = EmbeddedPlace & {
  /** Reads a log that another process may be writing; takes no lock, refuses appends, sees news within 0.2 s. */
  readonly readOnly?: boolean;
};

/** Opens (and makes, if it is not there) the log. Throws StoreUnavailable when another process has it, or it is no log. */
export function openEmbeddedStore(options: EmbeddedOptions): EmbeddedStore {
  const file = fileOf(options);
  try {
    return options.readOnly ? EmbeddedStore.reading(file) : openForWriting(file);
  } catch (error) {
    if (sqliteCode(error) === undefined) throw error;
    throw new StoreUnavailable(`${file} cannot be opened`, false, { cause: error });
  }
}

function openForWriting(file: string): EmbeddedStore {
  mkdirSync(dirname(file), { recursive: true });
  const lock = FolderLock.take(file);
  try {
    return EmbeddedStore.writing(file, lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** The log in one SQLite file: durable before acknowledged, one writer, EventStoreDB's answers. */
export class EmbeddedStore implements EventStore {
  readonly name = 'embedded';
  private readonly heads: StreamHeads;
  private readonly reader: LogReader;
  private readonly tail: LogTail;
  private readonly commits: GroupCommit | undefined;
  private readonly subscriptions = new Set<Subscription>();
  private lastRow: number;
  private closed = false;

  private constructor(
    private readonly log: LogFile,
    private readonly lock: FolderLock | undefined,
  ) {
    this.heads = new StreamHeads(log, lock !== undefined);
    this.reader = new LogReader(log, this.heads, () => this.assertOpen());
    this.tail = new LogTail(lock === undefined);
    this.lastRow = log.last();
    this.commits = lock && new GroupCommit(log, new LogWriter(log, this.heads), () => this.grew());
  }

  static writing(file: string, lock: FolderLock): EmbeddedStore {
    const store = new EmbeddedStore(new LogFile(file, false), lock);
    syncFolder(dirname(file));
    return store;
  }

  static reading(file: string): EmbeddedStore {
    return new EmbeddedStore(new LogFile(file, true), undefined);
  }

  async append(stream: string, expected: Expected, events: readonly NewEvent[]): Promise<Appended> {
    return this.writer().submit({ stream, expected, events: encodeAppend(stream, expected, events) });
  }

  /** For operators: the stream reads as not found, and goes on at the next revision when it is appended to again. */
  async deleteStream(stream: string, expected: Expected = 'stream_exists'): Promise<Appended> {
    return this.delete(stream, expected, 'soft');
  }

  /** For operators: the stream is closed for ever. Its events stay in the log. */
  async tombstoneStream(stream: string, expected: Expected = 'any'): Promise<Appended> {
    return this.delete(stream, expected, 'tombstone');
  }

  readStream(stream: string, read: StreamRead = {}): AsyncIterable<StoredEvent> {
    return this.reader.stream(stream, read);
  }

  lastRevision(stream: string): number | undefined {
    this.assertOpen();
    return this.lock && this.heads.ofWhole(stream);
  }

  readAll(read: LogRead = {}): AsyncIterable<StoredEvent> {
    return this.reader.all(read);
  }

  /** Throws RangeError for a position that is not of this log or lies beyond its end (was an older copy put back?). */
  subscribeToAll({
    after,
    filter,
  }: {
    readonly after?: Position | 'end';
    readonly filter?: LogFilter;
  }): LogSubscription {
    this.assertOpen();
    const subscription = new Subscription(
      this.followed(),
      filter && matcherOf(filter),
      this.startAfter(after),
      (ended) => this.subscriptions.delete(ended),
    );
    this.subscriptions.add(subscription);
    return subscription;
  }

  get fault(): string | undefined {
    return this.commits?.fault;
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.commits?.drain();
    this.closed = true;
    await Promise.all([...this.subscriptions].map((subscription) => subscription.unsubscribe()));
    this.log.db.close();
    this.lock?.release();
  }

  private delete(stream: string, expected: Expected, deletion: DeletionKind): Promise<Appended> {
    checkName(stream, 'stream name');
    return this.writer().submit({ stream, expected, events: [], deletion });
  }

  private writer(): GroupCommit {
    this.assertOpen();
    if (!this.commits) throw new StoreUnavailable(`${this.log.db.file} was opened for reading only`);
    return this.commits;
  }

  private assertOpen(): void {
    if (this.closed) throw new StoreUnavailable('The event store is closed');
  }

  private grew(): void {
    this.lastRow = this.log.last();
    this.tail.wakeAll();
  }

  private head(): number {
    return this.lock ? this.lastRow : this.log.last();
  }

  private followed(): Followed {
    return { reader: this.reader, tail: this.tail, head: () => this.head() };
  }

  private startAfter(after: Position | 'end' | undefined): number {
    const head = this.head();
    if (after === undefined) return 0;
    if (after === 'end') return head;
    if (rowOf(after) > head) throw new RangeError(`${after} lies beyond the end of the log, ${positionOf(head)}`);
    return rowOf(after);
  }
}

/** Makes sure that the new file itself survives a power cut. */
function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}
