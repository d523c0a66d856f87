import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { live, type History } from './history';

const only = process.env['TABULARIUM_SEED'];
const SEEDS = Number(process.env['TABULARIUM_SEEDS'] ?? 60);
const TRACED = 60;

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'tabularium-simulation-'))));
afterAll(() => rmSync(folder, { recursive: true }));

/** What to read first, and how to see it again. */
const report = ({ seed, faults, trace }: History): string =>
  [
    `Seed ${seed} does not hold; TABULARIUM_SEED=${seed} repeats it.`,
    ...faults.map((words) => `  ${words}`),
    ...(only === undefined ? trace.slice(-TRACED) : trace),
  ].join('\n');

it('the same seed is the same history', async () => {
  const [first, second] = [await live(1, folder), await live(1, folder)];
  expect(second.trace).toEqual(first.trace);
  expect(second.hash).toBe(first.hash);
});

it('every history of several processes, servers that fail and clocks that are off keeps what was promised', async () => {
  const seeds = only === undefined ? Array.from({ length: SEEDS }, (_, seed) => seed) : [Number(only)];
  const failed: History[] = [];
  const sums = { events: 0, simulatedMs: 0 };
  const startedAt = performance.now();
  for (const seed of seeds) {
    const history = await live(seed, folder);
    if (history.faults.length > 0) failed.push(history);
    sums.events += history.events;
    sums.simulatedMs += history.simulatedMs;
    if (failed.length >= 3) break;
  }
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  const hours = (sums.simulatedMs / 3_600_000).toFixed(1);
  console.info(`${seeds.length} seeds, ${sums.events} events, ${hours} simulated hours in ${seconds} s`);
  if (failed.length > 0) throw new Error(failed.map(report).join('\n\n'));
}, 3_600_000);
