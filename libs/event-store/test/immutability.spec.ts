import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSqlite } from '@tabularium/sqlite';
import type { StoreFault } from '../src/index';
import { fileOf, openEmbeddedStore, StoreUnavailable, verifyStore } from '../src/index';
import { temporaryFolder } from './child';
import { plainMetadata } from './programs/plain-metadata';

const [folder, remove] = temporaryFolder();
afterAll(remove);

let places = 0;
/** A closed log of five events in two streams, one of them deleted. */
async function aLog(): Promise<string> {
  const place = { folder: join(folder, `log-${places++}`) };
  const store = openEmbeddedStore(place);
  const events = (count: number) =>
    Array.from({ length: count }, () => ({
      id: randomUUID(),
      type: 'Happened',
      data: { n: 1 },
      metadata: plainMetadata,
    }));
  await store.append('a-1', 'no_stream', events(3));
  await store.append('b-1', 'no_stream', events(2));
  await store.deleteStream('b-1', 1);
  await store.close();
  return fileOf(place);
}

function tamper(file: string, ...statements: readonly string[]): void {
  const db = openSqlite(file);
  try {
    for (const statement of statements) db.exec(statement);
  } finally {
    db.close();
  }
}

const row = (position: number, stream: string, revision: number) =>
  `(${position}, '${stream}', ${revision}, '${randomUUID()}', 'Happened', '{}', '{}')`;

describe('the table of events', () => {
  it.each([
    ['an update', `UPDATE event SET data = '{}' WHERE position = 2`, 'never changed'],
    ['a deletion', 'DELETE FROM event WHERE position = 2', 'never deleted'],
    ['a deletion of everything', 'DELETE FROM event', 'never deleted'],
    ['a replaced row', `INSERT OR REPLACE INTO event VALUES ${row(2, 'a-1', 1)}`, 'only appended'],
    ['a replaced revision', `INSERT OR REPLACE INTO event VALUES ${row(9, 'a-1', 1)}`, 'only appended'],
    ['a row in a gap', `INSERT INTO event VALUES ${row(0, 'c-1', 0)}`, 'only appended'],
    ['a skipped revision', `INSERT INTO event VALUES ${row(9, 'a-1', 7)}`, 'only appended'],
  ])('refuses %s, whoever asks', async (_, statement, words) => {
    const file = await aLog();
    expect(() => tamper(file, statement)).toThrow(words);
    expect(await verifyStore({ file })).toEqual({ events: 5, streams: 2, faults: [] });
  });
});

describe('verification', () => {
  const drop = (trigger: string) => `DROP TRIGGER event_is_${trigger}`;
  const schema = (name: string): Partial<StoreFault> => ({
    check: 'schema',
    detail: `event_is_${name} is missing or changed`,
  });

  const tamperings: readonly (readonly [string, readonly string[], readonly Partial<StoreFault>[]])[] = [
    ['a dropped trigger', [drop('never_updated')], [schema('never_updated')]],
    [
      'a trigger that does nothing',
      [drop('never_deleted'), 'CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event BEGIN SELECT 1; END'],
      [schema('never_deleted')],
    ],
    [
      'a table that does not belong',
      ['CREATE TABLE other (n)'],
      [{ check: 'schema', detail: 'other does not belong here' }],
    ],
    [
      'a deleted event',
      [drop('never_deleted'), 'DELETE FROM event WHERE position = 2'],
      [schema('never_deleted'), { check: 'position', row: 3 }, { check: 'revision', row: 3 }],
    ],
    [
      'text that is no JSON',
      [drop('never_updated'), `UPDATE event SET metadata = '{' WHERE position = 4`],
      [schema('never_updated'), { check: 'content', row: 4, detail: 'metadata is no JSON object' }],
    ],
    [
      'an event moved to another stream',
      [drop('never_updated'), `UPDATE event SET stream = 'c-1' WHERE position = 3`],
      [schema('never_updated'), { check: 'revision', row: 3 }],
    ],
    ['another format', ['PRAGMA user_version = 7'], [{ check: 'format' }]],
  ];
  it.each(tamperings)('finds %s', async (_, statements, faults) => {
    const file = await aLog();
    tamper(file, ...statements);
    const found = (await verifyStore({ file })).faults;
    expect(found).toHaveLength(faults.length);
    expect(found).toMatchObject(faults);
  });

  it('finds damage to the file', async () => {
    const file = await aLog();
    writeFileSync(file, 'x'.repeat(8_192));
    expect((await verifyStore({ file })).faults).toEqual([
      { check: 'integrity', detail: expect.stringContaining('not a database') },
    ]);
  });

  it('says when there is no log', async () => {
    await expect(verifyStore({ folder: join(folder, 'nothing') })).rejects.toThrow(StoreUnavailable);
  });
});

describe('opening', () => {
  it('refuses a database of something else, and a format of tomorrow', async () => {
    const other = join(folder, 'other.db');
    tamper(other, 'CREATE TABLE other (n)');
    expect(() => openEmbeddedStore({ file: other })).toThrow('is no event log');
    const tomorrow = await aLog();
    tamper(tomorrow, 'PRAGMA user_version = 2');
    expect(() => openEmbeddedStore({ file: tomorrow })).toThrow('has format 2');
    expect(() => openEmbeddedStore({ file: tomorrow })).toThrow('has format 2');
  });

  it('refuses what is no database, and a file that is not there to be read', () => {
    const text = join(folder, 'text.db');
    writeFileSync(text, 'just text, and quite a lot of it, so that it is no empty database'.repeat(20));
    expect(() => openEmbeddedStore({ file: text })).toThrow(StoreUnavailable);
    expect(() => openEmbeddedStore({ file: join(folder, 'nothing.db'), readOnly: true })).toThrow(StoreUnavailable);
  });
});

describe('a closed store', () => {
  it('has written what was waiting, ends subscriptions, and answers nothing more', async () => {
    const store = openEmbeddedStore({ folder: join(folder, 'closed') });
    const following = (async () => {
      for await (const signal of store.subscribeToAll({})) if (signal.kind === 'event') return 'an event';
      return 'ended';
    })();
    await new Promise((resolve) => setTimeout(resolve, 20));
    const waiting = store.append('a-1', 'no_stream', [
      { id: randomUUID(), type: 'Happened', data: {}, metadata: plainMetadata },
    ]);
    await store.close();
    await store.close();
    expect((await waiting).revision).toBe(0);
    expect(await following).toMatch(/an event|ended/);
    await expect(store.append('a-1', 'any', [])).rejects.toThrow(StoreUnavailable);
    await expect(store.readStream('a-1')[Symbol.asyncIterator]().next()).rejects.toThrow(StoreUnavailable);
    expect(() => store.subscribeToAll({})).toThrow(StoreUnavailable);
  });
});

describe('a subscription', () => {
  it('refuses a position that is none, or lies beyond the end', async () => {
    const store = openEmbeddedStore({ file: await aLog() });
    expect(() => store.subscribeToAll({ after: 'nonsense' })).toThrow(RangeError);
    expect(() => store.subscribeToAll({ after: '00000000000000000099' })).toThrow('beyond the end');
    await store.close();
  });
});
