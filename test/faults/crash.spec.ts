import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CrashRun } from './crash-run';
import { build, cli, type Role } from './server-process';
import { startStores, type Pair, type RunningStores } from './stores';
import { nothingFound, type Judgement } from './work';

/**
 * More for a longer run, and over every place: TABULARIUM_KILLS=100 npm test -- test/faults/crash. A run with
 * TABULARIUM_SEED kills the same after the same pauses.
 */
const asked = Number(process.env['TABULARIUM_KILLS'] ?? 0);
const seed = Number(process.env['TABULARIUM_SEED'] ?? Date.now() % 1_000_000_000);
const WRITERS = 200;
/** Of a short run on four processes, which has two cores for itself at best. */
const FEW_WRITERS = 40;
/**
 * In the middle of all kills, as other work may hold up a single one; and, where it slows the machine down, three times
 * what a first start took there just before.
 */
const READY_WITHIN_SECONDS = 5;
const READY_WITHIN_FIRST_STARTS = 3;
/** A server that was away, or a lease that was lost, is met again by pauses that grow. */
const toldOfTheAbsence = /stands still; trying again|could not be built; trying again|waiting for the servers/;

interface Place extends Pair {
  readonly processes: string;
  readonly roles: readonly Role[];
  /** Share of the kills asked for. */
  readonly share: number;
  /** Kills when none are asked for; none = only when they are. */
  readonly kills?: number;
  readonly writers?: number;
}

const one = { processes: 'one process', roles: ['all'] } as const;
const places: readonly Place[] = [
  { log: 'embedded', views: 'sqlite', ...one, share: 0.4, kills: 3 },
  { log: 'embedded', views: 'postgresql', ...one, share: 0.15 },
  { log: 'simulator', views: 'sqlite', ...one, share: 0.15 },
  { log: 'simulator', views: 'postgresql', ...one, share: 0.15 },
  {
    ...{ log: 'simulator', views: 'postgresql', processes: 'two api and two projectors' },
    ...{ roles: ['projector', 'projector', 'api', 'api'], share: 0.15, kills: 2, writers: FEW_WRITERS },
  },
];

beforeAll(build, 120_000);

const played = places
  .map((place) => ({
    ...place,
    kills: asked > 0 ? Math.ceil(asked * place.share) : (place.kills ?? 0),
    writers: asked > 0 ? WRITERS : (place.writers ?? WRITERS),
  }))
  .filter(({ kills }) => kills > 0);

describe.each(played)('kill -9 among writers over HTTP, $processes on $log and $views', (place) => {
  const { roles, kills, writers } = place;
  const folder = mkdtempSync(join(tmpdir(), 'tabularium-crash-'));
  let stores: RunningStores;
  let run: CrashRun;
  beforeAll(async () => void (stores = await startStores(place)), 60_000);
  afterAll(async () => {
    await run.work.abandon();
    await run.stop();
    await stores.stop();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  it(
    `${kills} times: nothing acknowledged is lost, nothing is there twice`,
    async () => {
      run = new CrashRun({ folder, stores, roles, writers, kills, seed });
      const { work } = run;
      await run.play();
      const judged = await work.judged();
      const ownership = await run.ownership();
      console.log(summary(place, run, judged, ownership));

      expect(judged.findings).toEqual(nothingFound);
      expect(ownership).toEqual({ twoOwners: [], appliedTwice: [] });
      expect(work.tally.wrong).toEqual([]);
      expect(judged.journal.map(({ key }) => key).sort()).toEqual([...work.asked.keys()].sort());
      expect(judged.replays.filter(({ equal }) => !equal)).toEqual([]);
      expect(judged.replays.find(({ view }) => view === 'cost-entries')?.rows).toBe(postingsIn(judged));
      expect(await run.stop()).toEqual(roles.map(() => 0));
      const isCalm = roles.length === 1 && run.storeTroubles === 0;
      expect(run.complaints.filter((line) => isCalm || !toldOfTheAbsence.test(line))).toEqual([]);
      if (place.log === 'embedded') {
        const verified = JSON.parse(await cli('verify-store', '--json', '--folder', work.record)) as object;
        expect(verified).toMatchObject({ events: judged.log.length, faults: [] });
      }
      // The short run shares the machine with other suites: that the server comes back is all it can tell.
      if (asked > 0)
        expect(median(run.readySeconds)).toBeLessThanOrEqual(
          Math.max(READY_WITHIN_SECONDS, run.firstReadySeconds * READY_WITHIN_FIRST_STARTS),
        );
      // Fewer would mean that the kills did not hit anything.
      if (roles.length === 1)
        expect(work.tally.unknown + work.tally.unavailable).toBeGreaterThan((kills * writers) / 2);
    },
    // Of a machine that others keep busy too.
    600_000 + kills * 60_000,
  );
});

const postingsIn = ({ journal }: Judgement): number =>
  journal.filter(({ stream }) => stream.startsWith('costLedger-')).length;

function summary(
  { log, views, processes, kills, writers }: (typeof played)[number],
  run: CrashRun,
  { journal, log: events, replays, findings }: Judgement,
  ownership: object,
): string {
  const { unknown, unavailable, committed, uncommitted, races, repeated } = run.work.tally;
  const found = Object.entries({ ...findings, ...ownership } as Readonly<Record<string, readonly string[]>>);
  return [
    `${processes} on ${log} and ${views}: kill -9 × ${kills} (+ ${run.killedStarting} while starting)`,
    `${run.storeTroubles} store troubles, ${run.stills} times still past the lease, ${writers} writers, seed ${seed}`,
    `${journal.length} acknowledged, ${events.length} events`,
    `${unknown} outcomes unknown and ${unavailable} times later: asked again, ${committed} were committed, ${uncommitted} were not`,
    `${repeated} repeated after a restart, ${races} lost races`,
    found.map(([what, those]) => `${what} ${those.length}`).join(', '),
    `${replays.filter(({ equal }) => equal).length} of ${replays.length} views equal their replay`,
    `ready after ${spread(run.readySeconds)}, first start ${run.firstReadySeconds.toFixed(2)} s`,
    `views taken over after ${spread(run.takeOverSeconds)}`,
  ].join('; ');
}

const median = (seconds: readonly number[]): number => seconds.toSorted((a, b) => a - b)[seconds.length >> 1] ?? 0;

const spread = (seconds: readonly number[]): string =>
  seconds.length === 0
    ? '(never)'
    : `${median(seconds).toFixed(2)} s (median), ${Math.max(...seconds).toFixed(2)} s (max)`;
