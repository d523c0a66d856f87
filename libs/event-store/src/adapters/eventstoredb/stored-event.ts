import type { StoredEvent } from '../../port';
import { UnreadableEvent } from '../../port';
import type { AllStreamResolvedEvent, ResolvedEvent } from './client.adapter';
import { positionOf } from './position';

export type Recorded = NonNullable<(AllStreamResolvedEvent | ResolvedEvent)['event']>;

/**
 * The event as the port gives it. Throws UnreadableEvent where data or metadata is no JSON object: the client hands over
 * malformed JSON as bare text, without an error.
 */
export function storedEventOf({ streamId, revision, id, type, data, metadata, position }: Recorded): StoredEvent {
  const at = position ? positionOf(position) : '';
  if (position === undefined || !isObject(data) || !isObject(metadata))
    throw new UnreadableEvent(streamId, Number(revision), at);
  return {
    id,
    type,
    stream: streamId,
    revision: Number(revision),
    position: at,
    data: data as StoredEvent['data'],
    metadata: metadata as unknown as StoredEvent['metadata'],
  };
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
