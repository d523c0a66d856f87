import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench, Line } from '../runner/bench';
import { writeServedLog } from '../runner/served-log';
import { Server } from '../runner/server';
import { quantile } from '../runner/rounds';

const MEGABYTE = 1_000_000;
/** How long a server is left alone before its memory is looked at. */
const REST_MS = 5_000;
const STARTS = 3;

/** The shipped server on a large log: while its views catch up, when it is started again, and at rest. */
export const server: Line = {
  name: 'server',
  title: 'the shipped server on a large log: event loop while views catch up, start, memory',
  async *run(bench) {
    const { served } = bench.sizes;
    const folder = bench.site.path('served');
    bench.say(`  (${served.toLocaleString('en')} events into a log)`);
    await writeServedLog(folder, served);
    const caughtUp = await catchUp(bench, folder);
    const line = 'server';
    yield { line, what: 'every shipped view read from the log', unit: 'events/s', figure: served / caughtUp.seconds };
    yield {
      line,
      what: 'event loop delay while views catch up, p99',
      unit: 'ms',
      figure: caughtUp.p99,
      goal: { of: 'figure', atMost: 20 },
      note: `p50 ${caughtUp.p50.toFixed(1)} ms, longest ${caughtUp.max.toFixed(0)} ms`,
    };
    yield* restarted(bench, folder);
  },
};

async function catchUp({ site }: Bench, folder: string) {
  const running = await Server.start(site, folder);
  while (!(await running.isLive())) await sleep(5);
  const since = performance.now();
  await running.probe('reset');
  await running.ready(1_000);
  const seconds = (performance.now() - since) / 1_000;
  const probe = await running.probe('look');
  await running.stop();
  return { ...probe, seconds };
}

async function* restarted({ site, sizes: { served } }: Bench, folder: string) {
  const took: number[] = [];
  const memory: number[] = [];
  for (let n = 0; n < STARTS; n++) {
    const since = performance.now();
    const running = await Server.start(site, folder);
    await running.ready();
    took.push(performance.now() - since);
    if (n === 0) {
      await sleep(REST_MS);
      memory.push((await running.probe('look')).rss / MEGABYTE);
    }
    await running.stop();
  }
  const on = `on ${served.toLocaleString('en')} events, views up to date`;
  const line = 'server';
  const goal = (atMost: number) => ({ of: 'figure', atMost }) as const;
  yield { line, what: `start to ready ${on}`, unit: 'ms', figure: quantile(took, 0.5), goal: goal(2_000) };
  yield { line, what: `memory at rest ${on}`, unit: 'MB', figure: quantile(memory, 0.5), goal: goal(300) };
}
