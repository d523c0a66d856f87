import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LoggedEvent, ReadStore } from '../src/port';
import { FACT_CORRECTED, FACT_VOIDED, instantOf } from '@tabularium/kernel';
import type { View } from '../src/view';
import type { Harness } from './harness';
import { faults } from './faults-suite';
import { questionsOfForm } from './form-suite';
import { ingestAll, withStore, ZONE } from './harness';
import { killedProcesses } from './kill-suite';
import { leases } from './leases-suite';
import { batches, owners, rebuilds } from './lifecycle-suite';
import { Oracle } from './oracle';
import { askAnything, checkPage } from './questions';
import { Random } from './random';
import type { Noted } from './random-log';
import { HOUR, loggedEvent, randomLog, START } from './random-log';
import { acc, rich, snap } from './views';

/** What any adapter of the read store must pass. */
export function readStoreContract(harness: Harness): void {
  describe(`read store on ${harness.name}`, () => {
    recordedCases(harness);
    randomQuestions(harness);
    batches(harness);
    owners(harness);
    leases(harness);
    rebuilds(harness);
    faults(harness);
    questionsOfForm(harness);
    killedProcesses(harness);
  });
}

interface RecordedCase {
  readonly log: readonly RecordedEntry[];
  readonly asked: readonly { readonly K: number; readonly E: number; readonly snap: object; readonly acc: object }[];
}

interface RecordedEntry {
  readonly index: number;
  readonly recordedAt: number;
  readonly effectiveAt?: number;
  readonly data?: Noted;
  readonly corrects?: number;
  readonly voids?: number;
}

const cases = join(__dirname, '../../../../shared/data/vectors/bitemporal/cases.json');

function recordedCases(harness: Harness): void {
  if (!existsSync(cases)) {
    console.info('Skipped: the recorded bitemporal cases are not here (../shared/data/vectors/bitemporal)');
    it.skip('answers the recorded questions', () => undefined);
    return;
  }
  it('answers the recorded questions', async () => {
    const recorded = JSON.parse(readFileSync(cases, 'utf8')) as readonly RecordedCase[];
    const random = new Random(1);
    let questions = 0;
    for (const { log, asked } of recorded) {
      await withStore(harness, { views: [snap, acc] }, async (store) => {
        await ingestAll(store, log.map(recordedEvent), random);
        for (const { K, E, ...views } of asked) {
          for (const view of ['snap', 'acc'] as const)
            expect(await stateOf(store, view, K, instantOf(E))).toEqual(views[view]);
          questions++;
        }
      });
    }
    expect(questions).toBe(600);
  }, 120_000);
}

function recordedEvent({ index, recordedAt, effectiveAt, data, corrects, voids }: RecordedEntry): LoggedEvent {
  const target = (n: number): string => loggedEvent(n, '', {}, 0, 0).id;
  if (voids !== undefined)
    return loggedEvent(index, FACT_VOIDED, { voidsEventId: target(voids), reason: '' }, recordedAt, recordedAt);
  if (corrects === undefined) return loggedEvent(index, 'Noted', data ?? {}, recordedAt, effectiveAt ?? 0);
  const date = effectiveAt === undefined ? {} : { effectiveAt: instantOf(effectiveAt) };
  const correction = { correctsEventId: target(corrects), shouldBe: data, was: {}, factType: 'Noted', ...date };
  return loggedEvent(index, FACT_CORRECTED, correction, recordedAt, recordedAt);
}

async function stateOf(store: ReadStore, view: string, knownAt: number, asOf: string): Promise<object> {
  const { rows } = await store.page(view, { knownAt, asOf }, { limit: 1_000 });
  return Object.fromEntries(rows.map(({ key, row }) => [key, row]));
}

const LOGS = 26;
const QUESTIONS_A_LOG = 40;

function randomQuestions(harness: Harness): void {
  it(`answers random questions about random logs as brute force does`, async () => {
    const start = Number(process.env['READ_STORE_SEED'] ?? Date.now() % 1_000_000);
    const logs = Number(process.env['READ_STORE_LOGS'] ?? Math.ceil(LOGS * (harness.effort ?? 1)));
    for (let seed = start; seed < start + logs; seed++) {
      try {
        await askAboutRandomLog(harness, seed);
      } catch (error) {
        console.error(`Seed ${seed} (repeat with READ_STORE_SEED=${seed} READ_STORE_LOGS=1)`);
        throw error;
      }
    }
  }, 600_000);
}

/** Ingests in random batches, crashing now and then, while today moves on; asks on the way and at the end. */
async function askAboutRandomLog(harness: Harness, seed: number): Promise<void> {
  const random = new Random(seed);
  const log = randomLog(random, random.int(15, 70));
  const site = await harness.create();
  const clock = new BreakableClock();
  const open = () => site.open({ views, timeZone: ZONE, today: () => clock.today() });
  let store = await open();
  try {
    let epoch = await store.takeOver();
    for (let at = 0; at < log.length;) {
      const size = random.int(1, 12);
      const batch = log.slice(Math.max(0, at - random.int(0, 2)), at + size);
      if (random.chance(0.2)) {
        await clock.brokenDuring(() => expect(store.ingest(epoch, batch)).rejects.toThrow('crash'));
        if (random.chance(0.7)) continue;
        await store.close();
        store = await open();
        epoch = await store.takeOver();
        continue;
      }
      await store.ingest(epoch, batch, { catchingUp: random.chance(0.2) });
      at += size;
      if (random.chance(0.4)) clock.day += random.int(-20, 90) * HOUR;
      if (random.chance(0.3)) await store.ingest(epoch, []);
      await checkPage(random, store, new Oracle(random.pick(views), log), {});
    }
    for (let n = 0; n < QUESTIONS_A_LOG; n++)
      await askAnything(random, store, new Oracle(random.pick(views), log), log.length - 1);
  } finally {
    await store.close();
    await site.destroy();
  }
}

const views: readonly View[] = [snap, acc, rich];

/** Today, told at the end of every batch: throwing there rolls back all of it, as a crash would. */
class BreakableClock {
  day = START;
  private broken = false;

  today(): string {
    if (this.broken) throw new Error('crash');
    return instantOf(this.day).slice(0, 10);
  }

  async brokenDuring(work: () => Promise<void>): Promise<void> {
    this.broken = true;
    await work();
    this.broken = false;
  }
}
