import { randomUUID } from 'node:crypto';
import type { EncodedEvent } from '../../encode';
import { SOFT_DELETED, TOMBSTONED } from './schema';
import type { EventRow } from './schema';
import type { StreamHead } from './verdict';

export type DeletionKind = 'soft' | 'tombstone';

/** Stream that holds the deletions of a stream. */
export const markerStream = (stream: string): string => `$$${stream}`;

const streamOf = (marker: string): string => marker.slice(2);

/** What a deletion leaves of a stream. */
export const headAfter = (kind: DeletionKind, head: StreamHead): StreamHead =>
  kind === 'tombstone' ? { ...head, tombstoned: true } : { ...head, keepFrom: head.last + 1 };

/** The row that says so, as an event. */
export const markerOf = (kind: DeletionKind, head: StreamHead): EncodedEvent => ({
  id: randomUUID(),
  type: kind === 'tombstone' ? TOMBSTONED : SOFT_DELETED,
  data: JSON.stringify({ truncateBefore: head.last + 1 }),
  metadata: '{}',
});

export function readMarker({ stream, type, data }: Pick<EventRow, 'stream' | 'type' | 'data'>) {
  const { truncateBefore } = JSON.parse(data) as { readonly truncateBefore: number };
  return {
    stream: streamOf(stream),
    keepFrom: type === SOFT_DELETED ? truncateBefore : 0,
    tombstoned: type === TOMBSTONED,
  };
}
