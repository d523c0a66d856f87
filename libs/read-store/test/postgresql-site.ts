import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { openPostgresReadStore } from '../src/adapters/postgresql/read-store.adapter';
import type { Site } from './harness';

/** A schema of its own on a server. */
export function postgresSite(url: string): Site & { readonly schema: string } {
  const schema = `test_${randomBytes(6).toString('hex')}`;
  return {
    schema,
    open: (options) => openPostgresReadStore({ url, schema, ...options }),
    dump: (view) => withClient(url, (client) => dump(client, schema, view)),
    openInChild: `(options) => require('./src/index.ts').openPostgresReadStore({ url: ${JSON.stringify(url)}, schema: '${schema}', ...options })`,
    destroy: () =>
      withClient(url, async (client) => {
        await client.query(`DROP SCHEMA ${schema} CASCADE`);
      }),
  };
}

export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const tables = { key: 'kid', ver: 'vid', rm: 'kid, eff, cause, vid' };

/** The same lines as those of the other databases, truth as 0 and 1. */
async function dump(client: Client, schema: string, view: string): Promise<readonly string[]> {
  const found = await client.query<{ id: number }>(
    `SELECT id FROM ${schema}.build WHERE view = $1 AND stage = 'active'`,
    [view],
  );
  const lines: string[] = [];
  for (const [table, order] of Object.entries(tables)) {
    const text = `SELECT * FROM ${schema}.${view}_${found.rows[0]?.id}_${table} ORDER BY ${order}`;
    const { rows } = await client.query<unknown[]>({ text, rowMode: 'array' });
    const cell = (value: unknown) => String(typeof value === 'boolean' ? Number(value) : value);
    lines.push(...rows.map((row) => JSON.stringify([table, ...row.map(cell)])));
  }
  return lines;
}
