import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  openEmbeddedStore,
  type EventStore,
  type LogSignal,
  type LogSubscription,
  type NewEvent,
  type StoredEvent,
} from '@tabularium/event-store';
import { FencedOff, openSqliteReadStore, view, VIEWS, type ReadStore } from '@tabularium/read-store';
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

/** A subscription that delivers every event twice, and the first one once more after each. */
function repeating(from: Parameters<EventStore['subscribeToAll']>[0]): LogSubscription {
  const subscription = log.subscribeToAll(from);
  return {
    unsubscribe: () => subscription.unsubscribe(),
    async *[Symbol.asyncIterator]() {
      let first: LogSignal | undefined;
      for await (const signal of subscription) {
        yield signal;
        if (signal.kind !== 'event') continue;
        yield signal;
        yield (first ??= signal);
      }
    },
  };
}

const until = async (condition: () => boolean | Promise<boolean>) => {
  for (let tries = 0; !(await condition()) && tries < 400; tries++)
    await new Promise((resolve) => setTimeout(resolve, 5));
};

const applied = (index: number) => until(async () => (await views.checkpoint()).index >= index);
const viewsStatus = async () => (await views.consumers()).find(({ consumer }) => consumer === VIEWS);

interface Running {
  readonly failures: readonly unknown[];
  /** Settles when the follower ends. */
  readonly ended: Promise<unknown>;
}

async function following(
  store: EventStore,
  work: (running: Running) => Promise<void>,
  knows: (event: StoredEvent) => boolean = () => true,
): Promise<void> {
  const failures: unknown[] = [];
  const follower = new Follower(store, views, {
    applied: () => undefined,
    failed: (error) => failures.push(error),
    linger: () => Promise.resolve(),
    knows,
  });
  const stopping = new AbortController();
  const ended = follower.run(await views.takeOver(), stopping.signal).catch((error: unknown) => error);
  try {
    await work({ failures, ended });
  } finally {
    stopping.abort();
    await ended;
  }
}

const numbers = async () =>
  (await views.page('happenings', {}, { sort: ['n'], limit: 100 })).rows.map(({ row }) => row['n']);

describe('the follower', () => {
  it.each([
    ['ends without an error', undefined],
    ['breaks', new Error('connection lost')],
  ])('resumes when the subscription %s, without loss or repetition', async (_, error) => {
    for (let n = 0; n < 7; n++) await append(n);
    await following(dropping(3, error), async () => {
      await applied(6);
      await append(7);
      await applied(7);
    });
    expect(await numbers()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect((await views.checkpoint()).index).toBe(7);
  });

  it('takes what is delivered again for what it is', async () => {
    for (let n = 0; n < 3; n++) await append(n);
    const twice = { ...dropping(Infinity), subscribeToAll: repeating };
    await following(twice, async () => {
      await applied(2);
      await append(3);
      await applied(3);
    });
    expect((await views.eventsOf({ limit: 10 })).map(({ stream }) => stream)).toEqual(
      [0, 1, 2, 3].map((n) => `thing-${n}`),
    );
  });

  it('goes on from the checkpoint of the views when it is started again', async () => {
    await append(0);
    await following(log, () => applied(0));
    await append(1);
    await following(log, () => applied(1));
    expect((await views.events([0, 1])).map(({ index, stream }) => [index, stream])).toEqual([
      [0, 'thing-0'],
      [1, 'thing-1'],
    ]);
  });

  it('stops when another owner takes over', async () => {
    await append(0);
    await following(log, async ({ ended }) => {
      await applied(0);
      await views.takeOver();
      await append(1);
      expect(await ended).toBeInstanceOf(FencedOff);
    });
    expect((await views.checkpoint()).index).toBe(0);
  });

  it('stands still before an event it does not know, says so once and for everybody, and goes on once it does', async () => {
    for (let n = 0; n < 5; n++) await append(n);
    let known = 3;
    await following(
      log,
      async ({ failures }) => {
        await until(async () => (await viewsStatus())?.fault !== null);
        expect(await viewsStatus()).toMatchObject({
          doneTo: 2,
          fault: expect.stringMatching(/^log index 3: This release does not know Happened of version 1 .*thing-3 at 0/),
        });
        await new Promise((resolve) => setTimeout(resolve, 400));
        expect(failures).toHaveLength(1);
        known = 5;
        await applied(4);
        await until(async () => (await viewsStatus())?.fault === null);
        expect(await viewsStatus()).toMatchObject({ doneTo: 4, fault: null });
      },
      ({ data }) => Number(data['n']) < known,
    );
    expect(await numbers()).toEqual([0, 1, 2, 3, 4]);
  });
});
