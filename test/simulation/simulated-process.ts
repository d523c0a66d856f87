import type { Runner, SimulatedTime } from './simulated-time';

/** A process with a clock of its own, that can be killed, frozen and let go on. It is never started twice: a restart is a new one. */
export class SimulatedProcess implements Runner {
  isDown = false;
  isFrozen = false;
  /** The epoch of the views it writes with; -1 = it never wrote. */
  viewsEpoch = -1;

  constructor(
    readonly name: string,
    private readonly time: SimulatedTime,
    private readonly clock: DriftingClock,
  ) {}

  /** Milliseconds since 1970, as this process believes. */
  readonly wall = (): number => Math.floor(this.time.nowMs + this.clock.offsetMs(this.time.elapsedMs));

  kill(): void {
    this.isDown = true;
  }

  freeze(): void {
    this.isFrozen = true;
  }

  goOn(): void {
    this.isFrozen = false;
    this.time.thawed(this);
  }
}

/** The clock of a machine: off by something, drifting, and now and then set. */
export class DriftingClock {
  private offset: number;

  /** @param driftPpm microseconds gained in a second */
  constructor(
    offsetMs: number,
    private readonly driftPpm: number,
  ) {
    this.offset = offsetMs;
  }

  offsetMs(elapsedMs: number): number {
    return this.offset + (elapsedMs * this.driftPpm) / 1_000_000;
  }

  /** Forward or back. */
  set(offsetMs: number): void {
    this.offset = offsetMs;
  }
}
