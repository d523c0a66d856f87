import { FACT_CORRECTED, FACT_VOIDED } from '@tabularium/kernel';
import { ViewFaulted } from '../src/errors';
import { foldLog } from '../src/fold-log';
import type { View } from '../src/view';
import type { Harness } from './harness';
import { ingestAll, withStore, ZONE } from './harness';
import { expectFolded, until } from './lifecycle-suite';
import { Random } from './random';
import { loggedEvent, randomLog, START } from './random-log';
import { acc, snap } from './views';

const steps = snap.steps['Noted']!;
const withStep = (step: View['steps'][string]['step'], version = 1): View => ({
  ...snap,
  version,
  steps: { Noted: { ...steps, step } },
});

/** What a step may do wrong at the event with index 21, after having done one key of it right. */
const wrongs: Readonly<Record<string, View['steps'][string]['step']>> = {
  'that throws': () => {
    throw new Error('no such thing');
  },
  'that gives a field that is no column': (row, event, key) => {
    const next = steps.step(row, event, key);
    return next && { ...next, hidden: 1 };
  },
  'that gives a value of another type': (row, event, key) => {
    const next = steps.step(row, event, key);
    return { ...next, amount: 1.5 };
  },
  'that gives text no database keeps': () => ({ status: 'a\0b', amount: 1, owner: null }),
  'that changes the row it was given': (row, event, key) => {
    Object.assign(row ?? {}, { amount: 99 });
    return steps.step(row, event, key);
  },
};

export function faults(harness: Harness): void {
  describe.each(Object.entries(wrongs))('a step %s', (_, wrong) => {
    it.each([
      ['now', START + 1e9],
      ['late', START],
    ])('stops its view at the event before, and no other (%s)', async (_when, at) => {
      const log = [
        ...randomLog(new Random(20), 20),
        loggedEvent(20, 'Noted', { t: 'full', s: 'A', n: 1, keys: ['fresh'] }, START + 1e9, START - 1e9),
        loggedEvent(21, 'Noted', { t: 'full', s: 'A', n: 1, keys: ['k1', 'new', 'fresh'] }, START + 1e9, at),
        loggedEvent(22, 'Noted', { t: 'own', s: 'B', n: 2, keys: ['k1', 'k2'] }, START + 1e9, START),
        loggedEvent(23, 'Noted', { t: 'own', s: 'B', n: 2, keys: ['k1', 'k2'] }, START + 1e9, START),
      ];
      const broken = withStep((row, event, key) =>
        event.index === 21 && key !== 'k1' ? wrong(row, event, key) : steps.step(row, event, key),
      );
      await withStore(harness, { views: [broken, acc] }, async (store, site) => {
        await ingestAll(store, log, new Random(1), 6);
        expect((await store.checkpoint()).index).toBe(23);
        const [status] = (await store.status()).filter(({ view }) => view === 'snap');
        expect(status).toMatchObject({
          stage: 'active',
          appliedTo: 20,
          fault: expect.stringContaining('log index 21'),
        });
        await expectFolded(store, log, [acc]);
        await expect(store.page('snap', {}, { limit: 10 })).rejects.toThrow(ViewFaulted);
        await expect(store.one('snap', 'k1', { knownAt: 21 })).rejects.toMatchObject({ lastGood: 20 });
        const { basis, sha256 } = await store.contentHash('snap', { knownAt: 20 });
        expect(sha256).toBe(foldLog(snap, log, basis).sha256);
        await withStore(harness, { views: [snap] }, async (stopped, other) => {
          await ingestAll(stopped, log.slice(0, 21));
          expect(await site.dump('snap')).toEqual(await other.dump('snap'));
        });
        await store.close();
        const repaired = await site.open({
          views: [withStep(steps.step, 2), acc],
          timeZone: ZONE,
          today: () => '2024-02-01',
        });
        await repaired.takeOver();
        await until(async () =>
          (await repaired.status()).some(({ version, stage }) => version === 2 && stage === 'active'),
        );
        await expectFolded(repaired, log, [withStep(steps.step, 2), acc]);
        await repaired.close();
      });
    });
  });

  it.each([
    ['of nothing', FACT_VOIDED, { voidsEventId: 'nobody' }],
    ['that corrects a void', FACT_CORRECTED, { correctsEventId: loggedEvent(1, '', {}, 0, 0).id, shouldBe: {} }],
    ['without data', FACT_CORRECTED, { correctsEventId: loggedEvent(0, '', {}, 0, 0).id }],
  ])('an amendment %s stops the views, for nobody can tell what was meant', async (_, type, data) => {
    await withStore(harness, { views: [snap] }, async (store) => {
      await ingestAll(store, [
        loggedEvent(0, 'Noted', { t: 'full', s: 'A', n: 1, keys: ['k'] }, START, START),
        loggedEvent(1, FACT_VOIDED, { voidsEventId: loggedEvent(0, '', {}, 0, 0).id }, START, START),
        loggedEvent(2, type, data, START, START),
      ]);
      expect(await store.status()).toMatchObject([{ appliedTo: 1, fault: expect.stringContaining('log index 2') }]);
      expect((await store.checkpoint()).index).toBe(2);
    });
  });
}
