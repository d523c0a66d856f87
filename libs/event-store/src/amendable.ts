import { factsInForce } from '@tabularium/kernel';
import { eventsOf } from './folded-streams';
import type { EventStore, NewEvent } from './port';

/**
 * Makes sure that amendments about to be appended name events of their stream, and none corrects a void: once stored, the
 * stream could not be folded any more. Throws BrokenAmendment.
 */
export async function assertAmendable(store: EventStore, stream: string, events: readonly NewEvent[]): Promise<void> {
  const past = await eventsOf(store, stream, 0);
  const next = (past.at(-1)?.revision ?? -1) + 1;
  factsInForce([...past, ...events.map((event, i) => ({ ...event, stream, revision: next + i }))]);
}
