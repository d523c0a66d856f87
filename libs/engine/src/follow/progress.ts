import type { Checkpoint, ReadStore } from '@tabularium/read-store';
import { pause } from './holder';
import { Waiting } from './waiting';

/** How often the store is asked when the views are followed elsewhere: for who waits, and for processes. */
const WAITER_POLL_MS = 20;
const NEWS_POLL_MS = 200;
/** Where the follower runs here and tells of everything. */
const LONGEST_SLEEP_MS = 60_000;

/** How far the views are: told by the follower if it runs here, else asked of the store while somebody wants to know. */
export class Progress {
  private readonly waiting = new Waiting();
  private readonly ending = new AbortController();
  private readonly sleeping = new Set<() => void>();
  private index = -1;
  private local = false;
  private asking = false;

  constructor(private readonly views: ReadStore) {}

  get isAnybodyWaiting(): boolean {
    return this.waiting.isAnybodyWaiting;
  }

  /** The follower runs here until the returned promise of its work ends. */
  async followedHere(work: Promise<void>): Promise<void> {
    this.local = true;
    try {
      await work;
    } finally {
      this.local = false;
      // Who waits for news was to be told by the follower; from now on they look for themselves.
      this.turn();
      void this.ask();
    }
  }

  readonly told = ({ index, position }: Checkpoint): void => {
    this.index = index;
    if (position !== null) this.waiting.reached(position);
    this.turn();
  };

  /** True once the position is applied, false when that took longer. */
  until(position: string, timeoutMs: number): Promise<boolean> {
    const projected = this.waiting.until(position, timeoutMs);
    void this.ask();
    return projected;
  }

  /** Resolves when there may be events after a log index, and on the signal. */
  news(after: number, signal: AbortSignal): Promise<void> {
    if (this.index > after || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        this.sleeping.delete(done);
        resolve();
      };
      const timer = setTimeout(done, this.local ? LONGEST_SLEEP_MS : NEWS_POLL_MS);
      signal.addEventListener('abort', done);
      this.sleeping.add(done);
    });
  }

  /** Nobody waits any longer. */
  end(): void {
    this.ending.abort();
    this.waiting.end();
  }

  private turn(): void {
    for (const wake of this.sleeping) wake();
  }

  private async ask(): Promise<void> {
    if (this.asking) return;
    this.asking = true;
    while (!this.local && this.waiting.isAnybodyWaiting) {
      const checkpoint = await this.views.checkpoint().catch(() => undefined);
      if (checkpoint) this.told(checkpoint);
      await pause(WAITER_POLL_MS, this.ending.signal);
    }
    this.asking = false;
  }
}
