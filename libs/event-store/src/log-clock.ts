import type { Instant } from '@tabularium/kernel';
import { instantOf, millis } from '@tabularium/kernel';
import { UnreadableEvent, type EventStore } from './port';

/** Milliseconds since 1970. */
export type Clock = () => number;

/** How far the wall clock may lie behind the log before nothing is recorded any more, in milliseconds. */
const TOLERATED_LAG_MS = 60_000;

/** How far the wall clock may be from a trusted one, in milliseconds. */
const TOLERATED_OFF_MS = 2_000;

/** The wall clock differs so much from a trusted one that every new event would bear a wrong time. */
export class ClockOff extends Error {
  override readonly name = 'ClockOff';
}

/** The wall clock lies so far behind the log that every new event would bear a wrong time. */
export class ClockBehindLog extends Error {
  override readonly name = 'ClockBehindLog';
}

/**
 * Server time that never goes backwards: the wall clock, or the latest recorded-at known if that is later. Stamp and append
 * without waiting in between, and recorded-at never decreases along the log of one process; followers of several take the
 * running maximum.
 */
export class LogClock {
  private offMs = 0;

  /** @param latest milliseconds of the log's last recorded-at */
  constructor(
    private readonly wall: Clock = Date.now,
    private latest = 0,
    private readonly toleratedLagMs = TOLERATED_LAG_MS,
  ) {}

  /** Starts from the last event of the log. */
  static async over(store: EventStore, wall: Clock = Date.now, toleratedLagMs = TOLERATED_LAG_MS): Promise<LogClock> {
    const clock = new LogClock(wall, 0, toleratedLagMs);
    try {
      for await (const { metadata } of store.readAll({ direction: 'backwards', limit: 1 }))
        clock.saw(metadata.recordedAt);
    } catch (error) {
      // Commands go on; who follows stands still before it.
      if (!(error instanceof UnreadableEvent)) throw error;
    }
    return clock;
  }

  /**
   * Throws ClockBehindLog when the wall clock was set back by more than is tolerated (one minute unless said), ClockOff
   * when it was found to be wrong.
   */
  now(): Instant {
    const { off, behind } = this;
    if (off !== undefined) throw new ClockOff(off);
    if (behind !== undefined) throw new ClockBehindLog(behind);
    this.latest = Math.max(this.wall(), this.latest);
    return instantOf(this.latest);
  }

  /** Why it gives no time at present. */
  get fault(): string | undefined {
    return this.off ?? this.behind;
  }

  /** Told by how much the wall clock is ahead of a trusted one, in milliseconds. */
  compared(offMs: number): void {
    this.offMs = offMs;
  }

  /** Told of events that others recorded. */
  saw(recordedAt: Instant): void {
    const at = millis(recordedAt);
    // Not so for what is no instant: the event is of somebody else.
    if (at > this.latest) this.latest = at;
  }

  private get off(): string | undefined {
    if (Math.abs(this.offMs) <= TOLERATED_OFF_MS) return undefined;
    const way = this.offMs > 0 ? 'ahead of' : 'behind';
    return `The clock is ${(Math.abs(this.offMs) / 1_000).toFixed(1)} s ${way} that of the database`;
  }

  private get behind(): string | undefined {
    const wall = this.wall();
    if (this.latest - wall <= this.toleratedLagMs) return undefined;
    return `The clock says ${instantOf(wall)}, the log is at ${instantOf(this.latest)}`;
  }
}
