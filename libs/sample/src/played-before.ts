import type { EventStore } from '@tabularium/event-store';
import { categoryOf, idOf, type Instant } from '@tabularium/kernel';

/** What an earlier play left. */
interface Played {
  /** Undefined for an empty log. */
  readonly recordedTo?: Instant;
  /** The first event of each command, refused ones among them, by the id of the command. */
  readonly eventIds: ReadonlyMap<string, string>;
}

/** Reads the whole log. */
export async function playedBefore(log: Pick<EventStore, 'readAll'>): Promise<Played> {
  const eventIds = new Map<string, string>();
  let recordedTo: Instant | undefined;
  for await (const { id, stream, metadata } of log.readAll()) {
    const commandId = categoryOf(stream) === 'refusals' ? idOf(stream) : metadata.commandId;
    if (!eventIds.has(commandId)) eventIds.set(commandId, id);
    recordedTo = metadata.recordedAt;
  }
  return { eventIds, ...(recordedTo ? { recordedTo } : {}) };
}
