import type { ReadStore } from '../src/port';
import { hasPostgresServer, startPostgresServer, type PostgresServer } from '@tabularium/testing';
import { ingestAll, ZONE } from './harness';
import { manyEvents } from './many-events';
import { postgresSite } from './postgresql-site';
import { randomBasis } from './questions';
import { Random } from './random';
import { randomLog } from './random-log';
import { readStoreContract } from './read-store-suite';
import { sqlite } from './sqlite-site';
import { acc, rich, snap } from './views';

const given = process.env['TEST_DATABASE_URL'];
let server: PostgresServer | undefined;

const url = (): string => {
  const found = given ?? server?.url;
  if (found === undefined) throw new Error('There is no PostgreSQL server');
  return found;
};

if (given === undefined && !hasPostgresServer()) {
  if (process.env['CI']) throw new Error('PostgreSQL may not be skipped here: set DATABASE_URL');
  console.info(`Skipped: no PostgreSQL server for ${process.platform}-${process.arch}; set DATABASE_URL`);
  it.skip('read store on PostgreSQL', () => undefined);
} else {
  beforeAll(async () => {
    if (given === undefined) server = await startPostgresServer();
  }, 90_000);
  afterAll(() => server?.stop());
  readStoreContract({ name: 'PostgreSQL', effort: 0.25, create: async () => postgresSite(url()) });

  it.each([
    ['with everything that happens to facts', randomLog(new Random(41), 150)],
    ['of many keys', manyEvents(42, 1_500)],
  ])(
    'writes and answers as SQLite does: a log %s',
    async (_, log) => {
      const views = [snap, acc, rich];
      const sites = [await sqlite.create(), postgresSite(url())] as const;
      const stores: ReadStore[] = [];
      for (const [n, site] of sites.entries()) {
        const store = await site.open({ views, timeZone: ZONE, today: () => '2024-02-01' });
        stores.push(store);
        await ingestAll(store, log, new Random(n), 400);
      }
      const [left, right] = stores as [ReadStore, ReadStore];
      const random = new Random(43);
      for (const { name } of views) {
        for (let n = 0; n < 12; n++) {
          const [asked, other] = [randomBasis(random, log.length - 1), randomBasis(random, log.length - 1)];
          expect(await right.contentHash(name, asked)).toEqual(await left.contentHash(name, asked));
          const page = { limit: 5, sort: ['-key'] };
          expect(await right.page(name, asked, page)).toEqual(await left.page(name, asked, page));
          expect(await right.diff(name, asked, other, { limit: 5 })).toEqual(
            await left.diff(name, asked, other, { limit: 5 }),
          );
        }
        const [a, b] = [await sites[0].dump(name), await sites[1].dump(name)];
        expect(b).toEqual(a);
        expect(a.length).toBeGreaterThan(100);
      }
      for (const store of stores) await store.close();
      for (const site of sites) await site.destroy();
    },
    120_000,
  );
}
