import type { LogRead, Position, StoredEvent } from '../../port';
import { matcherOf } from '../../log-filter';
import { brokenOff } from './bounded';
import type { AllStreamResolvedEvent } from './client.adapter';
import { isHandlerFault } from './failure';
import { placeOf, positionOf } from './position';
import type { EventStoreServer } from './server';
import type { Recorded } from './stored-event';
import { storedEventOf } from './stored-event';

/** What stood in the log when it was read. The client filters no reads (it ignores a filter in silence): we do. */
export async function* logEvents(
  server: EventStoreServer,
  { direction = 'forwards', from, limit = Infinity, filter }: LogRead,
): AsyncGenerator<StoredEvent> {
  const matches = matcherOf(filter);
  let left = limit;
  if (left <= 0) return;
  const records = direction === 'forwards' ? ahead(server, from) : back(server, from);
  for await (const record of records) {
    if (!matches(record.streamId, record.type)) continue;
    yield storedEventOf(record);
    if (--left <= 0) return;
  }
}

/** The record at a position, or the first after it. Throws RangeError where the server knows no such place. */
export async function recordFrom(server: EventStoreServer, from: Position): Promise<Recorded | undefined> {
  for await (const record of recordsOf(server, 'forwards', from, 1)) return record;
  return undefined;
}

/** The last record of all, the server's own included. */
export async function lastRecord(server: EventStoreServer): Promise<Recorded | undefined> {
  for await (const record of recordsOf(server, 'backwards', undefined, 1)) return record;
  return undefined;
}

const ahead = (server: EventStoreServer, from: Position | undefined): AsyncIterable<Recorded> =>
  recordsOf(server, 'forwards', from);

/** Inclusively, though the server goes back from before the position. */
async function* back(server: EventStoreServer, from: Position | undefined): AsyncGenerator<Recorded> {
  if (from !== undefined) {
    const first = await recordFrom(server, from);
    if (first && positionOfRecord(first) === from) yield first;
  }
  for await (const record of recordsOf(server, 'backwards', from))
    if (from === undefined || positionOfRecord(record) < from) yield record;
}

async function* recordsOf(
  server: EventStoreServer,
  direction: 'forwards' | 'backwards',
  from: Position | undefined,
  maxCount?: number,
): AsyncGenerator<Recorded> {
  const fromPosition = from === undefined ? (direction === 'forwards' ? 'start' : 'end') : placeOf(from);
  const { credentials } = server;
  const options = { direction, fromPosition, credentials, ...(maxCount === undefined ? {} : { maxCount }) } as const;
  let isEmpty = true;
  try {
    for await (const { event } of server.read<AllStreamResolvedEvent>({}, (client) => client.readAll(options))) {
      isEmpty = false;
      if (event) yield event;
    }
  } catch (error) {
    throw from !== undefined && error instanceof Error && isHandlerFault(error.cause) ? notAPlace(from) : error;
  }
  // A log always holds the server's own events.
  if (isEmpty && from === undefined) throw brokenOff(server.name);
}

export const notAPlace = (position: Position): RangeError => new RangeError(`${position} is no place in this log`);

export const positionOfRecord = ({ position }: Recorded): Position => (position ? positionOf(position) : '');
