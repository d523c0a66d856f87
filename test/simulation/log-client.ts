import {
  StoreUnavailable,
  type Appended,
  type EventStore,
  type Expected,
  type LogFilter,
  type LogRead,
  type LogSignal,
  type LogSubscription,
  type NewEvent,
  type Position,
  type StoredEvent,
  type StreamRead,
} from '@tabularium/event-store';
import type { LogServer } from './log-server';
import { checkName, encodeAppend, matcherOf, type Matcher } from './parts';

/** The way to the server and back. What it does on the way is the network's business. */
export interface Wire {
  /** Asks the server; `writes` says whether a lost answer leaves something unknown. Throws StoreUnavailable. */
  ask<T>(what: string, writes: boolean, work: () => T): Promise<T>;
  /** A subscription asks for its next page: what becomes of it. */
  fateOfPage(): 'delivered' | 'ended' | 'broken' | 'twice';
  /** Resolves when the log has grown (or the wait is cut off): no page is to be had before. */
  growth(server: LogServer, index: number): Promise<void>;
}

/** Events that one answer of a read holds. */
const READ_PAGE = 16;

/** The port, on a server behind a wire. */
export class LogClient implements EventStore {
  readonly name = 'eventstoredb';
  private readonly subscriptions = new Set<ClientSubscription>();
  private isClosed = false;

  constructor(
    private readonly server: LogServer,
    private readonly wire: Wire,
  ) {}

  async append(stream: string, expected: Expected, events: readonly NewEvent[]): Promise<Appended> {
    encodeAppend(stream, expected, events);
    this.assertOpen();
    return this.wire.ask(`append ${stream}`, true, () => this.server.append(stream, expected, events));
  }

  async *readStream(stream: string, { limit = Infinity, ...read }: StreamRead = {}): AsyncGenerator<StoredEvent> {
    let left = limit;
    for (let { from } = read; left > 0;) {
      this.assertOpen();
      const asked = { ...read, ...(from === undefined ? {} : { from }), limit: Math.min(left, READ_PAGE) };
      const page = await this.wire.ask(`read ${stream}`, false, () => this.server.readStream(stream, asked));
      yield* page;
      const last = page.at(-1);
      if (!last || page.length < READ_PAGE) return;
      left -= page.length;
      from = last.revision + (read.direction === 'backwards' ? -1 : 1);
      if (from < 0) return;
    }
  }

  async *readAll({ limit = Infinity, ...read }: LogRead = {}): AsyncGenerator<StoredEvent> {
    let left = limit;
    let after: Position | undefined;
    while (left > 0) {
      this.assertOpen();
      // A position is inclusive forwards only: the event we stand at comes again, and is left out.
      const from = after ?? read.from;
      const again = after !== undefined && read.direction !== 'backwards' ? 1 : 0;
      const asked = { ...read, ...(from === undefined ? {} : { from }), limit: Math.min(left, READ_PAGE) + again };
      const page = await this.wire.ask('read $all', false, () => this.server.readAll(asked));
      const fresh = page.filter(({ position }) => position !== after);
      yield* fresh;
      const last = fresh.at(-1);
      if (!last || fresh.length < READ_PAGE) return;
      left -= fresh.length;
      after = last.position;
    }
  }

  subscribeToAll(from: { readonly after?: Position | 'end'; readonly filter?: LogFilter }): LogSubscription {
    this.assertOpen();
    const start = this.server.startAfter(from.after);
    const subscription = new ClientSubscription(this.server, this.wire, start, matcherOf(from.filter), (ended) =>
      this.subscriptions.delete(ended),
    );
    this.subscriptions.add(subscription);
    return subscription;
  }

  async deleteStream(stream: string, expected: Expected, kind: 'softDelete' | 'tombstone'): Promise<void> {
    checkName(stream, 'stream name');
    await this.wire.ask(`delete ${stream}`, true, () => this.server.delete(stream, expected, kind));
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await Promise.all([...this.subscriptions].map((subscription) => subscription.unsubscribe()));
  }

  private assertOpen(): void {
    if (this.isClosed) throw new StoreUnavailable('The event store is closed');
  }
}

/** Asks for page after page; at the end of the log it waits for growth. */
class ClientSubscription implements LogSubscription {
  private ended = false;
  private wake: () => void = () => undefined;
  private readonly signals: AsyncGenerator<LogSignal>;

  constructor(
    private readonly server: LogServer,
    private readonly wire: Wire,
    private index: number,
    private readonly matches: Matcher,
    private readonly onEnd: (subscription: ClientSubscription) => void,
  ) {
    this.signals = this.follow();
  }

  [Symbol.asyncIterator](): AsyncIterator<LogSignal> {
    return this.signals;
  }

  unsubscribe(): Promise<void> {
    this.ended = true;
    this.wake();
    this.onEnd(this);
    return Promise.resolve();
  }

  /** Asked anew after every wait and every signal. */
  private isOver(): boolean {
    return this.ended;
  }

  private async *follow(): AsyncGenerator<LogSignal> {
    try {
      for (let isLive = false; !this.isOver();) {
        if (this.index < this.server.length) {
          yield* this.delivered();
        } else if (!isLive) {
          isLive = true;
          yield* this.caughtUp();
        } else {
          await Promise.race([this.wire.growth(this.server, this.index), new Promise<void>((r) => (this.wake = r))]);
          if (this.isOver()) return;
          const fate = this.wire.fateOfPage();
          if (fate === 'ended') return;
          if (fate === 'broken') throw new StoreUnavailable('The subscription broke off');
        }
      }
    } finally {
      await this.unsubscribe();
    }
  }

  private async *delivered(): AsyncGenerator<LogSignal> {
    const fate = this.wire.fateOfPage();
    if (fate === 'ended') return void (this.ended = true);
    if (fate === 'broken') throw new StoreUnavailable('The subscription broke off');
    const { signals, next } = await this.wire.ask('page', false, () => this.server.page(this.index, this.matches));
    this.index = next;
    for (const signal of fate === 'twice' ? [...signals, ...signals] : signals) {
      if (this.isOver()) return;
      yield signal;
    }
  }

  private async *caughtUp(): AsyncGenerator<LogSignal> {
    const position = this.server.placeBefore(this.index);
    if (position !== undefined) yield { kind: 'checkpoint', position };
    if (!this.isOver()) yield { kind: 'caughtUp' };
  }
}
