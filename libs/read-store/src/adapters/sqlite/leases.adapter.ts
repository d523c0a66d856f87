import type { SqlDatabase } from '@tabularium/sqlite';
import type { ConsumerStatus } from '../../port';
import type { Queue } from '../../queue';
import type { ConsumerMark, Leases } from '../../storage';
import { Statements, type SqlRow } from './statements.adapter';

/** Milliseconds since 1970 by SQLite's clock, which is the machine's. */
const NOW = "CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)";

/** A lease without an end is held until it is taken over or released. */
export const CONSUMERS = `SELECT name, idx, epoch, CASE WHEN until < ${NOW} THEN NULL ELSE owner END, fault
  FROM consumer ORDER BY name`;

const CLAIM = `INSERT INTO consumer AS c (name, idx, owner, epoch, until) VALUES (:name, -1, :owner, 1, ${NOW} + :ttl)
  ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, until = excluded.until, fault = CASE WHEN c.owner IS :owner THEN c.fault END, epoch = c.epoch + (c.owner IS NOT :owner)
  WHERE c.owner = excluded.owner OR c.owner IS NULL OR c.until < ${NOW}
  RETURNING epoch`;

const TAKE_OVER = `INSERT INTO consumer AS c (name, idx, owner, epoch) VALUES (:name, -1, :owner, 1)
  ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, until = NULL, epoch = c.epoch + 1, fault = NULL RETURNING epoch`;

/** On the connection that writes, between its batches. */
export class SqliteLeases implements Leases {
  private readonly statements: Statements;

  constructor(
    db: SqlDatabase,
    private readonly queue: Queue,
  ) {
    this.statements = new Statements(db);
  }

  async claim(name: string, owner: string, ttl: number): Promise<number | null> {
    const row = await this.ask(CLAIM, { name, owner, ttl });
    return row ? Number(row[0]) : null;
  }

  async takeOver(name: string, owner: string): Promise<number> {
    return Number((await this.ask(TAKE_OVER, { name, owner }))?.[0]);
  }

  async release(name: string, epoch: number): Promise<void> {
    await this.ask('UPDATE consumer SET owner = NULL WHERE name = :name AND epoch = :epoch RETURNING 1', {
      name,
      epoch,
    });
  }

  async mark(name: string, epoch: number, mark: ConsumerMark): Promise<boolean> {
    const [column, value] = 'index' in mark ? ['idx', mark.index] : ['fault', mark.fault];
    const sql = `UPDATE consumer SET ${column} = :value WHERE name = :name AND epoch = :epoch RETURNING 1`;
    return (await this.ask(sql, { name, epoch, value })) !== undefined;
  }

  private ask(sql: string, values: Readonly<Record<string, string | number | null>>): Promise<SqlRow | undefined> {
    return this.queue.run(async () => this.statements.of(sql).get(values));
  }
}

export const consumerOf = ([name, idx, epoch, owner, fault]: SqlRow): ConsumerStatus => ({
  consumer: String(name),
  doneTo: Number(idx),
  epoch: Number(epoch),
  owner: typeof owner === 'string' ? owner : null,
  fault: typeof fault === 'string' ? fault : null,
});
