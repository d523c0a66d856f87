import type { Clock, LogClock } from '@tabularium/event-store';
import type { ReadStore } from '@tabularium/read-store';

const EVERY_MS = 5_000;
/** An answer that took longer says too little. */
const LONGEST_MS = 1_000;

/**
 * Compares the wall clock with that of the database that all processes share, before anything is recorded and then every
 * five seconds: one process whose clock is a year ahead would stamp the log for all. Call the result to stop. Where the
 * views have no clock of their own nothing is compared.
 */
export async function checkClock(clock: LogClock, views: ReadStore, wall: Clock): Promise<() => void> {
  const compare = async (): Promise<void> => {
    const before = wall();
    const there = await views.clockMs().catch(() => undefined);
    const after = wall();
    if (there !== undefined && after - before <= LONGEST_MS) clock.compared((before + after) / 2 - there);
  };
  await compare();
  const timer = setInterval(() => void compare(), EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
