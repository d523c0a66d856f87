import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chosenServer } from '../../../test/eventstoredb-simulator/chosen-server';
import { metadata, numbers } from '../src/contract-suite/scene';
import type { EventStore } from '../src/index';
import { copyLog, openEmbeddedStore, openEventStoreDb, summarise } from '../src/index';

const folder = mkdtempSync(join(tmpdir(), 'tabularium-move-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Two streams in turns, in runs of one to four events. */
async function fill(store: EventStore): Promise<void> {
  const heads = [-1, -1];
  for (const run of numbers(60)) {
    const length = 1 + (run % 4);
    const last = heads[run % 2] ?? -1;
    const events = numbers(length).map((n) => ({
      id: randomUUID(),
      type: 'Happened',
      data: { z: `«${run}»`, a: n, amount: '9007199254740993', 1: null },
      metadata,
    }));
    await store.append(`thing-${run % 2}`, last < 0 ? 'no_stream' : last, events);
    heads[run % 2] = last + length;
  }
}

/** Begins anew after every six events until nothing is left. */
async function copyInterrupted(from: EventStore, to: EventStore): Promise<number> {
  let standing = 0;
  for (let interruptions = 0; ; interruptions++) {
    const stop = new AbortController();
    const onProgress = (events: number) => {
      if (events >= standing + 6) stop.abort();
    };
    const { already, appended, interrupted } = await copyLog(from, to, { signal: stop.signal, onProgress });
    standing = already + appended;
    if (!interrupted) return interruptions;
  }
}

// A log that others have written to cannot be the target of a copy, so only a simulator of our own is asked.
const ownServer = process.env['TEST_EVENTSTOREDB_URL'] === undefined ? it : it.skip;

ownServer(
  'a log comes back from an EventStoreDB byte for byte, however often the way was interrupted',
  async () => {
    const server = await chosenServer();
    const [source, back] = ['source', 'back'].map((name) => openEmbeddedStore({ folder: join(folder, name) }));
    const remote = openEventStoreDb({ url: server.url });
    try {
      await fill(source!);
      expect(await copyInterrupted(source!, remote)).toBeGreaterThanOrEqual(20);
      await copyInterrupted(remote, back!);
      const wanted = await summarise(source!);
      expect([await summarise(remote), await summarise(back!)]).toEqual([wanted, wanted]);
      expect(wanted.events).toBe(150);
    } finally {
      await Promise.all([source!.close(), back!.close(), remote.close()]);
      await server.stop();
    }
  },
  120_000,
);
