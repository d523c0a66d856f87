import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { EventMetadata, Fold } from '@tabularium/kernel';
import { FACT_CORRECTED, FACT_VOIDED, instantOf } from '@tabularium/kernel';
import type { EmbeddedStore, NewEvent } from './index';
import { loadReading, loadState, openEmbeddedStore, States, UnknownEventType } from './index';

/** A fold that shows the order of its facts. */
const story: Fold<readonly string[], { Told: { readonly n: number } }> = {
  category: 'story',
  initial: [],
  evolve: { Told: (state, { n }, { revision, effectiveAt }) => [...state, `${revision}:${n}@${effectiveAt}`] },
};

const metadataAt = (day: number): EventMetadata => ({
  schemaVersion: 1,
  recordedAt: '2026-01-01T00:00:00.000Z',
  effectiveAt: instantOf(Date.UTC(2026, 0, day)),
  actor: { id: 'ana' },
  authority: { basis: 'ROLE' },
  commandId: randomUUID(),
  commandHash: '',
  correlationId: '',
  causationId: '',
});
const told = (n: number, day: number, type = 'Told'): NewEvent => ({
  id: randomUUID(),
  type,
  data: { n },
  metadata: metadataAt(day),
});

describe('remembered states', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tabularium-states-'));
  let store: EmbeddedStore;
  beforeAll(() => void (store = openEmbeddedStore({ folder })));
  afterAll(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  type Step =
    | { readonly does: 'tell'; readonly stream: number; readonly day: number; readonly n: number }
    | { readonly does: 'correct' | 'void'; readonly stream: number; readonly target: number; readonly n: number }
    | { readonly does: 'delete'; readonly stream: number }
    | { readonly does: 'load'; readonly stream: number };
  const stream = fc.integer({ min: 0, max: 2 });
  const n = fc.nat(9);
  const step: fc.Arbitrary<Step> = fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({ does: fc.constant('tell' as const), stream, day: fc.integer({ min: 1, max: 9 }), n }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        does: fc.constantFrom('correct' as const, 'void' as const),
        stream,
        target: fc.nat(9),
        n,
      }),
    },
    { weight: 1, arbitrary: fc.record({ does: fc.constant('delete' as const), stream }) },
    { weight: 5, arbitrary: fc.record({ does: fc.constant('load' as const), stream }) },
  );

  it('are always what folding the whole stream gives', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 5, maxLength: 40 }),
        fc.constantFrom(0, 4, 1_000),
        async (steps, cachedEvents) => {
          const run = randomUUID();
          const states = new States(store, { cachedEvents });
          const ids: string[][] = [[], [], []];
          for (const one of steps) {
            const name = `story-${run}.${one.stream}`;
            const known = ids[one.stream] ?? [];
            if (one.does === 'delete') {
              if (known.length > 0) await store.deleteStream(name, 'any');
              known.length = 0;
            } else if (one.does === 'load') {
              const { commands, ...loaded } = await states.state(story, `${run}.${one.stream}`);
              const { commands: all, ...whole } = await loadWhole(`${run}.${one.stream}`);
              expect(loaded).toEqual(whole);
              expect([...commands]).toEqual([...all]);
            } else {
              const event = eventOf(one, known);
              if (!event) continue;
              await store.append(name, 'any', [event]);
              known.push(event.type === FACT_VOIDED ? '' : event.id);
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  const loadWhole = (id: string) => new States(store, { cachedEvents: 0 }).state(story, id);

  function eventOf(one: Extract<Step, { readonly n: number }>, known: readonly string[]): NewEvent | undefined {
    if (one.does === 'tell') return told(one.n, one.day);
    const target = known[one.target % known.length];
    if (!target) return undefined;
    const data =
      one.does === 'void'
        ? { voidsEventId: target, reason: '' }
        : { correctsEventId: target, factType: 'Told', was: {}, shouldBe: { n: one.n + 10 }, reason: '' };
    return { ...told(0, 1, one.does === 'void' ? FACT_VOIDED : FACT_CORRECTED), data };
  }

  it('cost a read of what came after, not of the stream', async () => {
    const id = randomUUID();
    await store.append(
      `story-${id}`,
      'no_stream',
      Array.from({ length: 300 }, (_, i) => told(i, 1)),
    );
    const read: number[] = [];
    const counting = new States({
      name: store.name,
      append: (...args) => store.append(...args),
      readAll: (asked) => store.readAll(asked),
      subscribeToAll: (from) => store.subscribeToAll(from),
      close: () => store.close(),
      async *readStream(name, asked) {
        for await (const event of store.readStream(name, asked)) {
          read.push(event.revision);
          yield event;
        }
      },
    });
    await counting.state(story, id);
    read.length = 0;
    await store.append(`story-${id}`, 299, [told(300, 1)]);
    expect((await counting.state(story, id)).state).toHaveLength(301);
    expect(read).toEqual([299, 300]);
  });

  it('cost no read where the store knows that nobody wrote', async () => {
    const id = randomUUID();
    await store.append(`story-${id}`, 'no_stream', [told(1, 1)]);
    const reads = jest.spyOn(store, 'readStream');
    const states = new States(store);
    const [first, again] = [await states.state(story, id), await states.state(story, id)];
    expect(again).toBe(first);
    expect((await states.state(story, 'nowhere')).revision).toBe(-1);
    expect(reads).toHaveBeenCalledTimes(1);
    reads.mockRestore();
  });

  it('are not used for a log that was put back, though its streams are as long', async () => {
    const other = openEmbeddedStore({ folder: join(folder, 'other') });
    let current: EmbeddedStore = store;
    const states = new States({
      name: store.name,
      append: (...args) => current.append(...args),
      readStream: (...args) => current.readStream(...args),
      readAll: (asked) => current.readAll(asked),
      subscribeToAll: (from) => current.subscribeToAll(from),
      close: () => current.close(),
    });
    const id = randomUUID();
    await store.append(`story-${id}`, 'no_stream', [told(1, 1)]);
    await other.append(`story-${id}`, 'no_stream', [told(2, 1)]);
    const before = await states.state(story, id);
    current = other;
    expect([before.state, (await states.state(story, id)).state]).toEqual([
      [expect.stringMatching('^0:1@')],
      [expect.stringMatching('^0:2@')],
    ]);
    await other.close();
  });

  it('refuse a type the fold has no step for, which a reading passes over', async () => {
    const id = randomUUID();
    await store.append(`story-${id}`, 'no_stream', [told(1, 1), told(2, 2, 'Sung'), told(3, 3, 'toString')]);
    await expect(loadState(store, story, id)).rejects.toThrow(UnknownEventType);
    const loaded = await loadReading(store, { ...story, evolve: story.evolve }, id);
    expect([loaded.state.length, loaded.revision]).toEqual([1, 2]);
  });

  it('are the initial state, at revision -1, where there is no stream', async () => {
    expect(await loadState(store, story, 'nowhere')).toMatchObject({ state: [], revision: -1 });
  });
});
