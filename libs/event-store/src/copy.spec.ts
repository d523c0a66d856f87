import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlite } from '@tabularium/sqlite';
import { listed, metadata, numbers } from './contract-suite/scene';
import { openEmbeddedStore } from './adapters/embedded/embedded-store.adapter';
import { copyLog, CopyDiffers } from './copy';
import { summarise } from './log-hash';
import type { EventStore, NewEvent } from './port';
import { StoreUnavailable } from './port';

const root = mkdtempSync(join(tmpdir(), 'tabularium-copy-'));
const opened = new Set<EventStore>();
const folderOf = (name: string): string => join(root, name);
function open(name: string): EventStore {
  const store = openEmbeddedStore({ folder: folderOf(name) });
  opened.add(store);
  return store;
}
async function shut(store: EventStore): Promise<void> {
  opened.delete(store);
  await store.close();
}
afterAll(async () => {
  await Promise.all([...opened].map((store) => store.close()));
  rmSync(root, { recursive: true });
});

const event = (n: number): NewEvent => ({
  id: randomUUID(),
  type: 'Happened',
  data: { z: n, a: `«${n}» ✓`, 2: 'b', 1: 'a', nested: { amount: '9007199254740993', empty: {}, none: null } },
  metadata: { ...metadata, recordedAt: `2026-01-05T09:00:${String(n % 60).padStart(2, '0')}.000Z` },
});

const second = event(2);

/** Streams interleaved, in runs of one to seven events, and one run longer than an append may be. */
async function fill(store: EventStore, runs: number): Promise<void> {
  const heads = new Map<string, number>();
  for (const run of numbers(runs)) {
    const stream = `thing-${(run * 7) % 5}`;
    const length = run === 3 ? 400 : 1 + ((run * 5) % 7);
    const last = heads.get(stream);
    await store.append(stream, last ?? 'no_stream', numbers(length).map(event));
    heads.set(stream, (last ?? -1) + length);
  }
  const last = heads.get('thing-0') ?? 0;
  for (const part of [0, 1]) await store.append('thing-0', last + part * 400, numbers(400).map(event));
}

/** The rows as they stand in the file. */
function rows(name: string): readonly object[] {
  const db = openSqlite(join(folderOf(name), 'events.db'), { readOnly: true });
  const found = db
    .prepare('SELECT * FROM event ORDER BY position')
    .all()
    .map((row) => ({ ...row }));
  db.close();
  return found;
}

/** A store whose appends are written, but say that nobody knows, now and then. */
const uncertain = (store: EventStore, every: number): EventStore => {
  let calls = 0;
  return {
    name: store.name,
    readStream: (...asked) => store.readStream(...asked),
    readAll: (...asked) => store.readAll(...asked),
    subscribeToAll: (...asked) => store.subscribeToAll(...asked),
    close: () => store.close(),
    append: async (...asked) => {
      const receipt = await store.append(...asked);
      if (++calls % every === 0) throw new StoreUnavailable('no answer', true);
      return receipt;
    },
  };
};

describe('copying a log', () => {
  let source: EventStore;
  beforeAll(async () => fill((source = open('source')), 60));

  it('gives the same bytes in the same places', async () => {
    const target = open('whole');
    const { already, appended } = await copyLog(source, target);
    expect([already, appended]).toEqual([0, rows('source').length]);
    expect(rows('whole')).toEqual(rows('source'));
    expect(await summarise(target)).toEqual(await summarise(source));
  });

  it('gives the same when it is interrupted twenty times on the way', async () => {
    let [interruptions, standing] = [0, 0];
    for (let done = false; !done;) {
      const target = open('interrupted');
      const stop = new AbortController();
      let told = 0;
      const onProgress = (events: number) => {
        if (events > standing && ++told === 2 && interruptions < 20) stop.abort();
      };
      const { already, appended, interrupted } = await copyLog(source, target, { signal: stop.signal, onProgress });
      expect(already).toBe(standing);
      standing += appended;
      if (interrupted) interruptions++;
      done = !interrupted;
      await shut(target);
    }
    expect(interruptions).toBe(20);
    expect(rows('interrupted')).toEqual(rows('source'));
  });

  it('repeats an append whose outcome is not known, and writes it once', async () => {
    const target = open('uncertain');
    await copyLog(source, uncertain(target, 3));
    expect(rows('uncertain')).toEqual(rows('source'));
  });

  it('adds nothing to what is there already, and later what came since', async () => {
    const [growing, target] = [open('growing'), open('follows')];
    await growing.append('a-1', 'no_stream', [event(1), event(2)]);
    expect(await copyLog(growing, target)).toEqual({ already: 0, appended: 2, interrupted: false });
    expect(await copyLog(growing, target)).toEqual({ already: 2, appended: 0, interrupted: false });
    await growing.append('a-1', 1, [event(3)]);
    expect(await copyLog(growing, target)).toEqual({ already: 2, appended: 1, interrupted: false });
  });

  it.each<[string, (first: NewEvent) => readonly NewEvent[], number]>([
    ['another event', (first) => [first, event(9)], 1],
    ['an event with other data', ({ id, type, metadata: same }) => [{ id, type, metadata: same, data: { z: 1 } }], 0],
    ['more events', (first) => [first, second, event(9)], 2],
  ])('refuses a target that holds %s, and says where', async (name, events, index) => {
    const [short, target] = [open(`short ${name}`), open(`other ${name}`)];
    const first = event(1);
    await short.append('a-1', 'no_stream', [first, second]);
    await target.append('a-1', 'no_stream', events(first));
    const before = await listed(target.readAll());
    await expect(copyLog(short, target)).rejects.toThrow(CopyDiffers);
    await expect(copyLog(short, target)).rejects.toMatchObject({ index });
    expect(await listed(target.readAll())).toEqual(before);
  });
});
