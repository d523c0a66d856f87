import { setImmediate } from 'node:timers/promises';

const SLICE_MS = 8;

/** Lets the event loop turn now and then during long work, so that questions are answered meanwhile. */
export class Breath {
  private since = performance.now();

  /** Undefined while it is too early. */
  take(): Promise<void> | undefined {
    return performance.now() - this.since < SLICE_MS ? undefined : this.pause();
  }

  private async pause(): Promise<void> {
    await setImmediate();
    this.since = performance.now();
  }
}
