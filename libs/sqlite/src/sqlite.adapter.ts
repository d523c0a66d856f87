import type { DriverDatabase, DriverStatement } from './driver.adapter';
import { openDriver } from './driver.adapter';

export type SqlValue = null | number | bigint | string | Uint8Array;

/** Positional parameters, or one object of named ones (`:name`, given without the colon). */
export type SqlParameters = readonly SqlValue[] | readonly [Readonly<Record<string, SqlValue>>];

/** A prepared statement. R is the row it gives; the caller vouches for it, as the SQL is the caller's. */
export interface SqlStatement<R extends object = Readonly<Record<string, SqlValue>>> {
  /** Rows changed, and the row id of the last insert of this connection. */
  run(...parameters: SqlParameters): { readonly changes: number; readonly lastInsertRowid: number };
  get(...parameters: SqlParameters): R | undefined;
  all(...parameters: SqlParameters): readonly R[];
  /** Rows one by one. Leave the loop early freely, but never keep it open across an `await`. */
  iterate(...parameters: SqlParameters): IterableIterator<R>;
}

export interface SqlOpenOptions {
  readonly readOnly?: boolean;
  /** How long a statement waits for another connection's lock, in milliseconds. Default 5,000. */
  readonly busyTimeoutMs?: number;
}

export interface SqlPrepareOptions {
  /** Integers come back as BigInt. Without it an integer beyond 2^53 throws instead of losing digits. */
  readonly bigInts?: boolean;
  /** Rows come back as arrays of values, which costs half as much; R is then an array. */
  readonly arrays?: boolean;
}

/** One connection to one SQLite file. Everything is synchronous. */
export interface SqlDatabase {
  readonly file: string;
  /** Throws the driver's error; `sqliteCode` tells which. */
  prepare<R extends object = Readonly<Record<string, SqlValue>>>(
    sql: string,
    options?: SqlPrepareOptions,
  ): SqlStatement<R>;
  /** Runs statements that give no rows. */
  exec(sql: string): void;
  /** The first column of the first row of `PRAGMA <text>`, if it gives a row. */
  pragma(text: string): SqlValue | undefined;
  /**
   * Runs the work in one transaction that takes the write lock at once: commits when it returns, rolls back when it (or
   * the commit) throws. Not nestable; the work must not be asynchronous.
   */
  transaction<T>(work: () => T): T;
  /** Closes the connection; a second call does nothing. */
  close(): void;
}

/** Opens (and unless `readOnly`, creates) the file. `:memory:` is a private database in memory. */
export function openSqlite(
  file: string,
  { readOnly = false, busyTimeoutMs = 5_000 }: SqlOpenOptions = {},
): SqlDatabase {
  const driver = openDriver(file, readOnly);
  driver.exec(`PRAGMA busy_timeout = ${Math.trunc(busyTimeoutMs)}`);
  return new Connection(file, driver);
}

class Connection implements SqlDatabase {
  private open = true;

  constructor(
    readonly file: string,
    private readonly driver: DriverDatabase,
  ) {}

  prepare<R extends object>(sql: string, { bigInts = false, arrays = false }: SqlPrepareOptions = {}): SqlStatement<R> {
    const statement = this.driver.prepare(sql);
    if (bigInts) statement.setReadBigInts(true);
    if (!arrays) return new Statement<R>(statement);
    if (!statement.setReturnArrays) return new ArrayStatement<R>(statement);
    statement.setReturnArrays(true);
    return new Statement<R>(statement);
  }

  exec(sql: string): void {
    this.driver.exec(sql);
  }

  pragma(text: string): SqlValue | undefined {
    const row = this.driver.prepare(`PRAGMA ${text}`).get() as Record<string, SqlValue> | undefined;
    return row && Object.values(row)[0];
  }

  transaction<T>(work: () => T): T {
    this.driver.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.driver.exec('COMMIT');
      return result;
    } catch (error) {
      this.rollBack();
      throw error;
    }
  }

  close(): void {
    if (!this.open) return;
    this.open = false;
    this.copyLogIntoFile();
    this.driver.close();
  }

  /**
   * The prebuilt driver keeps the file open until its statements are collected as garbage, and SQLite would empty the
   * write-ahead log only then.
   */
  private copyLogIntoFile(): void {
    try {
      this.driver.exec('PRAGMA busy_timeout = 100; PRAGMA wal_checkpoint(TRUNCATE)');
    } catch {
      // the log stays where it is, and is read from there
    }
  }

  /** After a full disk or an I/O error SQLite has rolled back already, and refuses to do it again. */
  private rollBack(): void {
    try {
      this.driver.exec('ROLLBACK');
    } catch {
      // the error that led here is the one to report
    }
  }
}

class Statement<R extends object> implements SqlStatement<R> {
  constructor(private readonly statement: DriverStatement) {}

  run(...parameters: SqlParameters) {
    const { changes, lastInsertRowid } = this.statement.run(...parameters);
    return { changes: Number(changes), lastInsertRowid: Number(lastInsertRowid) };
  }

  get(...parameters: SqlParameters): R | undefined {
    return this.statement.get(...parameters) as R | undefined;
  }

  all(...parameters: SqlParameters): readonly R[] {
    return this.statement.all(...parameters) as R[];
  }

  iterate(...parameters: SqlParameters): IterableIterator<R> {
    return this.statement.iterate(...parameters) as IterableIterator<R>;
  }
}

/** Makes arrays of the rows of a driver that only gives objects; the columns need different names. */
class ArrayStatement<R extends object> extends Statement<R> {
  override get(...parameters: SqlParameters): R | undefined {
    const row = super.get(...parameters);
    return row && (Object.values(row) as R);
  }

  override all(...parameters: SqlParameters): readonly R[] {
    return super.all(...parameters).map((row) => Object.values(row) as R);
  }

  override *iterate(...parameters: SqlParameters): IterableIterator<R> {
    for (const row of super.iterate(...parameters)) yield Object.values(row) as R;
  }
}
