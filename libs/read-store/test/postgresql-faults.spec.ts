import { hasPostgresServer, startPostgresServer, type PostgresServer } from '@tabularium/testing';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import { openPostgresReadStore } from '../src/adapters/postgresql/read-store.adapter';
import { ReadStoreUnavailable } from '../src/errors';
import { VIEWS, type LoggedEvent, type ReadStore } from '../src/port';
import { ingestAll, ZONE } from './harness';
import { expectFolded } from './lifecycle-suite';
import { manyEvents } from './many-events';
import { postgresSite, withClient } from './postgresql-site';
import { Random } from './random';
import { loggedEvent, randomLog, START } from './random-log';
import { acc, rich, snap } from './views';

const options = { views: [snap, acc], timeZone: ZONE, today: () => '2024-02-01' };
const RESTARTS = 6;

const isHere = hasPostgresServer();
if (!isHere && process.env['CI'])
  throw new Error('There is no PostgreSQL server to crash, and it may not be skipped here');
if (!isHere) console.info(`Skipped: no PostgreSQL server for ${process.platform}-${process.arch}`);

(isHere ? describe : describe.skip)('the read store on a PostgreSQL server of its own', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgresServer({ durable: true });
  }, 90_000);
  afterAll(() => server.stop());

  it(`applies every event exactly once though the server goes away ${RESTARTS} times amidst batches`, async () => {
    const log = manyEvents(5, 3_000);
    const site = postgresSite(server.url);
    const store = await site.open(options);
    let restarting = Promise.resolve();
    let restarts = 0;
    const { failures } = await ingestWhatever(store, log, new Random(5), async (index) => {
      if (restarts === RESTARTS || index < ((restarts + 1) * log.length) / (RESTARTS + 2)) return;
      await restarting;
      // Not waited for: what is ingested next meets a server that goes.
      restarting = server.restart(restarts++ % 2 ? 'fast' : 'crash');
    });
    await restarting;
    expect(restarts).toBe(RESTARTS);
    expect(failures).toBeGreaterThan(0);
    await expectFolded(store, log, options.views);
    const fresh = postgresSite(server.url);
    const undisturbed = await fresh.open(options);
    await ingestAll(undisturbed, log);
    for (const { name } of options.views) expect(await site.dump(name)).toEqual(await fresh.dump(name));
    await Promise.all([store.close(), undisturbed.close()]);
  }, 120_000);

  it('answers again after a restart, without an error if it is short', async () => {
    const store = await postgresSite(server.url).open(options);
    await ingestAll(store, randomLog(new Random(6), 30));
    const before = await store.contentHash('snap', {});
    const restarting = server.restart('fast');
    expect(await store.contentHash('snap', {})).toEqual(before);
    await restarting;
    expect(await store.contentHash('snap', {})).toEqual(before);
    await store.close();
  }, 60_000);

  it('lets another one take over from an owner that stands still in the midst of a batch', async () => {
    const site = postgresSite(server.url);
    const store = await site.open(options);
    expect(await store.claim(VIEWS, 'ana', 50)).toBe(1);
    await withClient(server.url, async (still) => {
      await still.query(`BEGIN; SET LOCAL idle_in_transaction_session_timeout = 900;
        SELECT 1 FROM ${site.schema}.head FOR UPDATE; SELECT 1 FROM ${site.schema}.consumer FOR KEY SHARE`);
      await sleep(100);
      const began = performance.now();
      expect(await store.claim(VIEWS, 'ben', 500)).toBe(2);
      expect(performance.now() - began).toBeGreaterThan(500);
    });
    // The lease lasts from when it was given, not from when it was asked for.
    expect(await store.consumers()).toMatchObject([{ owner: 'ben', epoch: 2 }]);
    expect(await store.ingest(2, randomLog(new Random(9), 5))).toMatchObject({ index: 4 });
    await store.close();
  });

  it('says that the server is away, and not with what password it was asked', async () => {
    const gone = 'postgres://ana:s3cr3t@127.0.0.1:1/postgres';
    const wrong = new URL(server.url);
    wrong.password = 's3cr3t';
    const failures: readonly (readonly [string, RegExp])[] = [
      [gone, /ECONNREFUSED/],
      [wrong.toString(), /password authentication failed/],
      ['postgres://ana:s3cr3t@:x/', /form postgres:/],
      ['mysql://ana:s3cr3t@127.0.0.1/x', /form postgres:/],
    ];
    for (const [url, message] of failures) {
      const error: unknown = await openPostgresReadStore({ url, patienceMs: 100, ...options }).catch((e: unknown) => e);
      expect(String(error)).toMatch(message);
      const told = JSON.stringify(error, Object.getOwnPropertyNames(error)) + String((error as Error).stack);
      expect(told).not.toContain('s3cr3t');
      expect(error instanceof ReadStoreUnavailable).toBe(url === gone);
    }
  });

  it('asks for TLS when the URL says so', async () => {
    const url = `${server.url}?sslmode=verify-full`;
    await expect(openPostgresReadStore({ url, patienceMs: 100, ...options })).rejects.toThrow(/does not support SSL/);
  });

  it('keeps texts and keys that no index entry could hold', async () => {
    const random = new Random(7);
    const long = Array.from({ length: 9_000 }, () => String.fromCharCode(random.int(0x4e00, 0x9fff))).join('');
    const log = ['A', 'B', 'C'].map((s, n) =>
      loggedEvent(n, 'Noted', { t: 'own', s: long + s, n, keys: [long, `${long}${s}`] }, START, START),
    );
    const store = await postgresSite(server.url).open({ ...options, views: [snap, rich] });
    await ingestAll(store, log);
    await expectFolded(store, log, [snap, rich]);
    const { rows } = await store.page('snap', {}, { limit: 9, sort: ['-status'] });
    expect(rows.map(({ key }) => key.slice(long.length))).toEqual(['', 'C', 'B', 'A']);
    await store.close();
  });

  it('is refused by tables that a newer release has made', async () => {
    const site = postgresSite(server.url);
    await (await site.open(options)).close();
    await withClient(server.url, (client) => client.query(`INSERT INTO ${site.schema}.migration VALUES (99, now())`));
    await expect(site.open(options)).rejects.toThrow(/newer release/);
  });

  it('is opened by many processes at once', async () => {
    const site = postgresSite(server.url);
    const stores = await Promise.all([1, 2, 3, 4].map(() => site.open(options)));
    expect((await stores[0]!.status()).length).toBe(2);
    await Promise.all(stores.map((store) => store.close()));
  });

  it('needs no more rights than the guide grants', async () => {
    const guide = readFileSync(join(__dirname, '../../../docs/guides/postgresql.md'), 'utf8');
    const grants = [...guide.matchAll(/```sql\n([^]*?)```/g)].map(([, sql]) => sql).join('\n');
    await withClient(server.url, (client) => client.query('CREATE DATABASE tabularium'));
    const as = (user: string): string => {
      const url = new URL(server.url);
      [url.username, url.password, url.pathname] = [user, 'change-me', '/tabularium'];
      return url.toString();
    };
    const admin = new URL(server.url);
    admin.pathname = '/tabularium';
    await withClient(admin.toString(), (client) => client.query(grants));
    await expect(openPostgresReadStore({ ...options, url: as('tabularium_api'), readOnly: true })).rejects.toThrow(
      /start a projector first/,
    );
    const projector = await openPostgresReadStore({ ...options, url: as('tabularium_projector') });
    const api = await openPostgresReadStore({ ...options, url: as('tabularium_api'), readOnly: true });
    const log = randomLog(new Random(8), 60);
    await ingestAll(projector, log);
    await projector.rebuild(snap);
    await expectFolded(api, log, options.views);
    await expect(api.takeOver()).rejects.toThrow(/permission denied/);
    await Promise.all([projector.close(), api.close()]);
    for (const statement of [
      'DELETE FROM tabularium.log',
      'CREATE TABLE tabularium.more ()',
      'UPDATE tabularium.consumer SET epoch = 9',
    ])
      await expect(withClient(as('tabularium_api'), (client: Client) => client.query(statement))).rejects.toThrow(
        /permission denied/,
      );
  });
});

/** As a follower does it: whatever fails, goes on from the checkpoint. Says after each batch how far it is. */
async function ingestWhatever(
  store: ReadStore,
  log: readonly LoggedEvent[],
  random: Random,
  reached: (index: number) => Promise<void>,
) {
  let failures = 0;
  for (let epoch = 0, index = -1; index < log.length - 1;) {
    try {
      if (epoch === 0) epoch = await store.takeOver();
      ({ index } = await store.checkpoint());
      while (index < log.length - 1) {
        const batch = log.slice(index + 1, index + 1 + random.int(1, 30));
        ({ index } = await store.ingest(epoch, batch));
        await reached(index);
      }
    } catch (error) {
      if (!(error instanceof ReadStoreUnavailable)) throw error;
      failures++;
      await sleep(20);
    }
  }
  return { failures };
}
