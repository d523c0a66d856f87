import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedStore, type EventStore, type NewEvent } from '@tabularium/event-store';
import { openSqliteReadStore, view, type ReadStore } from '@tabularium/read-store';
import { Follower } from './follower';

interface Happened {
  readonly n: number;
}

const happenings = view<{ readonly Happened: Happened }>()({
  name: 'happenings',
  version: 1,
  title: 'Happenings',
  columns: { n: { type: 'int', title: 'Number' } },
  steps: { Happened: (_, { data: { n } }) => ({ n }) },
});

let folder: string;
let log: EventStore;
let views: ReadStore;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tabularium-follower-'));
  log = openEmbeddedStore({ folder });
  const today = () => '2026-01-01';
  views = await openSqliteReadStore({ file: join(folder, 'views.db'), views: [happenings], timeZone: 'UTC', today });
});
afterEach(async () => {
  await views.close();
  await log.close();
  rmSync(folder, { recursive: true });
});

const at = '2026-01-01T00:00:00.000Z';
const happened = (n: number): NewEvent => ({
  id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
  type: 'Happened',
  data: { n },
  metadata: {
    schemaVersion: 1,
    recordedAt: at,
    effectiveAt: at,
    actor: { id: 'ana' },
    authority: { basis: 'ROLE' },
    commandId: `c${n}`,
    commandHash: '',
    correlationId: `c${n}`,
    causationId: `c${n}`,
  },
});
const append = (n: number) => log.append(`thing-${n}`, 'no_stream', [happened(n)]);

/** A store whose subscriptions end, cleanly or with an error, after some events. */
const dropping = (after: number, error?: Error): EventStore => ({
  name: log.name,
  append: (...asked) => log.append(...asked),
  readStream: (...asked) => log.readStream(...asked),
  readAll: (...asked) => log.readAll(...asked),
  close: () => log.close(),
  subscribeToAll: (from) => {
    const subscription = log.subscribeToAll(from);
    return {
      unsubscribe: () => subscription.unsubscribe(),
      async *[Symbol.asyncIterator]() {
        let left = after;
        for await (const signal of subscription) {
          yield signal;
          if (signal.kind === 'event' && --left === 0) break;
        }
        if (error && left === 0) throw error;
      },
    };
  },
});

async function following<T>(store: EventStore, work: (follower: Follower) => Promise<T>): Promise<T> {
  const follower = new Follower(store, views, {
    applied: () => undefined,
    failed: () => undefined,
    linger: () => Promise.resolve(),
  });
  await follower.start();
  try {
    return await work(follower);
  } finally {
    await follower.stop();
  }
}

const applied = async (follower: Follower, index: number) => {
  for (let tries = 0; follower.applied.index < index && tries < 400; tries++)
    await new Promise((resolve) => setTimeout(resolve, 5));
};

const numbers = async () =>
  (await views.page('happenings', {}, { sort: ['n'], limit: 100 })).rows.map(({ row }) => row['n']);

describe('the follower', () => {
  it.each([
    ['ends without an error', undefined],
    ['breaks', new Error('connection lost')],
  ])('resumes when the subscription %s, without loss or repetition', async (_, error) => {
    for (let n = 0; n < 7; n++) await append(n);
    await following(dropping(3, error), async (follower) => {
      await applied(follower, 6);
      await append(7);
      await applied(follower, 7);
    });
    expect(await numbers()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect((await views.checkpoint()).index).toBe(7);
  });

  it('goes on from the checkpoint of the views when it is started again', async () => {
    await append(0);
    await following(log, (follower) => applied(follower, 0));
    await append(1);
    await following(log, (follower) => applied(follower, 1));
    expect((await views.events([0, 1])).map(({ index, stream }) => [index, stream])).toEqual([
      [0, 'thing-0'],
      [1, 'thing-1'],
    ]);
  });

  it('stops when another owner takes over', async () => {
    await append(0);
    await following(log, async (follower) => {
      await applied(follower, 0);
      await views.takeOver();
      await append(1);
      for (let tries = 0; follower.fault === undefined && tries < 400; tries++)
        await new Promise((resolve) => setTimeout(resolve, 5));
      expect(follower.fault).toContain('Epoch');
    });
    expect((await views.checkpoint()).index).toBe(0);
  });
});
