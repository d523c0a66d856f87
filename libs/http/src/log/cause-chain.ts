import type { LoggedEvent, ReadStore } from '@tabularium/read-store';

/** Longest chain of causes shown. */
const LONGEST_CHAIN = 20;

/** The events that led to one, first cause first: all of one chain share the correlation id, and came before. */
export async function chainOf(views: ReadStore, event: LoggedEvent): Promise<readonly LoggedEvent[]> {
  const chain: LoggedEvent[] = [];
  for (
    let cause = await causing(views, event);
    cause && chain.length < LONGEST_CHAIN;
    cause = await causing(views, cause)
  )
    chain.unshift(cause);
  return chain;
}

/** A command that a process sent names the event that made it act; a person's command names itself. */
const causing = async (views: ReadStore, { metadata }: LoggedEvent): Promise<LoggedEvent | undefined> =>
  metadata.causationId === metadata.commandId
    ? undefined
    : (await views.eventsOf({ eventId: metadata.causationId, limit: 1 }))[0];
