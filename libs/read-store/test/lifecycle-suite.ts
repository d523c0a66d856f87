import type { ReadStore, ViewStatus } from '../src/port';
import { FencedOff } from '../src/port';
import { InvalidView, LogGap, ViewBehind } from '../src/errors';
import { foldLog } from '../src/fold-log';
import type { View } from '../src/view';
import type { Harness, Site } from './harness';
import { ingestAll, withStore, ZONE } from './harness';
import { manyEvents } from './many-events';
import { Random } from './random';
import { HOUR, loggedEvent, randomLog, START } from './random-log';
import { acc, rich, snap } from './views';

const views = [snap, acc, rich];
const options = { timeZone: ZONE, today: () => '2024-02-01' };

export function batches(harness: Harness): void {
  it('writes the same versions and removals whatever the batches are', async () => {
    for (const seed of [11, 12, 13]) {
      const log = randomLog(new Random(seed), 120);
      const dumps: (readonly string[])[] = [];
      for (const random of [undefined, new Random(1), new Random(2)])
        await withStore(harness, { views }, async (store, site) => {
          await ingestAll(store, log, random, random?.chance(0.5) ? 1 : 12);
          dumps.push(await dumpAll(site));
        });
      expect(dumps[0]?.some((line) => line.startsWith('["rm"'))).toBe(true);
      expect(dumps[1]).toEqual(dumps[0]);
      expect(dumps[2]).toEqual(dumps[0]);
    }
  });

  it('stops folding again where a row comes out as it stands', async () => {
    let folded = 0;
    const counted: View = {
      ...snap,
      steps: {
        Noted: {
          ...snap.steps['Noted']!,
          step: (row, event, key) => {
            folded++;
            return snap.steps['Noted']!.step(row, event, key);
          },
        },
      },
    };
    const data = (n: number) => ({ t: 'own', s: 'A', n, keys: ['k'] });
    const backwards = Array.from({ length: 200 }, (_, n) =>
      loggedEvent(n, 'Noted', data(n), START, START - n * 24 * HOUR),
    );
    await withStore(harness, { views: [counted] }, async (store) => {
      await ingestAll(store, backwards);
      await expectFolded(store, backwards, [snap]);
    });
    expect(folded).toBeLessThanOrEqual(2 * backwards.length);
  });

  it('skips what it has and refuses a gap', async () => {
    await withStore(harness, { views: [snap] }, async (store, site) => {
      const log = randomLog(new Random(3), 30);
      const epoch = await store.takeOver();
      expect(await store.ingest(epoch, log.slice(0, 10))).toEqual({ index: 9, position: log[9]?.position });
      const before = await dumpAll(site, [snap]);
      await expect(store.ingest(epoch, log.slice(11))).rejects.toThrow(LogGap);
      await expect(store.ingest(epoch, [...log.slice(10, 15), ...log.slice(16)])).rejects.toThrow(LogGap);
      expect((await store.ingest(epoch, log.slice(0, 10))).index).toBe(9);
      expect(await dumpAll(site, [snap])).toEqual(before);
      expect((await store.ingest(epoch, log)).index).toBe(29);
      await store.moveTo(epoch, 'further');
      expect(await store.checkpoint()).toEqual({ index: 29, position: 'further' });
    });
  });

  it('keeps the log copy', async () => {
    await withStore(harness, { views: [] }, async (store) => {
      const log = randomLog(new Random(4), 40);
      await ingestAll(store, log, new Random(1));
      expect(await store.events([7, 3, 99])).toEqual([log[3], log[7]]);
      expect(await store.eventsOf({ commandId: 'command-5', limit: 10 })).toEqual([log[10], log[11]]);
      expect(await store.eventsOf({ streams: ['thing-1', 'thing-2'], from: 4, to: 8, limit: 3 })).toEqual(
        [4, 5, 7].map((index) => log[index]),
      );
    });
  });
}

export function owners(harness: Harness): void {
  it('fences off an owner that was replaced, until it takes over again', async () => {
    await withStore(harness, { views }, async (first, site) => {
      const log = randomLog(new Random(5), 60);
      const second = await site.open({ ...options, views });
      const old = await first.takeOver();
      await first.ingest(old, log.slice(0, 20));
      const epoch = await second.takeOver();
      await expect(first.ingest(old, log.slice(20, 30))).rejects.toThrow(FencedOff);
      await expect(first.moveTo(old, 'x')).rejects.toThrow(FencedOff);
      expect((await first.checkpoint()).index).toBe(19);
      await second.ingest(epoch, log.slice(20, 40));
      const again = await first.takeOver();
      await expect(second.ingest(epoch, log.slice(40))).rejects.toThrow(FencedOff);
      await first.ingest(again, log.slice(40));
      await second.close();
      await expectFolded(first, log, views);
    });
  });

  it('tells when a view has applied an event', async () => {
    await withStore(harness, { views: [snap] }, async (store) => {
      const epoch = await store.takeOver();
      const log = randomLog(new Random(6), 5);
      expect(await store.waitFor('snap', 4, 10)).toBe(false);
      const waiting = store.waitFor('snap', 4, 5_000);
      await store.ingest(epoch, log);
      expect(await waiting).toBe(true);
    });
  });
}

export function rebuilds(harness: Harness): void {
  const doubled: View = { ...snap, version: 2, steps: { Noted: { ...snap.steps['Noted']!, step: doubledStep } } };

  it('builds the same again, beside, and switches because it is equal', async () => {
    await withStore(harness, { views }, async (store, site) => {
      await ingestAll(store, randomLog(new Random(7), 120), new Random(1));
      const before = await dumpAll(site);
      for (const view of views) expect((await store.rebuild(view)).stage).toBe('active');
      expect((await store.status()).map(({ view, stage }) => `${view} ${stage}`).sort()).toEqual(
        ['acc', 'rich', 'snap'].flatMap((name) => [`${name} active`, `${name} retired`]),
      );
      expect(await dumpAll(site)).toEqual(before);
    });
  });

  it('does not switch to what differs, unless told to', async () => {
    await withStore(harness, { views: [snap] }, async (store) => {
      const log = randomLog(new Random(8), 60);
      await ingestAll(store, log);
      const other = { ...doubled, version: 1 };
      expect((await store.rebuild(other)).stage).toBe('ready');
      await expectFolded(store, log, [snap]);
      expect((await store.rebuild(other, { switch: 'always' })).stage).toBe('active');
      expect((await store.contentHash('snap', {})).sha256).toBe(
        foldLog(other, log, (await store.contentHash('snap', {})).basis).sha256,
      );
    });
  });

  it('resumes a build that was interrupted, while the log goes on', async () => {
    const log = manyEvents(1, 5_000);
    await withStore(harness, { views: [snap] }, async (store) => {
      const epoch = await ingestAll(store, log.slice(0, 4_500));
      const stop = new AbortController();
      const interrupted = await store.rebuild(doubled, { signal: stop.signal, onProgress: () => stop.abort() });
      expect(interrupted).toMatchObject({ stage: 'building', appliedTo: 1_999 });
      await expectFolded(store, log.slice(0, 4_500), [snap]);
      const steps: number[] = [];
      const rebuilt = store.rebuild(doubled, { onProgress: (appliedTo) => steps.push(appliedTo) });
      await store.ingest(epoch, log.slice(4_500, 4_700));
      await store.ingest(epoch, log.slice(4_700));
      expect(await rebuilt).toMatchObject({ stage: 'active', version: 2 });
      expect(steps[0]).toBe(3_999);
      expect((await active(store, 'snap')).version).toBe(2);
    });
  });

  it('serves the old version while a newer one is built, and goes back when the older is registered again', async () => {
    const log = randomLog(new Random(9), 80);
    await withStore(harness, { views: [snap] }, async (store, site) => {
      await ingestAll(store, log.slice(0, 50));
      await store.close();
      const newer = await site.open({ ...options, views: [doubled] });
      await expectFolded(newer, log.slice(0, 50), [snap]);
      const epoch = await newer.takeOver();
      await newer.ingest(epoch, log.slice(50));
      await until(async () => (await active(newer, 'snap')).version === 2);
      await expectFolded(newer, log, [doubled]);
      await newer.close();
      const older = await site.open({ ...options, views: [snap] });
      await older.takeOver();
      await until(async () => (await active(older, 'snap')).version === 1);
      expect((await older.page('snap', {}, { limit: 1 })).basis.logIndex).toBe(79);
      await expectFolded(older, log, [snap]);
      await older.close();
    });
  });

  it('builds a view that is registered later, and catches up one whose code was away', async () => {
    const log = randomLog(new Random(10), 60);
    await withStore(harness, { views: [snap] }, async (store, site) => {
      await ingestAll(store, log.slice(0, 20));
      await store.close();
      const other = await site.open({ ...options, views: [acc] });
      await expect(other.page('acc', {}, { limit: 1 })).rejects.toThrow(ViewBehind);
      await other.ingest(await other.takeOver(), log);
      await until(async () => (await active(other, 'acc')).appliedTo === 59);
      expect((await other.page('snap', {}, { limit: 1 })).basis.logIndex).toBe(19);
      await expect(other.page('snap', { knownAt: 30 }, { limit: 1 })).rejects.toThrow(ViewBehind);
      await other.close();
      const both = await site.open({ ...options, views: [snap, acc] });
      await both.takeOver();
      await until(async () => (await active(both, 'snap')).appliedTo === 59);
      await expectFolded(both, log, [snap, acc]);
      await both.close();
    });
  });

  it('refuses other columns under the same version', async () => {
    await withStore(harness, { views: [snap] }, async (_, site) => {
      const changed: View = { ...snap, columns: { ...snap.columns, more: { type: 'int', title: 'More' } } };
      await expect(site.open({ ...options, views: [changed] })).rejects.toThrow(InvalidView);
    });
  });
}

const doubledStep: View['steps'][string]['step'] = (row, event, key) => {
  const next = snap.steps['Noted']!.step(row, event, key);
  return next && { ...next, amount: typeof next['amount'] === 'number' ? next['amount'] + 1_000 : null };
};

/** Contents are those of the fold, now and at a past basis, by hash. */
export async function expectFolded(
  store: ReadStore,
  log: Parameters<typeof foldLog>[1],
  folded: readonly View[],
): Promise<void> {
  for (const view of folded)
    for (const asked of [{}, { knownAt: Math.floor(log.length / 2) }, { asOf: '2024-01-12' }]) {
      const { basis, sha256 } = await store.contentHash(view.name, asked);
      expect(sha256).toBe(foldLog(view, log, basis).sha256);
    }
}

async function dumpAll(site: Site, dumped: readonly View[] = views): Promise<readonly string[]> {
  const dumps: string[] = [];
  for (const view of dumped) dumps.push(...(await site.dump(view.name)));
  return dumps;
}

async function active(store: ReadStore, view: string): Promise<ViewStatus> {
  const found = (await store.status()).find((status) => status.view === view && status.stage === 'active');
  return found ?? { view, version: 0, stage: 'building', appliedTo: -1 };
}

export async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await condition()); tries++) {
    if (tries > 500) throw new Error('It never came about');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
