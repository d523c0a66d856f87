import { join } from 'node:path';
import type { Bench, Line } from '../runner/bench';
import { Child } from '../runner/child';
import { metadata } from '../runner/events';
import { notRun, type Finding } from '../runner/finding';
import { Missing } from '../runner/peers';
import { reportedAt, reportLog, reportsOf } from '../runner/report-log';
import { storeWith } from '../runner/report-store';

/** Events and keys for the peer, whose speed does not depend on how many there are. */
const THEIRS = { events: 4_000, keys: 400 };

/** A view of 12 columns filled from a log, and rebuilt from the log copy, beside parsing and folding alone. */
export const rebuild: Line = {
  name: 'rebuild',
  title: 'a view of 12 columns from the whole log, events a second',
  async *run(bench) {
    const { events } = bench.sizes;
    const { store, foldMs, ingestMs } = await storeWith(bench, reportLog(bench.sizes, events));
    const against = { what: 'parse and fold', figure: events / (foldMs / 1_000) };
    const figure = { line: 'rebuild', unit: 'events/s', goal: { of: 'ratio', atLeast: 0.15 } as const };
    yield { ...figure, what: 'first read, with the log copy', figure: events / (ingestMs / 1_000), against };

    const since = performance.now();
    await store.rebuild(reportsOf(2), { switch: 'never' });
    const rate = events / ((performance.now() - since) / 1_000);
    yield { ...figure, what: 'rebuilt beside the one that serves', figure: rate, against };
    yield* besideEmmett(bench, rate);
  },
};

async function* besideEmmett({ site, peers }: Bench, ours: number): AsyncGenerator<Finding> {
  const what = 'rebuilt beside the one that serves';
  try {
    const program = join(__dirname, '..', 'peers', 'emmett.cjs');
    const args = [await peers.folder('emmett'), await peers.postgres()];
    const child = await Child.started(site, program, args, { node: [] });
    const asked = { do: 'project', ...THEIRS, data: reportedAt(1), metadata: metadata() };
    const { perSecond } = await child.does<{ readonly perSecond: number }>(asked);
    await child.stop();
    const against = { what: 'Emmett projection on PostgreSQL', figure: perSecond };
    yield { line: 'rebuild', what, unit: 'events/s', figure: ours, against, goal: { of: 'ratio', atLeast: 20 } };
  } catch (error) {
    if (!(error instanceof Missing)) throw error;
    yield notRun('rebuild', 'rebuilt beside Emmett', error.message);
  }
}
