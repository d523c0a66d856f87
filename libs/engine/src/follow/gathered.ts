import { setImmediate as nextTurn } from 'node:timers/promises';

const SOON = Symbol('soon');

/**
 * What an iterable has at hand, at most `most` at a time: it waits for the first, lingers if it is told to, and takes
 * everything that comes within a turn.
 */
export async function* gathered<T>(
  source: AsyncIterable<T>,
  most: number,
  linger: () => Promise<unknown> = () => Promise.resolve(),
): AsyncGenerator<readonly T[]> {
  const iterator = source[Symbol.asyncIterator]();
  let pending = iterator.next();
  for (let first = await pending; !first.done; first = await pending) {
    const batch = [first.value];
    pending = iterator.next();
    // Handled where it is awaited; without this, a failure while the batch is worked on would end the process.
    pending.catch(() => undefined);
    await linger();
    while (batch.length < most) {
      // A failure is met again after the batch: what came before it is not lost.
      const next = await Promise.race([pending, nextTurn(SOON)]).catch(() => SOON);
      if (typeof next === 'symbol' || next.done) break;
      batch.push(next.value);
      pending = iterator.next();
      pending.catch(() => undefined);
    }
    yield batch;
  }
}
