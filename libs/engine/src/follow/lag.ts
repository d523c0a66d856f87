import { UnreadableEvent, type EventStore, type Position } from '@tabularium/event-store';
import { millis } from '@tabularium/kernel';

/** Events counted at most; beyond it the lag is «at least». */
const MOST_COUNTED = 10_000;

export interface Lag {
  readonly events: number;
  readonly seconds: number;
}

/** What the store holds beyond a position, at least up to an event that cannot be read. Throws StoreUnavailable. */
export async function lagBehind(log: EventStore, position: Position | null, nowMs: number): Promise<Lag> {
  const from = position === null ? {} : { from: position };
  let [events, oldestMs] = [0, nowMs];
  try {
    for await (const event of log.readAll({ ...from, limit: MOST_COUNTED + 1 })) {
      if (event.position === position) continue;
      if (events++ === 0) oldestMs = millis(event.metadata.recordedAt) || nowMs;
    }
  } catch (error) {
    if (!(error instanceof UnreadableEvent)) throw error;
    events++;
  }
  return { events, seconds: Math.max(0, (nowMs - oldestMs) / 1000) };
}

/** Position of the last event, readable or not; null = none. */
export async function headOf(log: EventStore): Promise<Position | null> {
  try {
    for await (const { position } of log.readAll({ direction: 'backwards', limit: 1 })) return position;
    return null;
  } catch (error) {
    if (error instanceof UnreadableEvent) return error.position;
    throw error;
  }
}

/** True until the first person and their role are on record: nobody else can have recorded anything before. */
export async function isUnfounded(log: EventStore): Promise<boolean> {
  let events = 0;
  try {
    for await (const _ of log.readAll({ limit: 2 })) events++;
    return events < 2;
  } catch (error) {
    if (error instanceof UnreadableEvent) return false;
    throw error;
  }
}
