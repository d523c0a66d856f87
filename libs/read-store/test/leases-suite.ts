import { setTimeout as sleep } from 'node:timers/promises';
import { FencedOff, VIEWS, type ReadStore } from '../src/port';
import type { Harness, Site } from './harness';
import { withStore, ZONE } from './harness';
import { expectFolded } from './lifecycle-suite';
import { Random } from './random';
import { randomLog } from './random-log';
import { snap } from './views';

const options = { views: [snap], timeZone: ZONE, today: () => '2024-02-01' };
const LONG_MS = 60_000;
const SHORT_MS = 150;

/** Two processes on one store. */
async function withTwo(
  harness: Harness,
  work: (first: ReadStore, second: ReadStore, site: Site) => Promise<void>,
): Promise<void> {
  await withStore(harness, options, async (first, site) => {
    const second = await site.open(options);
    try {
      await work(first, second, site);
    } finally {
      await second.close();
    }
  });
}

const claimed = async (store: ReadStore, consumer: string, owner: string, ttlMs = LONG_MS): Promise<number> => {
  const epoch = await store.claim(consumer, owner, ttlMs);
  if (epoch === null) throw new Error(`${owner} did not get ${consumer}`);
  return epoch;
};

export function leases(harness: Harness): void {
  it('gives a consumer to one owner at a time, and different ones to different owners', async () => {
    await withTwo(harness, async (first, second) => {
      expect(await first.claim(VIEWS, 'ana', LONG_MS)).toBe(1);
      expect(await second.claim(VIEWS, 'ben', LONG_MS)).toBeNull();
      expect(await second.claim('reminders', 'ben', LONG_MS)).toBe(1);
      expect(await first.consumers()).toMatchObject([
        { consumer: 'reminders', owner: 'ben', doneTo: -1, epoch: 1, fault: null },
        { consumer: VIEWS, owner: 'ana', doneTo: -1, epoch: 1, fault: null },
      ]);
    });
  });

  it('gives a consumer that several want at once to one of them', async () => {
    await withTwo(harness, async (first, second) => {
      for (let round = 0; round < 10; round++) {
        const asked = [...Array(8).keys()].map((n) =>
          (n % 2 ? first : second).claim(`c${round}`, `owner-${n}`, LONG_MS),
        );
        expect((await Promise.all(asked)).filter((epoch) => epoch !== null)).toEqual([1]);
      }
    });
  });

  it('keeps the epoch when a lease is renewed, and raises it when the owner changes', async () => {
    await withTwo(harness, async (first, second) => {
      const epoch = await claimed(first, VIEWS, 'ana', SHORT_MS);
      for (let n = 0; n < 4; n++) {
        await sleep(SHORT_MS / 2);
        expect(await first.claim(VIEWS, 'ana', SHORT_MS)).toBe(epoch);
        expect(await second.claim(VIEWS, 'ben', SHORT_MS)).toBeNull();
      }
      await sleep(2 * SHORT_MS);
      expect(await first.consumers()).toMatchObject([{ owner: null, epoch }]);
      expect(await second.claim(VIEWS, 'ben', LONG_MS)).toBe(epoch + 1);
      expect(await first.claim(VIEWS, 'ana', LONG_MS)).toBeNull();
    });
  });

  it('gives a released consumer to the next who asks, and lets nobody release what is no longer theirs', async () => {
    await withTwo(harness, async (first, second) => {
      const epoch = await claimed(first, VIEWS, 'ana');
      await first.release(VIEWS, epoch);
      expect(await second.claim(VIEWS, 'ben', LONG_MS)).toBe(epoch + 1);
      await first.release(VIEWS, epoch);
      expect(await first.claim(VIEWS, 'ana', LONG_MS)).toBeNull();
    });
  });

  it('fences off every write of who has lost the consumer, and of nobody else', async () => {
    const log = randomLog(new Random(21), 30);
    await withTwo(harness, async (first, second) => {
      const old = await claimed(first, VIEWS, 'ana', SHORT_MS);
      const reminding = await claimed(first, 'reminders', 'ana');
      await first.ingest(old, log.slice(0, 10));
      await sleep(2 * SHORT_MS);
      const epoch = await claimed(second, VIEWS, 'ben');
      await expect(first.ingest(old, log.slice(10, 20))).rejects.toThrow(FencedOff);
      await expect(first.moveTo(old, 'x')).rejects.toThrow(FencedOff);
      await expect(first.markFault(old, VIEWS, 'x')).rejects.toThrow(FencedOff);
      await second.ingest(epoch, log.slice(10));
      await first.markConsumed(reminding, 'reminders', 7);
      expect(await second.consumedTo('reminders')).toBe(7);
      await second.takeOver('reminders', 'ben');
      await expect(first.markConsumed(reminding, 'reminders', 8)).rejects.toThrow(FencedOff);
      expect(await second.consumedTo('reminders')).toBe(7);
      await expectFolded(second, log, [snap]);
    });
  });

  it('takes over at once from an owner who is there, for good', async () => {
    await withTwo(harness, async (first, second) => {
      const epoch = await claimed(first, VIEWS, 'ana');
      expect(await second.takeOver()).toBe(epoch + 1);
      expect(await first.claim(VIEWS, 'ana', LONG_MS)).toBeNull();
      expect(await first.consumers()).toMatchObject([{ owner: 'alone', epoch: epoch + 1 }]);
    });
  });

  it('tells every process why a consumer stands still, until it moves again', async () => {
    await withTwo(harness, async (first, second) => {
      const epoch = await claimed(first, 'reminders', 'ana');
      await first.markFault(epoch, 'reminders', 'log index 3: no');
      expect(await second.consumers()).toMatchObject([{ fault: 'log index 3: no' }]);
      await first.markFault(epoch, 'reminders', null);
      expect(await second.consumers()).toMatchObject([{ fault: null }]);
      await first.markFault(epoch, 'reminders', 'log index 4: no');
      expect(await first.claim('reminders', 'ana', LONG_MS)).toBe(epoch);
      expect(await second.consumers()).toMatchObject([{ fault: 'log index 4: no' }]);
      await first.release('reminders', epoch);
      await claimed(second, 'reminders', 'ben');
      expect(await second.consumers()).toMatchObject([{ fault: null }]);
    });
  });

  it('renews a lease while a long batch of its owner is being written, and changes no owner meanwhile', async () => {
    const log = randomLog(new Random(22), 60);
    await withTwo(harness, async (first, second) => {
      const epoch = await claimed(first, VIEWS, 'ana', SHORT_MS);
      const [renewed, taken] = await Promise.all([
        first.claim(VIEWS, 'ana', LONG_MS),
        second.claim(VIEWS, 'ben', LONG_MS),
        first.ingest(epoch, log),
      ]);
      expect([renewed, taken]).toEqual([epoch, null]);
      await expectFolded(first, log, [snap]);
    });
  });
}
