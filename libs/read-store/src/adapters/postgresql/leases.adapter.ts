import type { ConsumerStatus } from '../../port';
import type { ConsumerMark, Leases } from '../../storage';
import type { Session, SqlRow } from './session.adapter';

const NOW = 'clock_timestamp()';
const UNTIL = `${NOW} + $3 * interval '1 millisecond'`;

/** A lease without an end is held until it is taken over or released. */
export const CONSUMERS = `SELECT name, idx, epoch, CASE WHEN until < ${NOW} THEN NULL ELSE owner END, fault
  FROM consumer ORDER BY name`;

/** Apart from the claim, because it leaves the epoch alone: so it does not wait for the batch that holds the row. */
const RENEW = `UPDATE consumer SET until = ${UNTIL} WHERE name = $1 AND owner = $2 RETURNING epoch`;

const REGISTER = 'INSERT INTO consumer (name, idx) VALUES ($1, -1) ON CONFLICT DO NOTHING';

const CLAIM = `UPDATE consumer SET owner = $2, until = ${UNTIL}, epoch = epoch + 1, fault = NULL
  WHERE name = $1 AND (owner IS NULL OR until < ${NOW}) RETURNING epoch`;

const TAKE_OVER =
  'UPDATE consumer SET owner = $2, until = NULL, epoch = epoch + 1, fault = NULL WHERE name = $1 RETURNING epoch';

type Transact = <T>(work: (session: Session) => Promise<T>) => Promise<T>;

export class PostgresLeases implements Leases {
  constructor(private readonly transact: Transact) {}

  claim(consumer: string, owner: string, ttlMs: number): Promise<number | null> {
    return this.transact(async (session) => {
      const values = [consumer, owner, ttlMs];
      const [renewed] = await session.prepared(RENEW, values);
      if (renewed) return Number(renewed[0]);
      await session.prepared(REGISTER, [consumer]);
      const [claimed] = await session.prepared(CLAIM, values);
      if (!claimed) return null;
      // It may have waited for the last owner's batch: the lease lasts from now.
      await session.prepared(RENEW, values);
      return Number(claimed[0]);
    });
  }

  takeOver(consumer: string, owner: string): Promise<number> {
    return this.transact(async (session) => {
      await session.prepared(REGISTER, [consumer]);
      return Number((await session.prepared(TAKE_OVER, [consumer, owner]))[0]?.[0]);
    });
  }

  async release(consumer: string, epoch: number): Promise<void> {
    const sql = 'UPDATE consumer SET owner = NULL WHERE name = $1 AND epoch = $2';
    await this.transact((session) => session.prepared(sql, [consumer, epoch]));
  }

  async mark(consumer: string, epoch: number, mark: ConsumerMark): Promise<boolean> {
    const [column, value] = 'index' in mark ? ['idx', mark.index] : ['fault', mark.fault?.replaceAll('\0', '') ?? null];
    const sql = `UPDATE consumer SET ${column} = $3 WHERE name = $1 AND epoch = $2 RETURNING 1`;
    return (await this.transact((session) => session.prepared(sql, [consumer, epoch, value]))).length > 0;
  }
}

export const consumerOf = ([name, idx, epoch, owner, fault]: SqlRow): ConsumerStatus => ({
  consumer: String(name),
  doneTo: Number(idx),
  epoch: Number(epoch),
  owner: typeof owner === 'string' ? owner : null,
  fault: typeof fault === 'string' ? fault : null,
});
