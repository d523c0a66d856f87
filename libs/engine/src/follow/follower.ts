import type { EventStore, LogSignal, StoredEvent } from '@tabularium/event-store';
import { FencedOff, VIEWS, type Checkpoint, type LoggedEvent, type ReadStore } from '@tabularium/read-store';
import { gathered } from './gathered';
import { pause } from './holder';
import { assertSameLog } from './same-log';
import { Standstill } from './standstill';
import { UnknownEvent } from './unknown-event';

/** Events of one batch while catching up. Live batches are what came in while the last one was written. */
const MAX_BATCH = 2_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

/** What is told and asked along the way. */
interface FollowerHost {
  /** The views have applied everything up to there. */
  readonly applied: (checkpoint: Checkpoint) => void;
  /** The subscription or the read store failed for another reason than before; the follower tries again. */
  readonly failed: (error: unknown) => void;
  /** Resolves when a live batch is to be written: a little later takes more events into one transaction. */
  readonly linger: () => Promise<unknown>;
  /** False for an event that this release cannot apply: the follower stands still before it. */
  readonly knows: (event: StoredEvent) => boolean;
}

/**
 * Follows the log into the views: gives every event its dense index, hands it over in batches, resumes from the views'
 * own checkpoint whenever the subscription ends. Before an event that it cannot read it stands still, and tries again
 * with growing pauses: left out, it would give every later one another index.
 */
export class Follower {
  private index = -1;
  private position: string | null = null;

  constructor(
    private readonly log: EventStore,
    private readonly views: ReadStore,
    private readonly host: FollowerHost,
  ) {}

  /** Follows until the signal. Throws FencedOff when the epoch is over. */
  async run(epoch: number, signal: AbortSignal): Promise<void> {
    const standstill = new Standstill(this.views, VIEWS, epoch, this.host.failed);
    for (let pauseMs = FIRST_PAUSE_MS; !signal.aborted; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      const before = this.position;
      try {
        await this.follow(epoch, signal, standstill);
      } catch (error) {
        if (error instanceof FencedOff) throw error;
        await standstill.because(error, `log index ${this.index + 1}: `);
      }
      if (this.position !== before) pauseMs = FIRST_PAUSE_MS;
      await pause(pauseMs, signal);
    }
  }

  /** One subscription, from the views' checkpoint to its end. A normal end is a drop too. */
  private async follow(epoch: number, signal: AbortSignal, standstill: Standstill): Promise<void> {
    await assertSameLog(this.log, this.views);
    this.reach(await this.views.checkpoint());
    if (signal.aborted) return;
    const subscription = this.log.subscribeToAll(this.position === null ? {} : { after: this.position });
    const end = (): void => void subscription.unsubscribe();
    signal.addEventListener('abort', end);
    try {
      for await (const signals of gathered(subscription, MAX_BATCH, this.host.linger)) {
        await this.apply(epoch, signals);
        await standstill.over();
      }
    } finally {
      signal.removeEventListener('abort', end);
      await subscription.unsubscribe();
    }
  }

  private async apply(epoch: number, signals: readonly LogSignal[]): Promise<void> {
    const stored = this.fresh(signals);
    const unknown = stored.find((event) => !this.host.knows(event));
    const sound = unknown ? stored.slice(0, stored.indexOf(unknown)) : stored;
    if (sound.length > 0) await this.ingest(epoch, sound, signals.length >= MAX_BATCH);
    if (unknown) throw new UnknownEvent(unknown);
    const mark = signals.findLast((signal) => signal.kind === 'checkpoint');
    if (mark && (this.position === null || mark.position > this.position)) await this.moveTo(epoch, mark.position);
  }

  /** Delivery is at least once: what comes again must not be given another index. Positions compare as text. */
  private fresh(signals: readonly LogSignal[]): readonly StoredEvent[] {
    let reached = this.position ?? '';
    return signals.flatMap((signal) => {
      if (signal.kind !== 'event' || signal.event.position <= reached) return [];
      reached = signal.event.position;
      return [signal.event];
    });
  }

  private async ingest(epoch: number, stored: readonly StoredEvent[], catchingUp: boolean): Promise<void> {
    const batch = stored.map((event, n): LoggedEvent => ({ ...event, index: this.index + 1 + n }));
    this.reach(await this.views.ingest(epoch, batch, { catchingUp }));
  }

  private async moveTo(epoch: number, position: string): Promise<void> {
    await this.views.moveTo(epoch, position);
    this.reach({ index: this.index, position });
  }

  private reach(checkpoint: Checkpoint): void {
    [this.index, this.position] = [checkpoint.index, checkpoint.position];
    this.host.applied(checkpoint);
  }
}
