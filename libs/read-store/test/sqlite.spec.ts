import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlite } from '@tabularium/sqlite';
import { openSqliteReadStore } from '../src/adapters/sqlite/read-store.adapter';
import type { Site } from './harness';
import { HOUR, loggedEvent, START } from './random-log';
import { readStoreContract } from './read-store-suite';
import { snap } from './views';

const sqlite = {
  name: 'SQLite',
  create: async (): Promise<Site & { readonly path: string }> => {
    const folder = mkdtempSync(join(tmpdir(), 'tabularium-read-store-'));
    const file = join(folder, 'views.db');
    return {
      path: file,
      open: (options) => openSqliteReadStore({ file, ...options }),
      dump: async (view) => dump(file, view),
      openInChild: `(options) => require('./src/index.ts').openSqliteReadStore({ file: ${JSON.stringify(file)}, ...options })`,
      destroy: async () => rmSync(folder, { recursive: true }),
    };
  },
};

function dump(file: string, view: string): readonly string[] {
  const db = openSqlite(file);
  const { id } = db.prepare<{ id: number }>(`SELECT id FROM build WHERE view = ? AND stage = 'active'`).get(view) ?? {};
  const lines = ['key', 'ver', 'rm'].flatMap((table) =>
    db
      .prepare(
        `SELECT * FROM ${view}_${id}_${table} ORDER BY 1, 2, 3, 4`.replace('key ORDER BY 1, 2, 3, 4', 'key ORDER BY 1'),
        { bigInts: true },
      )
      .all()
      .map((row) => JSON.stringify([table, ...Object.values(row).map(String)])),
  );
  db.close();
  return lines;
}

readStoreContract(sqlite);

it('stops a view rather than fold nothing where the log copy has lost an event', async () => {
  const site = await sqlite.create();
  const store = await site.open({ views: [snap], timeZone: 'UTC', today: () => '2024-02-01' });
  const note = (index: number, at: number) =>
    loggedEvent(index, 'Noted', { t: 'full', s: 'A', n: index, keys: ['k'] }, START, at);
  const epoch = await store.takeOver();
  await store.ingest(epoch, [note(0, START), note(1, START + HOUR), note(2, START + 2 * HOUR)]);
  await store.close();
  const db = openSqlite(site.path);
  db.exec('DELETE FROM log WHERE idx = 1');
  db.close();
  const damaged = await site.open({ views: [snap], timeZone: 'UTC', today: () => '2024-02-01' });
  await damaged.ingest(await damaged.takeOver(), [note(3, START - HOUR)]);
  expect(await damaged.status()).toMatchObject([{ appliedTo: 2, fault: expect.stringContaining('no event 1') }]);
  await damaged.close();
  await site.destroy();
});
