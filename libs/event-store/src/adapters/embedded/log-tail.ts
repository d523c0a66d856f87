/** How often a reader of another process's log looks for news, in milliseconds. */
const POLL_MS = 200;

/** Wakes those who wait for the log to grow. */
export class LogTail {
  private readonly waiting = new Set<() => void>();

  /** @param polls true when another process writes, so that nobody here tells. */
  constructor(private readonly polls: boolean) {}

  /** Resolves at the next append, or when `wake` is called. */
  next(onWakeable: (wake: () => void) => void): Promise<void> {
    return new Promise((resolve) => {
      const timer = this.polls ? setTimeout(() => wake(), POLL_MS) : undefined;
      const wake = () => {
        clearTimeout(timer);
        this.waiting.delete(wake);
        resolve();
      };
      this.waiting.add(wake);
      onWakeable(wake);
    });
  }

  wakeAll(): void {
    for (const wake of [...this.waiting]) wake();
  }
}
