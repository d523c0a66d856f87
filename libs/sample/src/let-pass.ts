import { setTimeout as sleep } from 'node:timers/promises';
import { contexts, type Engine } from '@tabularium/engine';
import type { Instant, LocalDate, Zone } from '@tabularium/kernel';

const CHECK_MS = 10;
/** A deadline whose command changes nothing would stand for ever. */
const LONGEST_MS = 30_000;

interface Time {
  /** Of the organisation. */
  readonly zone: Zone;
  readonly setClock: (now: Instant) => void;
}

/**
 * Moves the clock over the days on which something is due, up to an instant, and waits until the engine has done it. The
 * views must have caught up with whatever set something a day.
 */
export async function letPass(engine: Engine, { zone, setClock }: Time, until: Instant): Promise<void> {
  for (let due = await nextDue(engine); due && zone.startOf(due) <= until; due = await nextDue(engine)) {
    setClock(zone.startOf(due));
    await done(engine, due);
  }
}

const deadlines = contexts.flatMap((context) => context.deadlines ?? []);

/** The first day on which a command waits for its time. */
async function nextDue({ views }: Engine): Promise<LocalDate | undefined> {
  const first = deadlines.map(async ({ name }) => {
    const { rows } = await views.page(name, {}, { sort: ['due'], limit: 1 });
    return rows.map(({ row }) => String(row['due']));
  });
  return (await Promise.all(first)).flat().sort()[0];
}

/** Throws when the engine does not do in time what is due. */
async function done(engine: Engine, day: LocalDate): Promise<void> {
  for (const end = Date.now() + LONGEST_MS; Date.now() < end; await sleep(CHECK_MS)) {
    await engine.caughtUp();
    const due = await nextDue(engine);
    if (due === undefined || due > day) return;
  }
  throw new Error(`What is due on ${day} was not done`);
}
