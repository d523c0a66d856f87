import { setTimeout as sleep } from 'node:timers/promises';
import type { EventStore, LogSignal, LogSubscription, StoredEvent } from '@tabularium/event-store';
import { FencedOff, type LoggedEvent, type ReadStore } from '@tabularium/read-store';
import { gathered } from './gathered';

/** Events of one batch while catching up. Live batches are what came in while the last one was written. */
const MAX_BATCH = 2_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

/** What is told along the way. */
export interface FollowerEvents {
  /** The views have applied everything up to this event. */
  readonly applied: (event: LoggedEvent) => void;
  /** The subscription or the read store failed; the follower tries again. */
  readonly failed: (error: unknown) => void;
  /** Resolves when a live batch is to be written: a little later takes more events into one transaction. */
  readonly linger: () => Promise<unknown>;
}

/**
 * Follows the log into the views: gives every event its dense index, hands it over in batches, resumes from the views'
 * own checkpoint whenever the subscription ends. One owner at a time: who loses the ownership stops.
 */
export class Follower {
  private subscription: LogSubscription | undefined;
  private running: Promise<void> = Promise.resolve();
  private readonly stopping = new AbortController();
  private epoch = -1;
  private faultText: string | undefined;
  private caughtUpOnce = false;
  private position: string | null = null;
  private index = -1;

  constructor(
    private readonly log: EventStore,
    private readonly views: ReadStore,
    private readonly events: FollowerEvents,
  ) {}

  /** Fences off an earlier owner and starts following. */
  async start(): Promise<void> {
    this.epoch = await this.views.takeOver();
    const { index, position } = await this.views.checkpoint();
    [this.index, this.position] = [index, position];
    this.running = this.run();
  }

  /** The fencing epoch of this owner. */
  get owner(): number {
    return this.epoch;
  }

  /** Where the views stand. */
  get applied(): { readonly index: number; readonly position: string | null } {
    return { index: this.index, position: this.position };
  }

  get caughtUp(): boolean {
    return this.caughtUpOnce && this.faultText === undefined;
  }

  get fault(): string | undefined {
    return this.faultText;
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.subscription?.unsubscribe();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    for (let pauseMs = FIRST_PAUSE_MS; !signal.aborted; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      const before = this.index;
      try {
        await this.follow();
      } catch (error) {
        this.faultText = error instanceof Error ? error.message : String(error);
        this.events.failed(error);
        if (error instanceof FencedOff) return;
      }
      if (this.index > before) pauseMs = FIRST_PAUSE_MS;
      await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }

  /** One subscription, from the views' checkpoint to its end. A normal end is a drop too. */
  private async follow(): Promise<void> {
    const { index, position } = await this.views.checkpoint();
    [this.index, this.position] = [index, position];
    this.subscription = this.log.subscribeToAll(position === null ? {} : { after: position });
    for await (const signals of gathered(this.subscription, MAX_BATCH, this.events.linger)) {
      await this.apply(signals);
      this.faultText = undefined;
    }
  }

  private async apply(signals: readonly LogSignal[]): Promise<void> {
    const stored = signals.flatMap((signal) => (signal.kind === 'event' ? [signal.event] : []));
    if (stored.length > 0) await this.ingest(stored, signals.length >= MAX_BATCH);
    const mark = signals.findLast((signal) => signal.kind === 'checkpoint');
    if (mark && (this.position === null || mark.position > this.position)) await this.moveTo(mark.position);
    if (signals.some(({ kind }) => kind === 'caughtUp')) this.caughtUpOnce = true;
  }

  private async ingest(stored: readonly StoredEvent[], catchingUp: boolean): Promise<void> {
    const batch = stored.map((event, n): LoggedEvent => ({ ...event, index: this.index + 1 + n }));
    await this.views.ingest(this.epoch, batch, { catchingUp });
    const last = batch.at(-1);
    if (!last) return;
    [this.index, this.position] = [last.index, last.position];
    this.events.applied(last);
  }

  private async moveTo(position: string): Promise<void> {
    await this.views.moveTo(this.epoch, position);
    this.position = position;
  }
}
