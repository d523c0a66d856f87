import type { SqlDatabase } from '@tabularium/sqlite';
import { openSqlite } from '@tabularium/sqlite';
import type { ConsumerStatus } from '../../port';
import { Queue } from '../../queue';
import type { Build, Head, LogReader, Snapshot, Storage, TableShape, Transaction, ViewReader } from '../../storage';
import { buildOf, headOf } from '../stored';
import { CONSUMERS, consumerOf, SqliteLeases } from './leases.adapter';
import { SqliteLogReader, SqliteLogWriter } from './log.adapter';
import { createShared, createTables, dropTables, tablePrefix } from './schema.adapter';
import { Statements } from './statements.adapter';
import { SqliteViewReader } from './view-reader.adapter';
import { SqliteViewWriter } from './view-writer.adapter';

/** Pages that change often are copied into the file once in 64 MB of log, not once in 4. */
const WRITING = [
  'journal_mode = WAL',
  'synchronous = NORMAL',
  'wal_autocheckpoint = 16384',
  'cache_size = -65536',
  'temp_store = MEMORY',
];

/**
 * One connection writes, another one reads what is committed, so that questions are answered while a long batch is
 * being applied. Views can be built again from the log, so `synchronous = NORMAL` is enough: a killed process loses
 * nothing, a power cut at most the last batches, which are applied again.
 */
export class SqliteStorage implements Storage {
  private readonly writer: SqliteTransaction;
  private readonly reader: SqliteSnapshot;
  readonly leases: SqliteLeases;
  private readonly queue = new Queue();
  private reading = 0;

  constructor(file: string) {
    const db = openSqlite(file);
    for (const pragma of WRITING) db.pragma(pragma);
    db.transaction(() => createShared(db));
    this.writer = new SqliteTransaction(db);
    this.leases = new SqliteLeases(db, this.queue);
    const readOnly = openSqlite(file);
    for (const pragma of ['query_only = 1', 'cache_size = -32768', 'temp_store = MEMORY']) readOnly.pragma(pragma);
    this.reader = new SqliteSnapshot(readOnly);
  }

  /** Nothing here waits for more than a microtask, so readings that overlap end together and share a snapshot. */
  async read<T>(work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
    if (this.reading++ === 0) this.reader.db.exec('BEGIN');
    try {
      return await work(this.reader);
    } finally {
      if (--this.reading === 0) this.reader.db.exec('COMMIT');
    }
  }

  write<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.queue.run(() => this.transact(work));
  }

  private async transact<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    this.writer.db.exec('BEGIN IMMEDIATE');
    try {
      const result = await work(this.writer);
      this.writer.flush();
      this.writer.db.exec('COMMIT');
      return result;
    } catch (error) {
      this.writer.rollBack();
      throw error;
    }
  }

  async close(): Promise<void> {
    this.reader.db.close();
    this.writer.db.close();
  }
}

const BUILD = 'id, view, version, shape, stage, applied_to, fault, current_index, current_at';

class SqliteSnapshot implements Snapshot {
  readonly log: LogReader;
  protected readonly statements: Statements;
  private readonly views = new Map<number, ViewReader>();

  constructor(readonly db: SqlDatabase) {
    this.statements = new Statements(db);
    this.log = new SqliteLogReader(this.statements);
  }

  head(): Head {
    return headOf(this.statements.of('SELECT idx, position, now FROM head').get());
  }

  builds(): readonly Build[] {
    return this.statements.of(`SELECT ${BUILD} FROM build ORDER BY id`).all().map(buildOf);
  }

  active(view: string): Build | null {
    const row = this.statements.of(`SELECT ${BUILD} FROM build WHERE view = ? AND stage = 'active'`).get(view);
    return row ? buildOf(row) : null;
  }

  consumers(): readonly ConsumerStatus[] {
    return this.statements.of(CONSUMERS).all().map(consumerOf);
  }

  view(build: Build, shape: TableShape): ViewReader {
    const known = this.views.get(build.id);
    if (known) return known;
    const reader = new SqliteViewReader(this.statements, tablePrefix(build), shape);
    this.views.set(build.id, reader);
    return reader;
  }
}

class SqliteTransaction extends SqliteSnapshot implements Transaction {
  override readonly log: SqliteLogWriter;
  private readonly writers = new Map<number, SqliteViewWriter>();

  constructor(db: SqlDatabase) {
    super(db);
    this.log = new SqliteLogWriter(this.statements);
  }

  override view(build: Build, shape: TableShape): SqliteViewWriter {
    const known = this.writers.get(build.id);
    if (known) return known;
    const writer = new SqliteViewWriter(this.statements, tablePrefix(build), shape);
    this.writers.set(build.id, writer);
    return writer;
  }

  epochOf(consumer: string): number {
    return Number(this.statements.of('SELECT epoch FROM consumer WHERE name = ?').get(consumer)?.[0] ?? 0);
  }

  saveHead({ index, position, now }: Head): void {
    this.statements.of('UPDATE head SET idx = ?, position = ?, now = ?').run(index, position, now);
  }

  createBuild(build: Omit<Build, 'id'>, shape: TableShape): Build {
    const names = BUILD.replace('id, ', '');
    const { lastInsertRowid } = this.statements
      .of(`INSERT INTO build (${names}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`)
      .run(build.view, build.version, build.shape, ...stateOf(build));
    const created = { ...build, id: lastInsertRowid };
    createTables(this.db, tablePrefix(created), shape);
    return created;
  }

  saveBuild(build: Build): void {
    this.statements
      .of(`UPDATE build SET stage = ?, applied_to = ?, fault = ?, current_index = ?, current_at = ? WHERE id = ?`)
      .run(...stateOf(build), build.id);
  }

  dropBuild(build: Build): void {
    this.writers.delete(build.id);
    this.statements.of('DELETE FROM build WHERE id = ?').run(build.id);
    dropTables(this.db, tablePrefix(build));
  }

  flush(): void {
    this.log.flush();
    for (const writer of this.writers.values()) writer.flush();
  }

  /** Rows held back go with what was written. */
  rollBack(): void {
    this.log.discard();
    for (const writer of this.writers.values()) writer.discard();
    this.writers.clear();
    try {
      this.db.exec('ROLLBACK');
    } catch {
      // after a full disk or an I/O error SQLite has rolled back already; what led here is the error to report
    }
  }
}

const stateOf = ({ stage, appliedTo, fault, currentIndex, currentAt }: Omit<Build, 'id'>) =>
  [stage, appliedTo, fault, currentIndex, currentAt] as const;
