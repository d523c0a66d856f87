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
