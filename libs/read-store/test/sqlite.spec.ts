import { openSqlite } from '@tabularium/sqlite';
import { HOUR, loggedEvent, START } from './random-log';
import { readStoreContract } from './read-store-suite';
import { sqlite } from './sqlite-site';
import { snap } from './views';

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

it('goes on with a file of a release that had one owner for everything', async () => {
  const site = await sqlite.create();
  const options = { views: [snap], timeZone: 'UTC', today: () => '2024-02-01' };
  const store = await site.open(options);
  const epoch = await store.takeOver();
  await store.ingest(epoch, [loggedEvent(0, 'Noted', { t: 'full', s: 'A', n: 0, keys: ['k'] }, START, START)]);
  await store.close();
  const db = openSqlite(site.path);
  db.exec(`ALTER TABLE head ADD COLUMN epoch INTEGER NOT NULL DEFAULT 7;
DROP TABLE consumer;
CREATE TABLE consumer (name TEXT PRIMARY KEY, idx INTEGER NOT NULL) STRICT;
INSERT INTO consumer VALUES ('reminders', 0);`);
  db.close();
  const upgraded = await site.open(options);
  expect(await upgraded.checkpoint()).toMatchObject({ index: 0 });
  expect(await upgraded.consumedTo('reminders')).toBe(0);
  expect(await upgraded.claim('reminders', 'ana', 60_000)).toBe(1);
  await upgraded.close();
  await (await site.open(options)).close();
  await site.destroy();
});
