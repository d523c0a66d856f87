import type { Readable } from 'node:stream';
import { StoreUnavailable } from '../../port';

/** A stream of the client's: its end must be asked for, or the call goes on. */
export type ClientStream = Readable & {
  readonly cancel?: () => Promise<void>;
  readonly unsubscribe?: () => Promise<void>;
};

/** The call that each stream is fed from. */
const sources = new WeakMap<ClientStream, Readable>();

/** What the client gives are transform streams; its types say less. */
export function streamOf(given: object): ClientStream {
  const stream = given as ClientStream;
  stream.once('pipe', (source: Readable) => sources.set(stream, source));
  return stream;
}

/** The promise, or `late` once the time is over. The client's deadlines are not kept everywhere. */
export async function within<T>(promise: Promise<T>, ms: number, late: () => Error): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => (timer = setTimeout(() => reject(late()), ms)));
  try {
    return await Promise.race([promise, limit]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Ends the call behind a stream; what it still says is not heard. A call whose answer came before it was cancelled must
 * be read to its end, or the client keeps it for ever.
 */
export function abandon(stream: ClientStream): void {
  stream.on('error', () => undefined);
  void (stream.cancel ?? stream.unsubscribe)?.call(stream).catch(() => undefined);
  stream.destroy();
  setImmediate(() => sources.get(stream)?.resume());
}

/**
 * Everything a stream of the client's gives. A server that is silent for `idleMs` while we wait is asked after by
 * `onIdle`, which may end the stream with an error. A consumer may take as long as it likes.
 */
export async function* untilEnd<T>(stream: ClientStream, idleMs: number, onIdle: () => void): AsyncGenerator<T> {
  let waiting = true;
  const timer = setTimeout(() => {
    if (waiting) onIdle();
    timer.refresh();
  }, idleMs);
  stream.on('error', () => undefined);
  try {
    for await (const item of stream) {
      waiting = false;
      yield item as T;
      waiting = true;
      timer.refresh();
    }
  } finally {
    clearTimeout(timer);
    abandon(stream);
  }
}

export const silent = (server: string, ms: number, outcomeUnknown = false): StoreUnavailable =>
  new StoreUnavailable(`${server} has not answered for ${ms / 1000} s`, outcomeUnknown);

/** A read that ended as if it were complete, and cannot have been. */
export const brokenOff = (server: string): StoreUnavailable => new StoreUnavailable(`${server} broke off the read`);
