import type { EventStore } from '@tabularium/event-store';
import { categoryOf, idOf, type Instant } from '@tabularium/kernel';

/** How the ids of commands of the sample begin. */
export const SAMPLE_COMMAND = 'sample-';

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

/** Events in which the sample has begun: the first director is not of it. */
const BEGINNING = 10;

/** True for a record that begins with the sample, played or interrupted. */
export async function isOfTheSample(log: Pick<EventStore, 'readAll'>): Promise<boolean> {
  for await (const { metadata } of log.readAll({ limit: BEGINNING }))
    if (metadata.commandId.startsWith(SAMPLE_COMMAND)) return true;
  return false;
}
