import type { Matcher } from '../../log-filter';
import type { LogSignal, LogSubscription } from '../../port';
import { PAGE_ROWS } from './log-file.adapter';
import type { LogReader } from './log-reader';
import { nextTurn, storedEvent } from './log-reader';
import type { LogTail } from './log-tail';
import { positionOf } from './position';

/** Events considered without one delivered, after which a live subscription tells how far it is. As on the server. */
const CHECKPOINT_EVERY = 32;

/** What a subscription follows. */
export interface Followed {
  readonly reader: LogReader;
  readonly tail: LogTail;
  /** Last row of the log. */
  head(): number;
}

/**
 * Reads pages up to the end of the log, then waits to be woken. It holds one page at a time and reads on only when asked,
 * so a slow consumer costs nothing but its own lag.
 */
export class Subscription implements LogSubscription {
  private ended = false;
  private caughtUp = false;
  /** Row up to which the consumer was told. */
  private told: number;
  private consideredSince = 0;
  private wake: () => void = () => undefined;
  private readonly signals: AsyncGenerator<LogSignal>;

  constructor(
    private readonly log: Followed,
    private readonly matches: Matcher | undefined,
    private after: number,
    private readonly onEnd: (subscription: Subscription) => void,
  ) {
    this.told = after;
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
      while (!this.isOver()) {
        if (this.lagChanged()) yield* this.lagSignals();
        else if (this.behind() > 0) yield* this.deliverNext();
        else await this.log.tail.next((wake) => (this.wake = wake));
      }
    } finally {
      await this.unsubscribe();
    }
  }

  private behind(): number {
    return this.log.head() - this.after;
  }

  private lagChanged(): boolean {
    return this.caughtUp ? this.behind() > PAGE_ROWS : this.behind() <= 0;
  }

  private *lagSignals(): Generator<LogSignal> {
    this.caughtUp = !this.caughtUp;
    if (this.caughtUp) yield* this.checkpoint(1);
    if (!this.ended) yield { kind: this.caughtUp ? 'caughtUp' : 'fellBehind' };
  }

  private async *deliverNext(): AsyncGenerator<LogSignal> {
    const page = this.log.reader.page('forwards', this.after + 1, this.matches);
    for (const row of page.rows) {
      if (this.isOver()) return;
      this.told = row.position;
      this.consideredSince = 0;
      yield { kind: 'event', event: storedEvent(row) };
    }
    this.consideredSince += page.considered;
    this.after = page.end ?? this.after;
    yield* this.checkpoint(CHECKPOINT_EVERY);
    await nextTurn();
  }

  private *checkpoint(atLeast: number): Generator<LogSignal> {
    if (this.ended || this.told >= this.after || this.consideredSince < atLeast) return;
    this.told = this.after;
    this.consideredSince = 0;
    yield { kind: 'checkpoint', position: positionOf(this.after) };
  }
}
