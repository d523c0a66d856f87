import type { EventMetadata, MessageMap } from '@tabularium/kernel';
import { foldLog, type LoggedEvent, type Row, type View } from '@tabularium/read-store';

/** An event of the aggregate `id`, for `viewRows`. `at`: business date; recorded in the order given. */
export type Seen<E extends MessageMap> = {
  readonly [T in keyof E & string]: {
    readonly id: string;
    readonly type: T;
    readonly data: E[T];
    readonly by?: string;
    readonly at?: string;
    /** Number of the decision it was ordered by. */
    readonly decision?: string;
  };
}[keyof E & string];

/** The rows a view shows after these events, by key: for specs of its steps. Event n has the id `event-n`, from 0. */
export function viewRows<E extends MessageMap>(
  view: View,
  ...events: readonly Seen<E>[]
): Readonly<Record<string, Row>> {
  const logged = events.map(loggedOf);
  const { rows } = foldLog(view, logged, { logIndex: events.length - 1, asOf: '9999-12-31T23:59:59.999Z' });
  return Object.fromEntries(rows.map(({ key, row }) => [key, row]));
}

function loggedOf<E extends MessageMap>({ id, type, data, by, at, decision }: Seen<E>, index: number): LoggedEvent {
  return {
    index,
    position: String(index),
    id: `event-${index}`,
    stream: `any-${id}`,
    revision: index,
    type,
    data: Object.fromEntries(Object.entries(data)),
    metadata: { ...metadataOf(by, at), ...(decision ? { authority: { basis: 'DECISION', ref: decision } } : {}) },
  };
}

const metadataOf = (by = 'ana', at = '2026-01-05T09:00:00.000Z'): EventMetadata => ({
  schemaVersion: 1,
  recordedAt: '2026-01-05T09:00:00.000Z',
  effectiveAt: at,
  actor: { id: by },
  authority: { basis: 'ROLE' },
  commandId: 'command',
  commandHash: 'hash',
  correlationId: 'command',
  causationId: 'command',
});
