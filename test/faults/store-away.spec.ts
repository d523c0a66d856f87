import { setTimeout as sleep } from 'node:timers/promises';
import { startSimulator, type RunningSimulator } from '../eventstoredb-simulator/child';
import type { Fault } from '../eventstoredb-simulator/faults';
import { playScene, type Scene } from './scene';
import { build, type Environment } from './server-process';

/** Longer absences, in seconds: TABULARIUM_AWAY=60,600 npm test -- test/faults/store-away. */
const absences = (process.env['TABULARIUM_AWAY'] ?? '6').split(',').map(Number);
const CAUGHT_UP_WITHIN_MS = 10_000;
/** Deadline of an append on the server, as the URL says, and the second attempt that finds out what became of the first. */
const REFUSED_WITHIN_MS = 5_000;

let simulator: RunningSimulator;
beforeAll(build, 120_000);
beforeEach(async () => void (simulator = await startSimulator()), 30_000);
afterEach(() => simulator.stop());

const onSimulator = (): Environment => ({ EVENTSTOREDB_URL: `${simulator.url}&defaultDeadline=2000` });
const play = (scene: (one: Scene) => Promise<void>) =>
  playScene({ environment: onSimulator(), refusedWithinMs: REFUSED_WITHIN_MS }, scene);

it.each(absences)(
  'An EventStoreDB (simulator) that is away for %d s: 503, no crash, no gap, caught up soon',
  async (seconds) => {
    await play(async (one) => {
      await simulator.network('shut');
      const back = sleep(seconds * 1_000).then(() => simulator.network('open'));
      await one.expectRefusing(/does not answer|ended the subscription|broke off/);
      await back;
      await one.readinessWithin(CAUGHT_UP_WITHIN_MS, 200);
      await one.expectNothingLost();
    });
  },
  180_000 + Math.max(...absences) * 1_000,
);

it('A cluster (simulator) without a leader for a while: 503, and then it goes on', async () => {
  await play(async (one) => {
    const { host, port } = simulator;
    await simulator.misbehave({ kind: 'notLeader', host, port });
    const { unavailable, acknowledged } = one.work.tally;
    await sleep(2_000);
    expect(one.work.tally.unavailable).toBeGreaterThan(unavailable);
    await simulator.misbehave({ kind: 'none' });
    await one.work.acknowledgement();
    expect(one.work.tally.acknowledged).toBeGreaterThan(acknowledged);
    await one.readinessWithin(CAUGHT_UP_WITHIN_MS, 200);
    await one.expectNothingLost();
  });
}, 180_000);

it('Events delivered ten times, or again after later ones and backwards, are applied once', async () => {
  const deliveries: readonly Fault[] = [
    { kind: 'duplicates', times: 10 },
    { kind: 'rewinds', events: 20 },
  ];
  await play(async (one) => {
    for (const fault of deliveries) {
      await simulator.misbehave(fault);
      await simulator.network('killSockets');
      await one.work.acknowledgement();
      await sleep(1_500);
    }
    await one.expectNothingLost();
  });
}, 180_000);
