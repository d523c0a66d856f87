import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CrashRun } from './crash-run';
import { build, cli } from './server-process';
import { startStores, type Pair, type RunningStores } from './stores';
import { nothingFound, type Judgement } from './work';

/** More for a longer run: TABULARIUM_KILLS=100 npm test -- test/faults. A run with TABULARIUM_SEED kills after the same pauses. */
const kills = Number(process.env['TABULARIUM_KILLS'] ?? 3);
const seed = Number(process.env['TABULARIUM_SEED'] ?? Date.now() % 1_000_000_000);
const WRITERS = 200;
/** And, where other work slows the machine down, three times what a first start took there just before. */
const READY_WITHIN_SECONDS = 5;
const READY_WITHIN_FIRST_STARTS = 3;
/** A server that was away is met again by pauses that grow. */
const toldOfTheAbsence = /following failed; trying again|a process stands still/;

const pairs: readonly Pair[] = [
  { log: 'embedded', views: 'sqlite' },
  { log: 'embedded', views: 'postgresql' },
  { log: 'simulator', views: 'sqlite' },
  { log: 'simulator', views: 'postgresql' },
];

beforeAll(build, 120_000);

describe.each(pairs)('kill -9 among writers over HTTP, on $log and $views', (pair) => {
  const folder = mkdtempSync(join(tmpdir(), 'tabularium-crash-'));
  let stores: RunningStores;
  let run: CrashRun;
  beforeAll(async () => void (stores = await startStores(pair)), 60_000);
  afterAll(async () => {
    await run.stop();
    await stores.stop();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  it(
    `${kills} times: nothing acknowledged is lost, nothing is there twice`,
    async () => {
      run = new CrashRun({ folder, stores, writers: WRITERS, kills, seed });
      const { work } = run;
      await run.play();
      const judged = await work.judged();
      console.log(summary(pair, run, judged));

      expect(judged.findings).toEqual(nothingFound);
      expect(work.tally.wrong).toEqual([]);
      expect(judged.journal.map(({ key }) => key).sort()).toEqual([...work.asked.keys()].sort());
      expect(judged.replays.filter(({ equal }) => !equal)).toEqual([]);
      expect(judged.replays.find(({ view }) => view === 'cost-entries')?.rows).toBe(postingsIn(judged));
      expect(await run.stop()).toBe(0);
      expect(run.complaints.filter((line) => run.storeTroubles === 0 || !toldOfTheAbsence.test(line))).toEqual([]);
      if (pair.log === 'embedded') {
        const verified = JSON.parse(await cli('verify-store', '--json', '--folder', work.record)) as object;
        expect(verified).toMatchObject({ events: judged.log.length, faults: [] });
      }
      expect(Math.max(...run.readySeconds)).toBeLessThanOrEqual(
        Math.max(READY_WITHIN_SECONDS, run.firstReadySeconds * READY_WITHIN_FIRST_STARTS),
      );
      // Fewer would mean that the kills did not hit anything.
      expect(work.tally.unknown + work.tally.unavailable).toBeGreaterThan((kills * WRITERS) / 2);
    },
    120_000 + kills * 30_000,
  );
});

const postingsIn = ({ journal }: Judgement): number =>
  journal.filter(({ stream }) => stream.startsWith('costLedger-')).length;

function summary({ log, views }: Pair, run: CrashRun, { journal, log: events, replays, findings }: Judgement): string {
  const { unknown, unavailable, committed, uncommitted, races, repeated } = run.work.tally;
  const found = Object.entries(findings as unknown as Readonly<Record<string, readonly string[]>>);
  const ready = run.readySeconds.toSorted((a, b) => a - b).map((seconds) => seconds.toFixed(2));
  return [
    `${log} and ${views}: kill -9 × ${kills} (+ ${run.killedStarting} while starting), ${run.storeTroubles} store troubles`,
    `${WRITERS} writers, seed ${seed}`,
    `${journal.length} acknowledged, ${events.length} events`,
    `${unknown} outcomes unknown and ${unavailable} times later: asked again, ${committed} were committed, ${uncommitted} were not`,
    `${repeated} repeated after a restart, ${races} lost races`,
    found.map(([what, those]) => `${what} ${those.length}`).join(', '),
    `${replays.filter(({ equal }) => equal).length} of ${replays.length} views equal their replay`,
    `ready after ${ready[ready.length >> 1]} s (median), ${ready.at(-1)} s (max), first start ${run.firstReadySeconds.toFixed(2)} s`,
  ].join('; ');
}
