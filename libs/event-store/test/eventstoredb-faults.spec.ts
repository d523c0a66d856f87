import { status } from '@grpc/grpc-js';
import type { EventStoreDbStore, LogSignal, StoredEvent } from '../src/index';
import { openEventStoreDb, StoreUnavailable, UnreadableEvent } from '../src/index';
import { isEvent, listed, numbers, Scene, sleep } from '../src/contract-suite/scene';
import { startSimulator, type RunningSimulator } from '../../../test/eventstoredb-simulator/child';
import { appendRaw } from '../../../test/eventstoredb-simulator/raw-event';

jest.setTimeout(60_000);

/** Milliseconds; short, so that silence is noticed soon. */
const patience = { deadlineMs: 1_500, idleMs: 400 };

describe('On an EventStoreDB (simulator) that misbehaves', () => {
  let server: RunningSimulator;
  let store: EventStoreDbStore;
  let s: Scene;
  beforeAll(async () => void (server = await startSimulator()));
  afterAll(() => server.stop());
  beforeEach(() => {
    store = openEventStoreDb({ url: server.url, ...patience });
    s = new Scene(store);
  });
  afterEach(async () => {
    await server.misbehave({ kind: 'none' });
    await store.close();
  });

  const faultOf = async (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => 'no fault',
      (error: unknown) => error,
    );
  const isUnavailable = (outcomeUnknown: boolean): unknown =>
    expect.objectContaining({ name: 'StoreUnavailable', outcomeUnknown });

  describe('an append', () => {
    it('ends at its deadline when the server is silent, and its outcome is unknown', async () => {
      await s.append('a', 'no_stream', 1);
      await server.misbehave({ kind: 'silent' });
      const began = Date.now();
      expect(await faultOf(s.append('a', 0, 2))).toEqual(isUnavailable(true));
      expect(Date.now() - began).toBeLessThan(patience.deadlineMs + 3_000);
    });

    it('that was written but not answered is recognised when it is sent again', async () => {
      await server.misbehave({ kind: 'silentAfterWrite' });
      expect(await faultOf(s.append('a', 'no_stream', 1, 2))).toEqual(isUnavailable(true));
      await server.misbehave({ kind: 'none' });
      expect((await s.append('a', 'no_stream', 1, 2)).revision).toBe(1);
      expect(await s.named('a')).toEqual(['1', '2']);
    });

    it.each([
      ['cancelled', status.CANCELLED],
      ['unknown', status.UNKNOWN],
      ['deadline exceeded', status.DEADLINE_EXCEEDED],
      ['timed out in the server', status.ABORTED],
      ['unavailable', status.UNAVAILABLE],
    ])('that was written and answered «%s» has an unknown outcome', async (_, code) => {
      await server.misbehave({ kind: 'errorAfterWrite', code });
      expect(await faultOf(s.append('a', 'no_stream', 1))).toEqual(isUnavailable(true));
      await server.misbehave({ kind: 'none' });
      expect((await s.append('a', 'no_stream', 1)).revision).toBe(0);
      expect(await s.named('a')).toEqual(['1']);
    });

    it('whose stream the server ends without an answer ends too', async () => {
      await server.misbehave({ kind: 'halfClose' });
      expect(await faultOf(s.append('a', 'no_stream', 1))).toEqual(isUnavailable(true));
    });

    it('settles with its own error, not with that of another stream', async () => {
      await s.append('a', 'no_stream', 1);
      const answers = await Promise.all(numbers(20).map((n) => s.ask(n % 2 ? `own-${n}` : 'a', 'no_stream', `x${n}`)));
      expect(answers).toEqual(numbers(20).map((n) => (n % 2 ? 0 : { conflict: 0 })));
    });

    it('that no node took goes to the leader', async () => {
      const leader = await startSimulator();
      const { host, port } = leader;
      await server.misbehave({ kind: 'notLeader', host, port });
      expect((await s.append('a', 'no_stream', 1)).revision).toBe(0);
      expect(await s.named('a')).toEqual(['1']);
      const there = openEventStoreDb({ url: leader.url });
      expect(await listed(there.readStream(s.stream('a')))).toHaveLength(1);
      await there.close();
      await leader.stop();
    });

    it('larger than the server takes is refused as invalid', async () => {
      const half = { data: { text: 'x'.repeat(600_000) } };
      const append = store.append(s.stream('a'), 'no_stream', [s.event(1, half), s.event(2, half)]);
      expect(await faultOf(append)).toMatchObject({ name: 'InvalidEvent' });
    });

    it('with a BigInt is refused before the client sees it', async () => {
      const event = { ...s.event(1), data: { n: 1n } } as unknown as StoredEvent;
      expect(await faultOf(store.append(s.stream('a'), 'any', [event]))).toMatchObject({ name: 'InvalidEvent' });
    });
  });

  describe('a connection', () => {
    it('refused is said at once, and nothing was written', async () => {
      await server.network('shut');
      const began = Date.now();
      expect(await faultOf(s.append('a', 'no_stream', 1))).toEqual(isUnavailable(false));
      expect(await faultOf(s.read('a'))).toEqual(isUnavailable(false));
      expect(Date.now() - began).toBeLessThan(10_000);
      await server.network('open');
      expect((await s.append('a', 'no_stream', 1)).revision).toBe(0);
    });

    it('comes back soon after a long absence, however often it was tried', async () => {
      await server.network('shut');
      for (const end = Date.now() + 6_200; Date.now() < end; await sleep(200))
        expect(await faultOf(s.append('a', 'no_stream', 1))).toEqual(isUnavailable(false));
      await server.network('open');
      const began = Date.now();
      while ((await faultOf(s.append('a', 'no_stream', 1))) !== 'no fault') await sleep(100);
      expect(Date.now() - began).toBeLessThan(1_500);
    });

    it('broken under the store is taken up again by the next read and the next append', async () => {
      await s.append('a', 'no_stream', 1);
      await server.network('killSockets');
      expect(await s.named('a')).toEqual(['1']);
      await server.network('killSockets');
      const retried = await s.append('a', 0, 2).catch(() => s.append('a', 0, 2));
      expect(retried.revision).toBe(1);
    });
  });

  describe('a read', () => {
    it('ends when the server is silent', async () => {
      await s.append('a', 'no_stream', 1);
      await server.misbehave({ kind: 'silent' });
      expect(await faultOf(s.read('a'))).toEqual(isUnavailable(false));
      expect(await faultOf(listed(store.readAll()))).toEqual(isUnavailable(false));
    });

    it('that the server ends before anything came is no empty log, and no empty stream', async () => {
      await s.append('a', 'no_stream', 1);
      await server.misbehave({ kind: 'halfClose' });
      expect(await faultOf(s.read('a'))).toEqual(isUnavailable(false));
      expect(await faultOf(listed(store.readAll()))).toEqual(isUnavailable(false));
      expect(await faultOf(listed(store.readAll({ direction: 'backwards', limit: 1 })))).toEqual(isUnavailable(false));
    });

    it('never ends as if it were complete when the connection is given up beside it', async () => {
      const events = numbers(400).map((n) => s.event(n, { data: { text: 'x'.repeat(2_000) } }));
      // In parts, each well within the deadline of an append.
      for (let at = 0; at < events.length; at += 50)
        await store.append(s.stream('a'), at === 0 ? 'no_stream' : at - 1, events.slice(at, at + 50));
      const seen: StoredEvent[] = [];
      const reading = async () => {
        for await (const event of store.readStream(s.stream('a'))) {
          if (seen.push(event) > 1) continue;
          await server.misbehave({ kind: 'errorAfterWrite', code: status.UNAVAILABLE });
          await faultOf(s.append('b', 'no_stream', 'lost'));
          await sleep(300);
        }
      };
      const fault = await faultOf(reading());
      expect(seen.length === 400 ? 'complete' : fault).toEqual(seen.length === 400 ? 'complete' : isUnavailable(false));
    });

    it('waits for a slow server, and for a slow reader', async () => {
      await s.append('a', 'no_stream', 1, 2, 3);
      await server.misbehave({ kind: 'slow', delayMs: patience.deadlineMs / 4 });
      expect(await s.named('a')).toEqual(['1', '2', '3']);
      await server.misbehave({ kind: 'none' });
      const seen: string[] = [];
      for await (const event of store.readStream(s.stream('a'))) {
        seen.push(s.nameOf(event));
        if (seen.length === 1) await sleep(patience.deadlineMs * 2.5);
      }
      expect(seen).toEqual(['1', '2', '3']);
    });

    it.each([
      ['data', '{"half":', '{}'],
      ['data that is a text', '"text"', '{}'],
      ['metadata', '{}', 'not json'],
    ])('of malformed %s fails, and says where', async (_, data, metadata) => {
      await appendRaw(server, s.stream('bad'), data, metadata);
      const fault = await faultOf(s.read('bad'));
      expect(fault).toBeInstanceOf(UnreadableEvent);
      expect(fault).toMatchObject({
        stream: s.stream('bad'),
        revision: 0,
        position: expect.stringMatching(/^\d+\/\d+$/),
      });
      expect(await faultOf(listed(store.subscribeToAll({ filter: s.own })))).toBeInstanceOf(UnreadableEvent);
    });
  });

  describe('a subscription', () => {
    const follow = async (until: (signals: readonly LogSignal[]) => boolean): Promise<readonly LogSignal[]> => {
      const signals: LogSignal[] = [];
      for await (const signal of store.subscribeToAll({ filter: s.own })) {
        signals.push(signal);
        if (until(signals)) break;
      }
      return signals;
    };
    const dropped = async (afterCaughtUp: () => Promise<void>): Promise<unknown> => {
      let told = false;
      return faultOf(
        follow((signals) => {
          if (signals.at(-1)?.kind === 'caughtUp' && !told) void afterCaughtUp();
          told ||= signals.at(-1)?.kind === 'caughtUp';
          return false;
        }),
      );
    };

    it('that the server ends cleanly was dropped', async () => {
      await s.append('a', 'no_stream', 1);
      expect(await dropped(() => server.misbehave({ kind: 'halfClose' }))).toBeInstanceOf(StoreUnavailable);
    });

    it('whose sockets are killed was dropped', async () => {
      await s.append('a', 'no_stream', 1);
      expect(await dropped(() => server.network('killSockets'))).toBeInstanceOf(StoreUnavailable);
    });

    it('is given up when the server no longer answers anything', async () => {
      await s.append('a', 'no_stream', 1);
      expect(await dropped(() => server.misbehave({ kind: 'silent' }))).toBeInstanceOf(StoreUnavailable);
    });

    it('that is never confirmed is given up', async () => {
      await server.misbehave({ kind: 'silent' });
      expect(await faultOf(follow(() => false))).toBeInstanceOf(StoreUnavailable);
    });

    it('stays through long quiet while the server answers', async () => {
      await s.append('a', 'no_stream', 1);
      const signals = follow((all) => all.filter(isEvent).length === 2);
      await sleep(patience.idleMs * 5);
      await s.append('a', 0, 2);
      expect((await signals).filter(isEvent).map(({ event }) => s.nameOf(event))).toEqual(['1', '2']);
    });

    it('delivers an event once though the server sends it twice', async () => {
      await server.misbehave({ kind: 'duplicates' });
      await s.append('a', 'no_stream', ...numbers(40));
      const signals = await follow((all) => all.at(-1)?.kind === 'caughtUp');
      expect(signals.filter(isEvent).map(({ event }) => event.revision)).toEqual(numbers(40));
    });

    it('from beyond the end of the log is refused: the log is an older copy', async () => {
      const after = '00000000999999999999/00000000999999999999';
      expect(await faultOf(listed(store.subscribeToAll({ after })))).toBeInstanceOf(RangeError);
      expect(() => store.subscribeToAll({ after: 'p1' })).toThrow(RangeError);
    });

    it('that cannot see its start does not take the log for an older one', async () => {
      const { position: after } = await s.append('a', 'no_stream', 1);
      await server.misbehave({ kind: 'halfClose' });
      expect(await faultOf(listed(store.subscribeToAll({ after })))).toBeInstanceOf(StoreUnavailable);
    });

    it('from within an event is refused', async () => {
      const { position } = await s.append('a', 'no_stream', 1);
      const inside = position.replace(/\d{20}/g, (n) => String(BigInt(n) + 1n).padStart(20, '0'));
      expect(await faultOf(listed(store.subscribeToAll({ after: inside })))).toBeInstanceOf(RangeError);
    });
  });
});
