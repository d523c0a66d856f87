import type { Appended, EventStore, NewEvent, Position, StoredEvent } from './port';
import type { Folded } from './folded-streams';

/** What the caller of a command gets. */
export interface Receipt {
  readonly stream: string;
  /** Last revision of the command's events; of the stream, if there were none to write. -1 = no stream. */
  readonly revision: number;
  /** Null only when there is no stream. */
  readonly position: Position | null;
  /** Empty: it was already so. */
  readonly eventIds: readonly string[];
  /** The command had been carried out before; this is its original receipt. */
  readonly replayed: boolean;
}

/** The key was used for another command on this aggregate. */
export class IdempotencyKeyReused extends Error {
  override readonly name = 'IdempotencyKeyReused';
  constructor(readonly commandId: string) {
    super(`The idempotency key ${commandId} was used for something else`);
  }
}

export const receiptOf = (stream: string, appended: Appended, events: readonly NewEvent[]): Receipt => ({
  stream,
  revision: appended.revision,
  position: appended.position,
  eventIds: events.map(({ id }) => id),
  replayed: false,
});

/** The original receipt of a command that the stream already holds. Throws IdempotencyKeyReused. */
export async function replayOf(
  store: EventStore,
  stream: string,
  folded: Folded<unknown>,
  commandId: string,
  hash: string,
): Promise<Receipt | undefined> {
  const first = folded.commands.get(commandId);
  if (first === undefined) return undefined;
  const events = await eventsOfCommand(store, stream, first, commandId);
  const last = events.at(-1);
  if (!last || last.metadata.commandHash !== hash) throw new IdempotencyKeyReused(commandId);
  return {
    stream,
    revision: last.revision,
    position: last.position,
    eventIds: events.map(({ id }) => id),
    replayed: true,
  };
}

/** One append made them, so they stand together. */
async function eventsOfCommand(store: EventStore, stream: string, first: number, commandId: string) {
  const events: StoredEvent[] = [];
  for await (const event of store.readStream(stream, { from: first })) {
    if (event.metadata.commandId !== commandId) break;
    events.push(event);
  }
  return events;
}
