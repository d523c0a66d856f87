import { randomUUID } from 'node:crypto';
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { openEmbeddedStore, type EventStore } from '@tabularium/event-store';
import type { Bench, Line } from '../runner/bench';
import { Child } from '../runner/child';
import { data, metadata, newEvent, placeOf } from '../runner/events';
import { notRun, type Finding } from '../runner/finding';
import { Missing } from '../runner/peers';
import { interleaved, perSecond } from '../runner/rounds';

const WRITERS = 256;
const PEERS = join(__dirname, '..', 'peers');

/** Durable appends of the embedded store beside a bare loop that serialises and syncs, and beside Emmett. */
export const append: Line = {
  name: 'append',
  title: `embedded append, ${WRITERS} writers, events a second`,
  async *run(bench) {
    const { seconds, rounds } = bench.sizes;
    const ours = () => embedded(bench, seconds);
    const limit = await interleaved(rounds, { ours, bare: () => bare(bench, seconds) });
    yield {
      ...figure(limit.ours),
      against: { what: 'fdatasync of groups, JSON.stringify', figure: limit.bare },
      goal: { of: 'ratio', atLeast: 0.45 },
    };
    yield* beside(bench, ours, 'emmett', 'Emmett on PostgreSQL', 15);
    yield* beside(bench, ours, 'emmett-sqlite', 'Emmett on SQLite, one writer');
  },
};

const WHAT = 'embedded append';
const figure = (value: number) => ({ line: 'append', what: WHAT, unit: 'events/s', figure: value });

async function* beside(
  bench: Bench,
  ours: () => Promise<number>,
  peer: 'emmett' | 'emmett-sqlite',
  what: string,
  atLeast?: number,
): AsyncGenerator<Finding> {
  const { seconds, rounds } = bench.sizes;
  try {
    const where = peer === 'emmett' ? await bench.peers.postgres() : bench.site.path('emmett.db');
    const child = await Child.started(bench.site, join(PEERS, `${peer}.cjs`), [await bench.peers.folder(peer), where], {
      node: [],
    });
    const asked = { do: 'append', writers: WRITERS, seconds, data, metadata: metadata() };
    const theirs = () => child.does<number>(asked);
    await theirs();
    const found = await interleaved(rounds, { ours, theirs });
    await child.stop();
    const goal = atLeast === undefined ? {} : { goal: { of: 'ratio', atLeast } as const };
    yield { ...figure(found.ours), against: { what, figure: found.theirs }, ...goal };
  } catch (error) {
    if (!(error instanceof Missing)) throw error;
    yield notRun('append', `${WHAT} beside ${what}`, error.message);
  }
}

async function embedded({ site }: Bench, seconds: number): Promise<number> {
  const store = openEmbeddedStore({ folder: site.path('append') });
  const rate = await appendsPerSecond(store, WRITERS, seconds);
  await store.close();
  return rate;
}

/** What so many writers get through, each waiting for its append. */
export function appendsPerSecond(store: EventStore, writers: number, seconds: number): Promise<number> {
  const run = randomUUID();
  return perSecond(writers, seconds, (writer, n) => {
    const [stream, revision] = placeOf(run, writer, n);
    return store.append(stream, revision === 0 ? 'no_stream' : revision - 1, [newEvent()]);
  });
}

function bare({ site }: Bench, seconds: number): number {
  const file = openSync(site.path('bare'), 'w');
  const since = performance.now();
  let count = 0;
  for (; performance.now() < since + seconds * 1_000; count += WRITERS) {
    const lines = Array.from({ length: WRITERS }, () => `${JSON.stringify(newEvent())}\n`);
    writeSync(file, lines.join(''));
    fdatasyncSync(file);
  }
  closeSync(file);
  return count / ((performance.now() - since) / 1_000);
}
