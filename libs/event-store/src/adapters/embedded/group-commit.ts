import type { Appended } from '../../port';
import { StoreUnavailable } from '../../port';
import { SQLITE_CORRUPT, SQLITE_IOERR, SQLITE_NOTADB, sqliteCode } from '@tabularium/sqlite';
import type { LogFile } from './log-file.adapter';
import type { LogWriter, Outcome, WriteRequest } from './log-writer';

/** Most events of one transaction, so that a flood never holds the loop for long; the rest go into the next. */
const GROUP_EVENTS = 2_000;
/** How much is written before the write-ahead log is copied into the file. */
const CHECKPOINT_COMMITS = 1_000;
const CHECKPOINT_CHARACTERS = 8_388_608;

/** Errors after which nobody can say what is on disk. All others (a full disk first of all) leave nothing behind. */
const fatal: ReadonlySet<number | undefined> = new Set([SQLITE_IOERR, SQLITE_CORRUPT, SQLITE_NOTADB]);

interface Waiting {
  readonly request: WriteRequest;
  readonly resolve: (appended: Appended) => void;
  readonly reject: (error: Error) => void;
}

/**
 * The one writer. Everything that waits in one turn of the event loop is written in one transaction and acknowledged after
 * its sync to disk; each request has its own verdict. After an I/O error nobody can say what is on disk: the writer then
 * refuses everything until the store is opened again, when SQLite decides what was committed.
 */
export class GroupCommit {
  private readonly waiting: Waiting[] = [];
  private scheduled: NodeJS.Immediate | undefined;
  private broken: StoreUnavailable | undefined;
  private refusing: string | undefined;
  private commits = 0;
  private characters = 0;

  constructor(
    private readonly log: LogFile,
    private readonly writer: LogWriter,
    private readonly onCommit: () => void,
  ) {}

  submit(request: WriteRequest): Promise<Appended> {
    if (this.broken) return Promise.reject(this.broken);
    this.scheduled ??= setImmediate(() => this.turn());
    return new Promise((resolve, reject) => this.waiting.push({ request, resolve, reject }));
  }

  /** Why nothing can be written, without the place. After a full disk it tries whether there is room again. */
  get fault(): string | undefined {
    if (this.refusing !== undefined && !this.broken) this.tryDisk();
    return this.refusing;
  }

  /** Writes everything that waits. */
  drain(): void {
    clearImmediate(this.scheduled);
    while (this.waiting.length > 0) this.commit(this.takeGroup());
  }

  private turn(): void {
    this.commit(this.takeGroup());
    this.scheduled = this.waiting.length > 0 ? setImmediate(() => this.turn()) : undefined;
    this.checkpointWhenDue();
  }

  private takeGroup(): readonly Waiting[] {
    let events = 0;
    const over = this.waiting.findIndex(({ request }, i) => (events += request.events.length) > GROUP_EVENTS && i > 0);
    return this.waiting.splice(0, over < 0 ? this.waiting.length : over);
  }

  private commit(group: readonly Waiting[]): void {
    if (this.broken) return rejectAll(group, this.broken);
    try {
      const outcomes = this.log.db.transaction(() => group.map(({ request }) => this.writer.perform(request)));
      this.refusing = undefined;
      this.count(group);
      group.forEach((one, i) => settle(one, outcomes[i]));
      this.onCommit();
    } catch (error) {
      this.failed(group, error);
    }
  }

  private failed(group: readonly Waiting[], error: unknown): void {
    const reloaded = this.reloads();
    if (!reloaded || fatal.has(sqliteCode(error))) return this.breakOff(group, error);
    if (group.length > 1) return group.forEach((one) => this.commit([one]));
    this.refusing = `The log cannot be written to: ${words(error)}`;
    rejectAll(group, new StoreUnavailable(`Nothing was written: ${words(error)}`, false, { cause: error }));
  }

  /** A commit that changes nothing goes the way of every other, and needs a page. */
  private tryDisk(): void {
    try {
      this.log.touch();
      this.refusing = undefined;
    } catch (error) {
      if (fatal.has(sqliteCode(error))) this.breakOff([], error);
    }
  }

  private reloads(): boolean {
    try {
      this.writer.reload();
      return true;
    } catch {
      return false;
    }
  }

  private breakOff(group: readonly Waiting[], error: unknown): void {
    const what = `takes no more appends until it is opened again: ${words(error)}`;
    const why = `${this.log.db.file} ${what}`;
    this.refusing = `The log ${what}`;
    this.broken = new StoreUnavailable(why, false, { cause: error });
    rejectAll(group, new StoreUnavailable(why, true, { cause: error }));
    rejectAll(this.waiting.splice(0), this.broken);
  }

  private count(group: readonly Waiting[]): void {
    this.commits += 1;
    for (const { request } of group)
      for (const { data, metadata } of request.events) this.characters += data.length + metadata.length;
  }

  private checkpointWhenDue(): void {
    if (this.commits < CHECKPOINT_COMMITS && this.characters < CHECKPOINT_CHARACTERS) return;
    this.commits = 0;
    this.characters = 0;
    try {
      this.log.db.pragma('wal_checkpoint(PASSIVE)');
    } catch (error) {
      if (fatal.has(sqliteCode(error))) this.breakOff([], error);
    }
  }
}

function settle({ resolve, reject }: Waiting, outcome: Outcome | undefined): void {
  if (outcome === undefined || outcome instanceof Error) reject(outcome ?? new Error('A request without a verdict'));
  else resolve(outcome);
}

const rejectAll = (group: readonly Waiting[], error: Error): void => group.forEach(({ reject }) => reject(error));

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));
