import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { ReadStore } from '../src/port';
import type { Harness, Site } from './harness';
import { ingestAll, withStore, ZONE } from './harness';
import { expectFolded } from './lifecycle-suite';
import { manyEvents } from './many-events';
import { Random } from './random';
import { acc, snap } from './views';

const SEED = 77;
const EVENTS = 4_000;
const KILLS = 20;
const views = [snap, acc];
const options = { views, timeZone: ZONE, today: () => '2024-02-01' };

/** A real process is killed while it ingests: rows and checkpoint are there together or not at all. */
export function killedProcesses(harness: Harness): void {
  const kills = Math.ceil(KILLS * (harness.effort ?? 1));
  it(`applies every event exactly once though its process is killed ${kills} times`, async () => {
    const log = manyEvents(SEED, EVENTS);
    const random = new Random(SEED);
    await withStore(harness, options, async (store, site) => {
      let midway = 0;
      for (let kill = 0; kill < kills; kill++) {
        await ingestAndBeKilled(site, random.int(1, 5), random.int(0, 20));
        // A server may still be carrying out what the dead process sent it; who takes over waits for that.
        await store.takeOver();
        const { index } = await store.checkpoint();
        if (index >= 0 && index < EVENTS - 1) midway++;
        await expectApplied(store, index);
      }
      expect(midway).toBe(kills);
      await ingestAll(store, log, random, 500);
      await expectFolded(store, log, views);
      const survived = await dumpBoth(site);
      await withStore(harness, options, async (fresh, other) => {
        await ingestAll(fresh, log);
        expect(survived).toEqual(await dumpBoth(other));
      });
    });
  }, 300_000);
}

async function expectApplied(store: ReadStore, index: number): Promise<void> {
  expect((await store.status()).map(({ appliedTo }) => appliedTo)).toEqual([index, index]);
  if (index >= 0) expect((await store.eventsOf({ from: index, limit: 5 })).length).toBe(1);
}

const dumpBoth = async (site: Site) => [...(await site.dump('snap')), ...(await site.dump('acc'))];

const child = (openInChild: string): string => `
const { manyEvents } = require('./test/many-events.ts');
const { snap, acc } = require('./test/views.ts');
const open = ${openInChild};
(async () => {
  const log = manyEvents(${SEED}, ${EVENTS});
  const store = await open({ views: [snap, acc], timeZone: '${ZONE}', today: () => '2024-02-01' });
  const epoch = await store.takeOver();
  let { index } = await store.checkpoint();
  while (index < log.length - 1) {
    const size = 1 + Math.floor(Math.random() * 40);
    ({ index } = await store.ingest(epoch, log.slice(index + 1, index + 1 + size)));
    process.stdout.write('.');
  }
})();`;

/** Killed a few batches on, somewhere in the next one. */
async function ingestAndBeKilled(site: Site, batches: number, afterMs: number): Promise<void> {
  const typescript = join(__dirname, '../../../tools/typescript.cjs');
  const process = spawn(globalThis.process.execPath, ['-r', typescript, '-e', child(site.openInChild)], {
    cwd: join(__dirname, '..'),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(process, 'exit');
  for (let seen = 0; seen < batches && process.exitCode === null; seen++)
    await Promise.race([once(process.stdout, 'data'), ended]);
  await setTimeout(afterMs);
  process.kill('SIGKILL');
  await ended;
}
