interface Waiter {
  readonly position: string;
  readonly done: (projected: boolean) => void;
}

/** Those who wait until the views have applied a position. */
export class Waiting {
  private readonly waiters = new Set<Waiter>();
  private position = '';

  get isAnybodyWaiting(): boolean {
    return this.waiters.size > 0;
  }

  /** Positions compare as text. */
  reached(position: string): void {
    if (position > this.position) this.position = position;
    for (const waiter of this.waiters) if (waiter.position <= position) waiter.done(true);
  }

  /** True once the position is applied, false when that took longer. */
  until(position: string, timeoutMs: number): Promise<boolean> {
    if (position <= this.position) return Promise.resolve(true);
    return new Promise((resolve) => {
      const timer = setTimeout(() => waiter.done(false), timeoutMs);
      const waiter: Waiter = {
        position,
        done: (projected) => {
          clearTimeout(timer);
          this.waiters.delete(waiter);
          resolve(projected);
        },
      };
      this.waiters.add(waiter);
    });
  }

  /** Nobody waits any longer. */
  end(): void {
    for (const waiter of this.waiters) waiter.done(false);
  }
}
