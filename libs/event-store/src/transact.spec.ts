import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ActingAuthority, Decider, Instant, Money } from '@tabularium/kernel';
import { claimOn, correct, fact, instantOf, refuse, voidFact, zoneOf } from '@tabularium/kernel';
import type {
  CommandCall,
  EmbeddedStore,
  EventStore,
  PinnedRead,
  Receipt,
  StoredEvent,
  TransactRuntime,
} from './index';
import {
  ClockBehindLog,
  IdempotencyKeyReused,
  InvalidEvent,
  LogClock,
  openEmbeddedStore,
  rehearse,
  RevisionConflict,
  States,
  StoreUnavailable,
  transact,
} from './index';

type Commands = {
  Open: { readonly owner: string };
  Add: { readonly n: number; readonly on?: string; readonly note?: string };
  Spread: { readonly parts: readonly number[] };
  Correct: { readonly eventId: string; readonly n: number; readonly effectiveAt?: Instant };
  Void: { readonly eventId: string };
  AddWithin: { readonly n: number };
};
type Events = { Opened: { readonly owner: string }; Added: { readonly n: number; readonly note?: string } };
type Refusals = 'NOT_OPEN' | 'TOO_MUCH' | 'LIMIT';
interface Account {
  readonly open: boolean;
  readonly total: number;
  readonly seen: readonly number[];
}
type Facts = { AddWithin: { readonly limit: number } };

const account: Decider<Account, Commands, Events, Refusals, Facts> = {
  category: 'account',
  initial: { open: false, total: 0, seen: [] },
  decide: {
    Open: ({ owner }, state) => (state.open ? [] : [fact('Opened', { owner })]),
    Add: ({ n, on, note }, state, { authority }) => {
      if (!state.open) return refuse('NOT_OPEN');
      if (!authority.covers(amount(n))) return refuse('TOO_MUCH', { n });
      return [fact('Added', { n, note }, { reason: 'asked', ...(on && { effectiveOn: on }) })];
    },
    Spread: ({ parts }) => parts.map((n) => fact('Added', { n })),
    Correct: ({ eventId, n, effectiveAt }) => [
      correct({ correctsEventId: eventId, factType: 'Added', was: {}, shouldBe: { n }, effectiveAt, reason: 'typo' }),
    ],
    Void: ({ eventId }) => [voidFact(eventId, 'never was')],
    AddWithin: ({ n }, state, { facts }) => (state.total + n > facts.limit ? refuse('LIMIT') : [fact('Added', { n })]),
  },
  evolve: {
    Opened: (state) => ({ ...state, open: true }),
    Added: (state, { n }) => ({ ...state, total: state.total + n, seen: [...state.seen, n] }),
  },
};
const limitReading = {
  category: 'account',
  initial: 0,
  evolve: { Added: (total: number, { n }: Events['Added']) => total + n },
};

/** Several accounts that together hold no more than 10: what each is about to add is said here first. */
type Said = { readonly n: number };
const purse: Decider<number, { Say: Said }, { WasSaid: Said }> = {
  category: 'purse',
  initial: 0,
  evolve: { WasSaid: (total, { n }) => total + n },
  decide: { Say: (said) => [fact('WasSaid', said)] },
};
const sharing: Decider<number, { Take: Said }, { Taken: Said }, 'EMPTY', { Take: { readonly said: number } }> = {
  category: 'sharing',
  initial: 0,
  evolve: { Taken: (total, { n }) => total + n },
  decide: {
    Take: ({ n }, _, { id, facts: { said } }) =>
      said + n > 10
        ? refuse('EMPTY')
        : [fact('Taken', { n }, { claim: claimOn(purse, id.split('.')[0] ?? '', 'Say', { n }) })],
  },
};

type More = Partial<Omit<CommandCall, 'command' | 'data'>>;

const amount = (n: number): Money => ({ minor: String(n), ccy: 'GBP' });
const authority: ActingAuthority = {
  basis: 'DELEGATION',
  ref: 'DLG-1',
  limit: amount(1000),
  covers: ({ minor }) => Number(minor) <= 1000,
};

describe('transact', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tabularium-transact-'));
  const versions: Readonly<Record<string, number>> = { Added: 3 };
  let store: EmbeddedStore;
  let wall = Date.UTC(2026, 6, 1, 10);
  let runtime: TransactRuntime;
  let ids = 0;
  const id = () => `A-${ids}`;

  const runtimeOver = (eventStore: EventStore, more: Partial<TransactRuntime> = {}): TransactRuntime => ({
    states: new States(eventStore),
    clock: new LogClock(() => wall),
    zone: zoneOf('Europe/London'),
    schemaVersionOf: (type) => versions[type] ?? 1,
    pauseMs: () => 0,
    ...more,
  });
  beforeAll(() => {
    store = openEmbeddedStore({ folder });
    runtime = runtimeOver(store);
  });
  afterAll(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });
  beforeEach(() => void ids++);

  const call = <N extends keyof Commands>(command: N, data: Commands[N], more: More = {}) => ({
    id: id(),
    command,
    data,
    actor: { id: 'ana', role: 'PMO' },
    authority,
    commandId: `${command}-${Math.random()}`,
    ...more,
  });
  const send = async <N extends keyof Commands>(command: N, data: Commands[N], more?: More) =>
    transact(runtime, account, call(command, data, more));
  const done = async (work: Promise<object>): Promise<Receipt> => (await work) as Receipt;
  const stream = async (): Promise<readonly StoredEvent[]> => {
    const events: StoredEvent[] = [];
    for await (const event of store.readStream(`account-${id()}`)) events.push(event);
    return events;
  };
  const state = async () => (await runtime.states.state(account, id())).state;

  it('appends what the rule decides, with everything that belongs beside it', async () => {
    await send('Open', { owner: 'ana' });
    const receipt = await done(send('Add', { n: 5 }, { commandId: 'k1', correlationId: 'c1', causationId: 'e0' }));
    const event = (await stream())[1];
    expect(receipt).toEqual({
      stream: `account-${id()}`,
      revision: 1,
      position: event?.position,
      eventIds: [event?.id],
      replayed: false,
    });
    expect(event).toMatchObject({ type: 'Added', data: { n: 5 }, revision: 1 });
    expect(event?.metadata).toEqual({
      schemaVersion: 3,
      recordedAt: instantOf(wall),
      effectiveAt: instantOf(wall),
      actor: { id: 'ana', role: 'PMO' },
      authority: { basis: 'DELEGATION', ref: 'DLG-1', limit: amount(1000) },
      commandId: 'k1',
      commandHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      correlationId: 'c1',
      causationId: 'e0',
      reason: 'asked',
    });
  });

  it('returns a refusal as a value and writes nothing', async () => {
    expect(await send('Add', { n: 5 })).toEqual({ refused: 'NOT_OPEN' });
    await send('Open', { owner: 'ana' });
    expect(await send('Add', { n: 5000 })).toEqual({ refused: 'TOO_MUCH', detail: { n: 5000 } });
    expect(await stream()).toHaveLength(1);
  });

  describe('what is barred beside the rule', () => {
    const barring = (barred: TransactRuntime['barred']) => runtimeOver(store, barred ? { barred } : {});
    const refusal = { refused: 'NOT_YOU', detail: { personId: 'ana' } };
    it('is refused in the place of events, and not where the rule refuses or nothing happens', async () => {
      const barred = barring(() => Promise.resolve(() => Promise.resolve(refusal)));
      expect(await transact(barred, account, call('Add', { n: 5 }))).toEqual({ refused: 'NOT_OPEN' });
      expect(await transact(barred, account, call('Open', { owner: 'ana' }))).toEqual(refusal);
      await send('Open', { owner: 'ana' });
      expect(await transact(barred, account, call('Open', { owner: 'ana' }))).toMatchObject({ eventIds: [] });
      expect(await transact(barred, account, call('Add', { n: 5 }))).toEqual(refusal);
      expect(await stream()).toHaveLength(1);
    });
    it('is asked with the call and the day, and pins what it reads', async () => {
      const asked: object[] = [];
      const barred = barring((category, { id: on, command }) =>
        Promise.resolve(async (read, today) => {
          asked.push({ category, on, command, today, total: await read(limitReading, 'LIMITS') });
          return undefined;
        }),
      );
      await transact(barred, account, call('Open', { owner: 'ana' }));
      expect(asked).toEqual([{ category: 'account', on: id(), command: 'Open', today: '2026-07-01', total: 0 }]);
      expect((await stream())[0]?.metadata.pins).toEqual({ 'account-LIMITS': -1 });
    });
    it('is asked anew when a race was lost, about the newer state', async () => {
      await send('Open', { owner: 'ana' });
      const seen: number[] = [];
      const states = new States(store);
      const barred = barring(() =>
        Promise.resolve(async () => {
          seen.push((await states.state(account, id())).state.total);
          if (seen.length === 1) await send('Add', { n: 7 });
          return seen.length === 1 ? undefined : refusal;
        }),
      );
      expect(await transact(barred, account, call('Add', { n: 5 }))).toEqual(refusal);
      expect(seen).toEqual([0, 7]);
    });
  });

  it('says «already so» with the revision of the stream', async () => {
    const first = await done(send('Open', { owner: 'ana' }));
    expect(await send('Open', { owner: 'ben' })).toEqual({ ...first, eventIds: [] });
  });

  it('dates a past day at its end, a future day at its start, today now', async () => {
    await send('Open', { owner: 'ana' });
    for (const on of ['2026-06-30', '2026-07-02', '2026-07-01']) await send('Add', { n: 1, on });
    expect((await stream()).slice(1).map(({ metadata }) => metadata.effectiveAt)).toEqual([
      '2026-06-30T22:59:59.999Z',
      '2026-07-01T23:00:00.000Z',
      instantOf(wall),
    ]);
  });

  describe('the same command again', () => {
    it('gives the original receipt, however much came after', async () => {
      await send('Open', { owner: 'ana' });
      const original = await done(send('Spread', { parts: [1, 2, 3] }, { commandId: 'k' }));
      await send('Add', { n: 4 });
      expect(await send('Spread', { parts: [1, 2, 3] }, { commandId: 'k' })).toEqual({ ...original, replayed: true });
      expect(
        await transact(runtimeOver(store), account, call('Spread', { parts: [1, 2, 3] }, { commandId: 'k' })),
      ).toEqual({
        ...original,
        replayed: true,
      });
      expect((await state()).total).toBe(10);
    });
    it('gives it even when the caller names the revision it saw then', async () => {
      const original = await done(send('Open', { owner: 'ana' }, { commandId: 'k', ifMatch: 'no_stream' }));
      expect(await send('Open', { owner: 'ana' }, { commandId: 'k', ifMatch: 'no_stream' })).toEqual({
        ...original,
        replayed: true,
      });
    });
    it('is refused with other content, and with another command', async () => {
      await send('Open', { owner: 'ana' }, { commandId: 'k' });
      await expect(send('Open', { owner: 'ben' }, { commandId: 'k' })).rejects.toThrow(IdempotencyKeyReused);
      await expect(send('Spread', { parts: [1] }, { commandId: 'k' })).rejects.toThrow(IdempotencyKeyReused);
    });
    it('sent twice at once is carried out once', async () => {
      const both = await Promise.all([1, 2].map(() => done(send('Spread', { parts: [1, 2] }, { commandId: 'k' }))));
      expect(both[0]?.eventIds).toEqual(both[1]?.eventIds);
      expect(await stream()).toHaveLength(2);
    });
    it('on another aggregate makes other event ids', async () => {
      const one = await done(send('Open', { owner: 'ana' }, { commandId: 'k' }));
      const two = await done(send('Open', { owner: 'ana' }, { commandId: 'k', id: `${id()}.b` }));
      expect(one.eventIds).not.toEqual(two.eventIds);
    });
  });

  describe('a lost race', () => {
    /** A store in which others write first, n times. */
    const racing = (times: number): EventStore => {
      let left = times;
      return {
        name: store.name,
        readStream: (...args) => store.readStream(...args),
        readAll: (read) => store.readAll(read),
        subscribeToAll: (from) => store.subscribeToAll(from),
        close: () => store.close(),
        append: async (name, expected, events) => {
          if (left-- > 0) await transact(runtimeOver(store), account, call('Spread', { parts: [100] }));
          return store.append(name, expected, events);
        },
      };
    };
    it('is decided anew on the newer state, three times', async () => {
      await send('Open', { owner: 'ana' });
      const receipt = await done(transact(runtimeOver(racing(3)), account, call('Add', { n: 1 })));
      expect(receipt.revision).toBe(4);
      expect((await state()).seen).toEqual([100, 100, 100, 1]);
    });
    it('is given up after that', async () => {
      await send('Open', { owner: 'ana' });
      await expect(transact(runtimeOver(racing(4)), account, call('Add', { n: 1 }))).rejects.toThrow(RevisionConflict);
      expect((await state()).seen).toEqual([100, 100, 100, 100]);
    });
    it('is thrown at once, with the revision, when the caller said what it saw', async () => {
      await send('Open', { owner: 'ana' });
      await send('Add', { n: 1 });
      await expect(send('Add', { n: 1 }, { ifMatch: 0 })).rejects.toMatchObject({ expected: 0, actual: 1 });
      await expect(send('Add', { n: 1 }, { ifMatch: 'no_stream' })).rejects.toMatchObject({ actual: 1 });
      await expect(send('Add', { n: 1 }, { ifMatch: 0, id: 'nowhere' })).rejects.toMatchObject({ actual: undefined });
      const lost = transact(runtimeOver(racing(1)), account, call('Add', { n: 1 }, { ifMatch: 1 }));
      await expect(lost).rejects.toMatchObject({ expected: 1, actual: 2 });
      expect(await send('Add', { n: 1 }, { ifMatch: 2 })).toMatchObject({ revision: 3 });
    });
    it('of many commands at once ends with every one carried out', async () => {
      await send('Open', { owner: 'ana' });
      const patient = { ...runtime, pauseMs: () => Math.random() * 20 };
      const all = Array.from({ length: 8 }, async (_, n) => {
        for (;;) {
          const sent = transact(patient, account, call('Add', { n: n + 1 }, { commandId: `w${n}` }));
          const receipt = await sent.catch((error: unknown) => {
            if (error instanceof RevisionConflict) return undefined;
            throw error;
          });
          if (receipt) return receipt;
        }
      });
      await Promise.all(all);
      expect((await state()).total).toBe(36);
    });
  });

  it('repeats an append of unknown outcome once, identically', async () => {
    const appended: unknown[] = [];
    const flaky: EventStore = {
      name: store.name,
      readStream: (...args) => store.readStream(...args),
      readAll: (read) => store.readAll(read),
      subscribeToAll: (from) => store.subscribeToAll(from),
      close: () => store.close(),
      append: async (...args) => {
        appended.push(args);
        const answer = await store.append(...args);
        if (appended.length === 1) throw new StoreUnavailable('no answer', true);
        return answer;
      },
    };
    const receipt = await done(transact(runtimeOver(flaky), account, call('Spread', { parts: [1, 2] })));
    expect(appended[1]).toEqual(appended[0]);
    expect(receipt).toMatchObject({ revision: 1, replayed: false });
    expect(await stream()).toHaveLength(2);
  });

  describe('facts from other streams', () => {
    it('reach the rule, and are pinned with the revision read', async () => {
      const limits = `limit-${id()}`;
      await send('Spread', { parts: [5, 5] }, { id: limits });
      const within = (n: number) =>
        transact(runtime, account, call('AddWithin', { n }), async ({ read, today }) => {
          expect(today).toBe('2026-07-01');
          await read(limitReading, 'not-there');
          return { limit: await read(limitReading, limits) };
        });
      expect(await within(11)).toEqual({ refused: 'LIMIT' });
      await within(10);
      expect((await stream())[0]?.metadata.pins).toEqual({ [`account-${limits}`]: 1, 'account-not-there': -1 });
    });
    it('may be no more than the revision another stream stands at', async () => {
      const other = `limit-${id()}`;
      await send('Spread', { parts: [5, 5] }, { id: other });
      const seen: number[] = [];
      await transact(runtime, account, call('AddWithin', { n: 1 }), async ({ revision }) => {
        seen.push(await revision('account', other), await revision('account', 'not-there'));
        return { limit: 10 };
      });
      expect(seen).toEqual([1, -1]);
      expect((await stream())[0]?.metadata.pins).toEqual({ [`account-${other}`]: 1, 'account-not-there': -1 });
    });
    it('is no older than the state, so that a rule never joins what its own stream said before with what it says', async () => {
      let meanwhile = 0;
      await transact(runtime, account, call('AddWithin', { n: 2 }), async ({ read }) => {
        const total = await read(limitReading, id());
        if (meanwhile++ === 0) await send('Spread', { parts: [3] });
        return { limit: total + 2 };
      });
      expect(meanwhile).toBe(2);
      expect((await state()).total).toBe(5);
    });
  });

  describe('a claim', () => {
    const taking = (at: string, n: number) =>
      ({ ...call('Open', { owner: '' }, { id: at }), command: 'Take', data: { n } }) as const;
    const said =
      (between: () => Promise<unknown> = () => Promise.resolve()) =>
      async ({ read }: { readonly read: PinnedRead }) => {
        const facts = { said: await read(purse, id()) };
        await between();
        return facts;
      };
    const inStream = async (name: string) => {
      const events: StoredEvent[] = [];
      for await (const event of store.readStream(name)) events.push(event);
      return events;
    };
    it('is said before the fact, by the same person and because of the same command', async () => {
      const asked = taking(`${id()}.1`, 6);
      const { position } = await done(transact(runtime, sharing, asked, said()));
      const [claimed] = await inStream(`purse-${id()}`);
      expect(claimed).toMatchObject({
        type: 'WasSaid',
        metadata: { actor: { id: 'ana' }, causationId: asked.commandId },
      });
      expect(claimed!.position < (position ?? '')).toBe(true);
      expect((await inStream(`sharing-${id()}.1`))[0]?.metadata.pins).toEqual({ [`purse-${id()}`]: -1 });
    });
    it('of somebody else since has it decided anew: of two that want more than there is one comes through', async () => {
      const other = () => transact(runtime, sharing, taking(`${id()}.2`, 6), said());
      let met = 0;
      const came = await transact(
        runtime,
        sharing,
        taking(`${id()}.1`, 6),
        said(() => (met++ === 0 ? other() : Promise.resolve())),
      );
      expect([came, met]).toEqual([{ refused: 'EMPTY' }, 2]);
      expect(await inStream(`purse-${id()}`)).toHaveLength(1);
    });
    it('is said anew with what is decided anew', async () => {
      const other = () => transact(runtime, sharing, taking(`${id()}.1`, 1), said());
      let met = 0;
      await done(
        transact(
          runtime,
          sharing,
          taking(`${id()}.1`, 2),
          said(() => (met++ === 0 ? other() : Promise.resolve())),
        ),
      );
      expect((await inStream(`sharing-${id()}.1`)).map(({ data }) => data)).toEqual([{ n: 1 }, { n: 2 }]);
    });
    it('is not said where nothing happens', async () => {
      await rehearse(runtime, sharing, taking(`${id()}.1`, 6), said());
      await transact(runtime, sharing, taking(`${id()}.1`, 11), said());
      expect(store.lastRevision(`purse-${id()}`)).toBe(-1);
    });
    it('is on a stream that was read', async () => {
      const blind = () => Promise.resolve({ said: 0 });
      await expect(transact(runtime, sharing, taking(`${id()}.1`, 6), blind)).rejects.toThrow(
        'no fact was read from it',
      );
    });
  });

  describe('corrections', () => {
    it('change the state the next rule sees, and hold the version of what they correct', async () => {
      const added = await done(send('Spread', { parts: [5, 7] }));
      const [five = '', seven = ''] = added.eventIds;
      await send('Correct', { eventId: five, n: 50, effectiveAt: '2026-12-01T00:00:00.000Z' });
      expect((await state()).seen).toEqual([7, 50]);
      const voided = await done(send('Void', { eventId: seven }));
      expect((await state()).seen).toEqual([50]);
      await send('Void', { eventId: voided.eventIds[0] ?? '' });
      expect((await state()).seen).toEqual([7, 50]);
      expect((await stream()).slice(2).map(({ metadata }) => metadata.schemaVersion)).toEqual([3, 1, 1]);
    });
    it('of what is not there, or of a void, are never stored', async () => {
      const added = await done(send('Spread', { parts: [5] }));
      await expect(send('Void', { eventId: 'nothing' })).rejects.toThrow('not before it');
      const voided = await done(send('Void', { eventId: added.eventIds[0] ?? '' }));
      await expect(send('Correct', { eventId: voided.eventIds[0] ?? '', n: 1 })).rejects.toThrow('corrects the void');
      expect(await stream()).toHaveLength(2);
    });
  });

  it('reads old events through the upcaster', async () => {
    await send('Spread', { parts: [5] });
    const states = new States(store, {
      upcast: (event) => (event.type === 'Added' ? { ...event, data: { n: Number(event.data['n']) * 100 } } : event),
    });
    expect((await states.state(account, id())).state.total).toBe(500);
  });

  it('tells rules of which day an instant is in the zone of the organisation', async () => {
    const told: string[] = [];
    const asking: Decider<null, { Ask: object }, { Asked: object }> = {
      category: 'asking',
      initial: null,
      evolve: { Asked: () => null },
      decide: {
        Ask: (_, __, { now, today, dayOf }) => {
          told.push(today, dayOf(now), dayOf('2026-07-01T22:59:59.999Z'), dayOf('2026-07-01T23:00:00.000Z'));
          return [];
        },
      },
    };
    await transact(runtime, asking, { ...call('Open', { owner: '' }), command: 'Ask', data: {} });
    expect(told).toEqual(['2026-07-01', '2026-07-01', '2026-07-01', '2026-07-02']);
  });

  it('lets a wrong value of a rule through to nobody', async () => {
    await expect(send('Spread', { parts: [NaN] })).rejects.toThrow(TypeError);
    await expect(send('Spread', { parts: [1, undefined as unknown as number] })).rejects.toThrow(/undefined|Invalid/);
  });

  describe('the clock of the log', () => {
    it('stands still while the wall clock is a little behind, and refuses one far behind', () => {
      let ms = 1_000_000;
      const clock = new LogClock(() => ms, 0, 500);
      expect(clock.now()).toBe(instantOf(1_000_000));
      ms = 999_600;
      expect(clock.now()).toBe(instantOf(1_000_000));
      ms = 999_499;
      expect(() => clock.now()).toThrow(ClockBehindLog);
    });
    it('starts from the last event of the log', async () => {
      await send('Open', { owner: 'ana' });
      const clock = await LogClock.over(store, () => wall - 5);
      expect(clock.now()).toBe(instantOf(wall));
    });
    it('keeps recorded-at in the order of the log, under many writers', async () => {
      const times = [5, 3, 9, 9, 2, 11].map((n) => wall + n);
      let n = 0;
      const jumpy = runtimeOver(store, { clock: new LogClock(() => times[n++ % times.length] ?? 0) });
      const from = (await done(send('Open', { owner: 'ana' }))).position ?? undefined;
      await Promise.all(
        Array.from({ length: 40 }, (_, i) =>
          transact(jumpy, account, call('Open', { owner: 'x' }, { id: `${id()}.${i}` })),
        ),
      );
      const recorded: string[] = [];
      for await (const { metadata } of store.readAll({ from })) recorded.push(metadata.recordedAt);
      expect(recorded).toHaveLength(41);
      expect(recorded).toEqual([...recorded].sort());
      wall += 20;
    });
  });

  it('refuses stream names the store does not take', async () => {
    await expect(send('Open', { owner: 'ana' }, { id: 'x'.repeat(300) })).rejects.toThrow(InvalidEvent);
  });
});
