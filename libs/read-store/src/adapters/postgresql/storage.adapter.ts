import type { ConsumerStatus } from '../../port';
import { ReadStoreUnavailable } from '../../errors';
import type { Build, Head, LogReader, Snapshot, Storage, TableShape, Transaction, ViewReader } from '../../storage';
import { buildOf, headOf } from '../stored';
import { Connections, type ConnectionLimits } from './connections.adapter';
import { codeOf, patiently, UNDEFINED_TABLE } from './failures.adapter';
import { CONSUMERS, consumerOf, PostgresLeases } from './leases.adapter';
import { PostgresLogReader, PostgresLogWriter } from './log.adapter';
import { checkMigrated, createTables, dropTables, migrate, quoted, tablePrefix } from './schema.adapter';
import type { Session } from './session.adapter';
import { PostgresViewReader } from './view-reader.adapter';
import { PostgresViewWriter } from './view-writer.adapter';

/** An owner that stands still in the midst of a batch is rolled back after this, so that another one can take over. */
const IDLE_WRITER_MS = 5_000;
/** Connections for leases and marks, which wait for no batch. */
const KEEPERS = 2;
const HEAD = 'SELECT idx, position, now FROM head';

export interface PostgresStorageOptions extends ConnectionLimits {
  readonly url: string;
  readonly schema: string;
  readonly readOnly: boolean;
}

/**
 * One connection writes; others read what is committed. Settings are made for each transaction, so that a pooler that
 * hands connections around between transactions does no harm. The row of the head is locked by whoever writes: batch,
 * checkpoint and the check of the epoch are one transaction. Leases and marks of consumers have connections of their own.
 */
export class PostgresStorage implements Storage {
  private readonly writer: Connections;
  private readonly readers: Connections;
  private readonly keepers: Connections;
  readonly leases: PostgresLeases;
  private readonly statementTimeoutMs: number;
  private readonly patienceMs: number;

  private constructor(private readonly options: PostgresStorageOptions) {
    const { url, readers = 8, statementTimeoutMs = 30_000, patienceMs = 5_000 } = options;
    this.statementTimeoutMs = statementTimeoutMs;
    this.patienceMs = patienceMs;
    this.readers = new Connections(url, readers, statementTimeoutMs);
    this.writer = new Connections(url, 1, 4 * statementTimeoutMs);
    this.keepers = new Connections(url, KEEPERS, statementTimeoutMs);
    const begin = this.begin('READ WRITE', statementTimeoutMs, 'SELECT 1');
    this.leases = new PostgresLeases((work) =>
      this.retried(
        () => this.keepers.transaction(begin, work),
        () => false,
      ),
    );
  }

  /** Brings the schema to this version, or with `readOnly` checks that it is. Throws ReadStoreUnavailable. */
  static async open(options: PostgresStorageOptions): Promise<PostgresStorage> {
    const storage = new PostgresStorage(options);
    try {
      await storage.prepare();
      return storage;
    } catch (error) {
      await storage.close();
      throw error;
    }
  }

  /** A question is asked again when the server went away, or a build it was asked of was dropped meanwhile. */
  read<T>(work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
    const begin = this.begin('ISOLATION LEVEL REPEATABLE READ READ ONLY', this.statementTimeoutMs, HEAD);
    return this.retried(
      () => this.readers.transaction(begin, (session, [head]) => work(new PostgresSnapshot(session, headOf(head)))),
      (error) => codeOf(error) === UNDEFINED_TABLE,
    );
  }

  /** Tried again only while the work has not begun: what it keeps in memory would not be taken back. */
  write<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    let begun = false;
    const idle = `SET LOCAL idle_in_transaction_session_timeout = ${IDLE_WRITER_MS}`;
    const begin = this.begin('READ WRITE', 4 * this.statementTimeoutMs, `${idle}; ${HEAD} FOR UPDATE`);
    const attempt = () =>
      this.writer.transaction(begin, async (session, [head]) => {
        begun = true;
        const transaction = new PostgresTransaction(session, headOf(head));
        const result = await work(transaction);
        await transaction.flush();
        return result;
      });
    return patiently(this.patienceMs, attempt, (error) => !begun && error instanceof ReadStoreUnavailable);
  }

  async close(): Promise<void> {
    await Promise.all([this.readers, this.writer, this.keepers].map((connections) => connections.close()));
  }

  private prepare(): Promise<void> {
    const { schema, readOnly } = this.options;
    const connections = readOnly ? this.readers : this.writer;
    const begin = this.begin(readOnly ? 'READ ONLY' : 'READ WRITE', 4 * this.statementTimeoutMs, 'SELECT 1');
    return this.retried(
      () => connections.transaction(begin, (session) => (readOnly ? checkMigrated : migrate)(session, schema)),
      () => false,
    );
  }

  private retried<T>(attempt: () => Promise<T>, also: (error: unknown) => boolean): Promise<T> {
    return patiently(this.patienceMs, attempt, (error) => error instanceof ReadStoreUnavailable || also(error));
  }

  private begin(mode: string, timeoutMs: number, first: string): string {
    const settings = [`search_path = ${quoted(this.options.schema)}`, 'jit = off', `statement_timeout = ${timeoutMs}`];
    return [`BEGIN ${mode}`, ...settings.map((setting) => `SET LOCAL ${setting}`), first].join('; ');
  }
}

const STATE = 'stage, applied_to, fault, current_index, current_at';
const BUILD = `id, view, version, shape, ${STATE}`;

class PostgresSnapshot implements Snapshot {
  readonly log: LogReader;

  constructor(
    protected readonly session: Session,
    protected standing: Head,
  ) {
    this.log = new PostgresLogReader(session);
  }

  async clockMs(): Promise<number> {
    const [row] = await this.session.rows('SELECT extract(epoch FROM clock_timestamp())::float8 * 1000');
    return Number(row?.[0]);
  }

  /** As it was when the transaction began, or has been saved since. */
  head(): Head {
    return this.standing;
  }

  async builds(): Promise<readonly Build[]> {
    return (await this.session.prepared(`SELECT ${BUILD} FROM build ORDER BY id`, [])).map(buildOf);
  }

  async active(view: string): Promise<Build | null> {
    const sql = `SELECT ${BUILD} FROM build WHERE view = $1 AND stage = 'active'`;
    const [row] = view.includes('\0') ? [] : await this.session.prepared(sql, [view]);
    return row ? buildOf(row) : null;
  }

  async consumers(): Promise<readonly ConsumerStatus[]> {
    return (await this.session.prepared(CONSUMERS, [])).map(consumerOf);
  }

  view(build: Build, shape: TableShape): ViewReader {
    return new PostgresViewReader(this.session, tablePrefix(build), shape);
  }
}

class PostgresTransaction extends PostgresSnapshot implements Transaction {
  override readonly log: PostgresLogWriter;
  private readonly writers = new Map<number, PostgresViewWriter>();
  private saved = new Map<number, Build>();

  constructor(session: Session, head: Head) {
    super(session, head);
    this.log = new PostgresLogWriter(session);
  }

  override async builds(): Promise<readonly Build[]> {
    await this.flushBuilds();
    return super.builds();
  }

  override async active(view: string): Promise<Build | null> {
    await this.flushBuilds();
    return super.active(view);
  }

  override view(build: Build, shape: TableShape): PostgresViewWriter {
    const known = this.writers.get(build.id);
    if (known) return known;
    const writer = new PostgresViewWriter(this.session, tablePrefix(build), shape);
    this.writers.set(build.id, writer);
    return writer;
  }

  async epochOf(consumer: string): Promise<number> {
    const [row] = await this.session.prepared('SELECT epoch FROM consumer WHERE name = $1 FOR KEY SHARE', [consumer]);
    return Number(row?.[0] ?? 0);
  }

  async saveHead(head: Head): Promise<void> {
    const { index, position, now } = head;
    await this.session.prepared('UPDATE head SET idx = $1, position = $2, now = $3', [index, position, now]);
    this.standing = head;
  }

  async createBuild(build: Omit<Build, 'id'>, shape: TableShape): Promise<Build> {
    const { view, version, stage, appliedTo, fault, currentIndex, currentAt } = build;
    const insert = `INSERT INTO build (${BUILD.replace('id, ', '')}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`;
    const values = [view, version, build.shape, stage, appliedTo, fault, currentIndex, currentAt];
    const [row] = await this.session.prepared(insert, values);
    const created = { ...build, id: Number(row?.[0]) };
    await createTables(this.session, tablePrefix(created), shape);
    return created;
  }

  /** Held back: a batch saves every view's. */
  saveBuild(build: Build): void {
    this.saved.set(build.id, build);
  }

  async dropBuild(build: Build): Promise<void> {
    this.writers.delete(build.id);
    this.saved.delete(build.id);
    await this.session.prepared('DELETE FROM build WHERE id = $1', [build.id]);
    await dropTables(this.session, tablePrefix(build));
  }

  async flush(): Promise<void> {
    const writers = [...this.writers.values()];
    await Promise.all([this.log.flush(), ...writers.map((writer) => writer.flush()), this.flushBuilds()]);
  }

  /** Those that stop serving first: a view has one active build at any moment. */
  private async flushBuilds(): Promise<void> {
    const saved = [...this.saved.values()];
    this.saved = new Map();
    const isActive = ({ stage }: Build): boolean => stage === 'active';
    const [others, active] = [saved.filter((build) => !isActive(build)), saved.filter(isActive)];
    await Promise.all([this.update(others), this.update(active)]);
  }

  private async update(builds: readonly Build[]): Promise<void> {
    if (builds.length === 0) return;
    const sql = `UPDATE build b SET stage = u.stage, applied_to = u.applied_to, fault = u.fault,
        current_index = u.current_index, current_at = u.current_at
      FROM unnest($1::integer[], $2::text[], $3::bigint[], $4::text[], $5::bigint[], $6::bigint[]) AS u (id, ${STATE})
      WHERE b.id = u.id`;
    await this.session.prepared(sql, [
      builds.map(({ id }) => id),
      builds.map(({ stage }) => stage),
      builds.map(({ appliedTo }) => appliedTo),
      builds.map(({ fault }) => fault && fault.replaceAll('\0', '\ufffd')),
      builds.map(({ currentIndex }) => currentIndex),
      builds.map(({ currentAt }) => currentAt),
    ]);
  }
}
