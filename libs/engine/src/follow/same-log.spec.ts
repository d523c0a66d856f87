import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedStore } from '@tabularium/event-store';
import { openSqliteReadStore } from '@tabularium/read-store';
import { backUp, restore } from '../backup/backup.adapter';
import { readSettings } from '../config/settings';
import { contexts } from '../contexts';
import { createEngine, type Engine } from '../engine';
import { assertSameLog, LogChanged } from './same-log';

const root = mkdtempSync(join(tmpdir(), 'tabularium-same-log-'));
afterAll(() => rmSync(root, { recursive: true }));
const data = join(root, 'data');

const organisation = contexts.filter(({ name }) => name === 'organisation');

async function withEngine<T>(work: (engine: Engine) => Promise<T>): Promise<T> {
  const settings = readSettings({ TABULARIUM_DATA: data, TABULARIUM_LOG_LEVEL: 'silent' });
  const engine = await createEngine({ settings, contexts: organisation });
  try {
    const result = await work(engine);
    await engine.caughtUp();
    return result;
  } finally {
    await engine.close();
  }
}

const register = (engine: Engine, id: string) =>
  engine.submit({
    category: 'person',
    id,
    command: 'RegisterPerson',
    data: { name: id, unit: 'PMO' },
    actor: 'director',
  });

const people = (engine: Engine) =>
  engine.views.page('people', {}, { sort: ['key'], limit: 10 }).then(({ rows }) => rows.map(({ key }) => key));

it('an older log under newer views is not served, until the views are moved away', async () => {
  await withEngine((engine) => register(engine, 'ana'));
  await backUp(data, join(root, 'backup'));
  await withEngine((engine) => register(engine, 'ben'));
  await restore(join(root, 'backup'), join(root, 'older'));

  for (const end of ['', '-wal', '-shm']) rmSync(join(data, `events.db${end}`), { force: true });
  copyFileSync(join(root, 'older', 'events.db'), join(data, 'events.db'));
  const refused = withEngine(people);
  await expect(refused).rejects.toThrow(LogChanged);
  await expect(refused).rejects.toThrow(/applied event #3 \(PersonRegistered .*\), but the log ends before it/);

  const log = openEmbeddedStore({ folder: data });
  for await (const event of log.readAll({ direction: 'backwards', limit: 1 }))
    await log.append('person-eve', 'no_stream', [{ ...event, id: randomUUID() }]);
  await log.close();
  await expect(withEngine(people)).rejects.toThrow(/in its place the log has/);

  renameSync(join(data, 'views.db'), join(root, 'old-views.db'));
  expect(await withEngine(async (engine) => (await engine.caughtUp(), people(engine)))).toEqual([
    'ana',
    'director',
    'eve',
  ]);
});

it('the log that the views were built from is served', async () => {
  expect(await withEngine(people)).toContain('ana');
});

it('views that remember places of another store are told apart from this log', async () => {
  const today = () => '2026-01-01';
  const views = await openSqliteReadStore({ file: join(root, 'moved.db'), views: [], timeZone: 'UTC', today });
  const log = openEmbeddedStore({ folder: data });
  try {
    await expect(assertSameLog(log, views)).resolves.toBeUndefined();
    await views.moveTo(await views.takeOver(), '99999999999999999999');
    await expect(assertSameLog(log, views)).rejects.toThrow(/applied nothing up to 9+, where this one has PersonReg/);
    for await (const event of log.readAll({ limit: 1 })) {
      const position = '00000000000000001234/00000000000000001234';
      await views.ingest(await views.takeOver(), [{ ...event, index: 0, position }]);
    }
    await expect(assertSameLog(log, views)).rejects.toThrow(/its place is none of this log/);
  } finally {
    await Promise.all([views.close(), log.close()]);
  }
});
