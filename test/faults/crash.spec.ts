import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CrashRun } from './crash-run';
import { findingsIn, type Findings } from './findings';
import { readLog, replayAll, untilViewsShowAll } from './record';
import { build, cli } from './server-process';

/** More for a longer run: TABULARIUM_KILLS=100 npm test -- test/faults. A run with TABULARIUM_SEED kills after the same pauses. */
const kills = Number(process.env['TABULARIUM_KILLS'] ?? 8);
const seed = Number(process.env['TABULARIUM_SEED'] ?? Date.now() % 1_000_000_000);
const WRITERS = 200;
/** And, where other work slows the machine down, three times what a first start took there just before. */
const READY_WITHIN_SECONDS = 5;
const READY_WITHIN_FIRST_STARTS = 3;

const folder = mkdtempSync(join(tmpdir(), 'tabularium-crash-'));
let run: CrashRun;

beforeAll(build, 120_000);
afterAll(async () => {
  await run.stop();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

it(
  `kill -9 among ${WRITERS} writers over HTTP, ${kills} times: nothing acknowledged is lost, nothing is there twice`,
  async () => {
    run = new CrashRun({ folder, writers: WRITERS, kills, seed });
    const { journal, client, token } = await run.play();
    await untilViewsShowAll(client);
    const log = await readLog(client, token);
    const replays = await replayAll(client, token);
    const findings = findingsIn(log, run.asked, journal);
    console.log(summary(journal.length, log.length, replays, findings));

    expect(findings).toEqual({ lost: [], duplicated: [], torn: [], phantom: [], gaps: [], disordered: [] });
    expect({ wrong: run.tally.wrong, complaints: run.complaints }).toEqual({ wrong: [], complaints: [] });
    expect(journal.map(({ key }) => key).sort()).toEqual([...run.asked.keys()].sort());
    expect(replays.filter(({ equal }) => !equal)).toEqual([]);
    expect(replays.find(({ view }) => view === 'cost-entries')?.rows).toBe(postingsIn(journal));
    const exit = await run.stop();
    const verified = JSON.parse(await cli('verify-store', '--json', '--folder', run.record)) as object;
    expect({ exit, verified }).toEqual({
      exit: 0,
      verified: expect.objectContaining({ events: log.length, faults: [] }),
    });
    expect(Math.max(...run.readySeconds)).toBeLessThanOrEqual(
      Math.max(READY_WITHIN_SECONDS, run.firstReadySeconds * READY_WITHIN_FIRST_STARTS),
    );
    // Fewer would mean that the kills did not hit anything.
    expect(run.tally.unknown).toBeGreaterThan((kills * WRITERS) / 2);
  },
  120_000 + kills * 30_000,
);

const postingsIn = (journal: readonly { readonly stream: string }[]): number =>
  journal.filter(({ stream }) => stream.startsWith('costLedger-')).length;

function summary(
  acknowledged: number,
  events: number,
  replays: readonly { readonly equal: boolean }[],
  findings: Findings,
): string {
  const { unknown, committed, uncommitted, races, repeated } = run.tally;
  const found = Object.entries(findings as unknown as Readonly<Record<string, readonly string[]>>);
  const ready = run.readySeconds.toSorted((a, b) => a - b).map((seconds) => seconds.toFixed(2));
  return [
    `kill -9 × ${kills} (+ ${run.killedStarting} while starting), ${WRITERS} writers, seed ${seed}`,
    `${acknowledged} acknowledged, ${events} events`,
    `${unknown} outcomes unknown: asked again, ${committed} were committed, ${uncommitted} were not`,
    `${repeated} repeated after a restart, ${races} lost races`,
    found.map(([what, those]) => `${what} ${those.length}`).join(', '),
    `${replays.filter(({ equal }) => equal).length} of ${replays.length} views equal their replay`,
    `ready after ${ready[ready.length >> 1]} s (median), ${ready.at(-1)} s (max), first start ${run.firstReadySeconds.toFixed(2)} s`,
  ].join('; ');
}
