import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { LogFilter, LogSignal, LogSubscription, Position, StoredEvent } from '../port';
import type { Scene, Subject } from './scene';
import { isEvent, numbers, positions, rising, sleep } from './scene';

/** Takes signals until told that it is enough; then the subscription is over. */
async function signalsUntil(
  subscription: LogSubscription,
  enough: (signals: readonly LogSignal[]) => boolean,
): Promise<readonly LogSignal[]> {
  const signals: LogSignal[] = [];
  for await (const signal of subscription) {
    signals.push(signal);
    if (enough(signals)) break;
  }
  return signals;
}

const eventsIn = (signals: readonly LogSignal[]): readonly StoredEvent[] =>
  signals.filter(isEvent).map(({ event }) => event);

const eventCount = (count: number) => (signals: readonly LogSignal[]) => signals.filter(isEvent).length >= count;

const caughtUp = (signals: readonly LogSignal[]): boolean => signals.at(-1)?.kind === 'caughtUp';

export function subscribing(subject: () => Subject, scene: () => Scene): void {
  const follow = (s: Scene, after?: Position | 'end', filter: LogFilter = s.own): LogSubscription =>
    s.store.subscribeToAll({ filter, ...(after === undefined ? {} : { after }) });
  const firstEvents = async (subscription: LogSubscription, count: number) =>
    eventsIn(await signalsUntil(subscription, eventCount(count)));

  it('delivers history, says that it caught up, then what comes live', async () => {
    const s = scene();
    for (const n of numbers(3)) {
      await s.append('a', 'any', `a${n}`);
      await s.append('b', 'any', `b${n}`);
    }
    const kinds: string[] = [];
    for await (const signal of follow(s)) {
      if (signal.kind === 'checkpoint') continue;
      kinds.push(isEvent(signal) ? s.nameOf(signal.event) : signal.kind);
      if (signal.kind === 'caughtUp') void s.append('a', 2, 'live1').then(() => s.append('c', 'no_stream', 'live2'));
      if (kinds.at(-1) === 'live2') break;
    }
    expect(kinds).toEqual(['a0', 'b0', 'a1', 'b1', 'a2', 'b2', 'caughtUp', 'live1', 'live2']);
  });

  it('delivers the events as they are read', async () => {
    const s = scene();
    await s.append('a', 'no_stream', 1, 2);
    expect(await firstEvents(follow(s), 2)).toEqual(await s.read('a'));
  });

  it('starts after a position, not at it', async () => {
    const s = scene();
    await s.append('a', 'no_stream', 1, 2, 3);
    const [first] = await s.read('a');
    expect((await firstEvents(follow(s, first?.position), 2)).map(s.nameOf)).toEqual(['2', '3']);
  });

  it('starts from the end', async () => {
    const s = scene();
    await s.append('a', 'no_stream', 1, 2);
    const subscription = follow(s, 'end');
    const events: string[] = [];
    for await (const signal of subscription) {
      if (signal.kind === 'caughtUp') void s.append('a', 1, 3);
      if (!isEvent(signal)) continue;
      events.push(s.nameOf(signal.event));
      break;
    }
    expect(events).toEqual(['3']);
  });

  it('filters by type, and by a regular expression', async () => {
    const s = scene();
    const odd = { type: s.type('Odd') };
    await s.store.append(s.stream('keep-1'), 'any', [s.event(1), s.event(2, odd)]);
    await s.store.append(s.stream('drop-1'), 'any', [s.event(3)]);
    await s.store.append(s.stream('keep-2'), 'any', [s.event(4, odd)]);
    const named = async (filter: LogFilter, count: number) =>
      (await firstEvents(follow(s, undefined, filter), count)).map(s.nameOf);
    expect(await named({ typePrefixes: [odd.type] }, 2)).toEqual(['2', '4']);
    expect(await named({ streamRegex: `^${s.prefix.replaceAll('.', '\\.')}keep` }, 3)).toEqual(['1', '2', '4']);
  });

  it('never loses, repeats or swaps an event between history and live, under load', async () => {
    const s = scene();
    await s.append('before', 'no_stream', ...numbers(500).map((n) => `before ${n}`));
    const writing = Promise.all(
      numbers(8).map(async (w) => {
        for (const n of numbers(50)) await s.append(`w-${w}`, 'any', `${w}.${n}.a`, `${w}.${n}.b`);
      }),
    );
    const followers = numbers(3).map(() => firstEvents(follow(s), 1300));
    await writing;
    const log = positions(await s.log({ filter: s.own }));
    expect(log).toHaveLength(1300);
    for (const follower of await Promise.all(followers)) expect(positions(follower)).toEqual(log);
  });

  it('goes on from any position without loss or repetition', async () => {
    const s = scene();
    await s.append('a', 'no_stream', ...numbers(40));
    const log = positions(await s.log({ filter: s.own }));
    for (const at of [0, 1, 17, 38]) {
      expect(positions(await firstEvents(follow(s, log[at]), 39 - at))).toEqual(log.slice(at + 1));
    }
    expect(eventsIn(await signalsUntil(follow(s, log[39]), caughtUp))).toEqual([]);
  });

  it('tells how far it considered while nothing matches, and goes on from there', async () => {
    const s = scene();
    const rare: LogFilter = { streamPrefixes: [s.stream('rare')] };
    await s.append('noise', 'no_stream', ...numbers(400).map((n) => `history ${n}`));
    const checkpoints: Position[] = [];
    let inHistory: number | undefined;
    for await (const signal of follow(s, undefined, rare)) {
      if (signal.kind === 'checkpoint') checkpoints.push(signal.position);
      if (signal.kind === 'caughtUp' && inHistory === undefined) {
        inHistory = checkpoints.length;
        void s.append('noise', 399, ...numbers(400).map((n) => `live ${n}`));
      }
      if (inHistory !== undefined && checkpoints.length > inHistory) break;
    }
    expect(inHistory).toBeGreaterThan(0);
    expect(rising(checkpoints)).toBe(true);
    const { position } = await s.append('rare-1', 'no_stream', 'found');
    expect((checkpoints.at(-1) ?? '') < position).toBe(true);
    expect((await firstEvents(follow(s, checkpoints.at(-1), rare), 1)).map(s.nameOf)).toEqual(['found']);
  });

  it('ends in the middle of a batch when unsubscribed, as often as one likes', async () => {
    const s = scene();
    await s.append('a', 'no_stream', ...numbers(20));
    const subscription = follow(s);
    const seen: string[] = [];
    for await (const signal of subscription) {
      if (!isEvent(signal)) continue;
      seen.push(s.nameOf(signal.event));
      if (seen.length === 3) await subscription.unsubscribe();
    }
    await subscription.unsubscribe();
    expect(seen).toEqual(['0', '1', '2']);
    expect(await s.ask('a', 19, 20)).toBe(20);
  });

  it('ends while it waits for news when unsubscribed', async () => {
    const s = scene();
    await s.append('a', 'no_stream', 1);
    const subscription = follow(s);
    const seen: string[] = [];
    const over = (async () => {
      for await (const signal of subscription) if (isEvent(signal)) seen.push(s.nameOf(signal.event));
    })();
    while (seen.length === 0) await sleep(10);
    await sleep(50);
    await subscription.unsubscribe();
    await over;
    expect(seen).toEqual(['1']);
  });

  it('holds little for a slow consumer, who still gets everything', async () => {
    const s = scene();
    const text = 'x'.repeat(100_000);
    const { position } = await s.append('a', 'no_stream', 0);
    const iterator = s.store.subscribeToAll({ after: position })[Symbol.asyncIterator]();
    const revisions: number[] = [];
    const takeUntil = async (count: number) => {
      while (revisions.length < count) {
        const { value } = await iterator.next();
        if (isEvent(value) && value.event.stream === s.stream('a')) revisions.push(value.event.revision);
      }
    };
    await s.append('a', 0, 1);
    await takeUntil(1);
    const before = memory();
    for (const n of numbers(600)) await s.store.append(s.stream('a'), n + 1, [s.event(n + 2, { data: { text } })]);
    await sleep(100);
    expect(memory() - before).toBeLessThan(15_000_000);
    await takeUntil(50);
    expect(memory() - before).toBeLessThan(15_000_000);
    await takeUntil(601);
    expect(revisions).toEqual(numbers(601).map((n) => n + 1));
    await iterator.return?.();
  });

  it('ends when the store goes away, and is taken up again where it was', async () => {
    const s = scene();
    await s.append('a', 'no_stream', ...numbers(10));
    const seen: StoredEvent[] = [];
    const subscription = follow(s);
    const ended = (async () => {
      for await (const signal of subscription) if (isEvent(signal)) seen.push(signal.event);
    })().catch(() => undefined);
    while (seen.length < 10) await sleep(10);
    s.store = await subject().reopen();
    await ended;
    await s.append('a', 9, ...numbers(10).map((n) => n + 10));
    const rest = await firstEvents(follow(s, seen.at(-1)?.position), 10);
    expect([...seen, ...rest].map(s.nameOf)).toEqual(numbers(20).map(String));
  });
}

setFlagsFromString('--expose_gc');
const collectGarbage: () => void = runInNewContext('gc');

/** Bytes in use after a collection. */
function memory(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
