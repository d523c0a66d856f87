import type { ReadStore } from '../../port';
import type { ReadStoreOptions } from '../../store';
import { openReadStore } from '../../store';
import { schemaOf, type ConnectionLimits } from './connections.adapter';
import { PostgresStorage } from './storage.adapter';

export interface PostgresReadStoreOptions extends ReadStoreOptions, ConnectionLimits {
  /** `postgres://user:password@host:port/database`, with TLS by `sslmode` and `sslrootcert`; see docs/guides/postgresql.md. */
  readonly url: string;
  /** Where the tables lie; made if it does not exist. Default what the URL says (`?schema=`), else `tabularium`. */
  readonly schema?: string;
}

/**
 * Opens the read store on a PostgreSQL server (14 or newer). Several processes may open it, one of them owns the writing.
 * Throws InvalidView, and ReadStoreUnavailable when the server is not there.
 */
export async function openPostgresReadStore({
  url,
  schema,
  readers,
  statementTimeoutMs,
  patienceMs,
  ...options
}: PostgresReadStoreOptions): Promise<ReadStore> {
  const limits = { readers, statementTimeoutMs, patienceMs };
  const place = { url, schema: schema ?? schemaOf(url) };
  const storage = await PostgresStorage.open({ ...place, ...limits, readOnly: options.readOnly ?? false });
  try {
    return await openReadStore('postgresql', storage, options);
  } catch (error) {
    await storage.close();
    throw error;
  }
}
