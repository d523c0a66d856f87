import { Pool, type PoolClient } from 'pg';
import { known } from './failures.adapter';
import { Session, typeParsers, type SqlRow } from './session.adapter';

/** Limits of a store's connections. */
export interface ConnectionLimits {
  /** Questions answered at once; one more connection writes. Default 8. */
  readonly readers?: number;
  /** Longest statement of a question; default 30 s. Statements that write may take four times as long. */
  readonly statementTimeoutMs?: number;
  /** How long to wait for a server that is away before giving up; default 5 s. */
  readonly patienceMs?: number;
}

const CONNECT_TIMEOUT_MS = 5_000;
/** Beyond the server's own timeout: a server that does not even say that time is over is taken for gone. */
const SILENCE_MS = 10_000;

/** Throws without naming the URL, which may hold a password. */
function checkUrl(url: string): void {
  const valid = URL.canParse(url) && ['postgres:', 'postgresql:'].includes(new URL(url).protocol);
  if (!valid) throw new Error('The database URL is not of the form postgres://user:password@host:port/database');
}

/** Each record needs a schema of its own. */
export function schemaOf(url: string): string {
  checkUrl(url);
  return new URL(url).searchParams.get('schema') || 'tabularium';
}

/** Connections of one kind. */
export class Connections {
  private readonly pool: Pool;

  constructor(url: string, max: number, statementTimeoutMs: number) {
    checkUrl(url);
    this.pool = new Pool({
      connectionString: url,
      max,
      types: typeParsers,
      application_name: 'tabularium',
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      query_timeout: statementTimeoutMs + SILENCE_MS,
      keepAlive: true,
      // Statements that do not wait for each other's answers share a round trip.
      pipeline: true,
    });
    // The loss of an idle connection, or of one between two statements, is found by who uses it next.
    this.pool.on('error', () => undefined);
    this.pool.on('connect', (client) => client.on('error', () => undefined));
  }

  /** Begins a transaction, does the work and ends it. `begin` is a script whose last rows go to the work. */
  async transaction<T>(begin: string, work: (session: Session, first: readonly SqlRow[]) => Promise<T>): Promise<T> {
    const client = await this.connect();
    const session = new Session(client);
    try {
      const result = await work(session, await session.script(begin));
      const ended = await session.command('COMMIT');
      if (ended !== 'COMMIT') throw new Error('PostgreSQL has rolled the transaction back');
      client.release();
      return result;
    } catch (error) {
      await abandon(client);
      throw error;
    }
  }

  async close(): Promise<void> {
    if (!this.pool.ending) await this.pool.end();
  }

  private async connect(): Promise<PoolClient> {
    try {
      return await this.pool.connect();
    } catch (error) {
      throw known(error);
    }
  }
}

/** A connection that cannot even roll back is not used again. */
async function abandon(client: PoolClient): Promise<void> {
  try {
    await client.query('ROLLBACK');
    client.release();
  } catch {
    client.release(true);
  }
}
