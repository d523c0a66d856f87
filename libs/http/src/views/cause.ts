import type { LoggedEvent, ReadStore } from '@tabularium/read-store';

/** An event as a cause is shown: everything but its data. */
export interface Cause extends Pick<LoggedEvent, 'index' | 'id' | 'type' | 'stream' | 'revision'> {
  readonly actor: LoggedEvent['metadata']['actor'];
  readonly authority: LoggedEvent['metadata']['authority'];
  readonly recordedAt: string;
  readonly effectiveAt: string;
  readonly reason?: string;
  readonly evidence?: LoggedEvent['metadata']['evidence'];
}

export function causeOf({ index, id, type, stream, revision, metadata, data }: LoggedEvent): Cause {
  const { actor, authority, recordedAt, effectiveAt, evidence } = metadata;
  const reason = metadata.reason ?? reasonIn(data);
  return {
    index,
    id,
    type,
    stream,
    revision,
    actor,
    authority,
    recordedAt,
    effectiveAt,
    ...(reason ? { reason } : {}),
    ...(evidence ? { evidence } : {}),
  };
}

/** Amendments and many events say why in their data. */
const reasonIn = ({ reason }: LoggedEvent['data']): string | undefined =>
  typeof reason === 'string' ? reason : undefined;

/** Causes by log index. */
export async function causesAt(
  store: ReadStore,
  indexes: readonly number[],
): Promise<ReadonlyMap<number, LoggedEvent>> {
  const wanted = [...new Set(indexes)];
  const events = wanted.length > 0 ? await store.events(wanted) : [];
  return new Map(events.map((event) => [event.index, event]));
}

export const causesFrom = (events: ReadonlyMap<number, LoggedEvent>, indexes: readonly number[]): readonly Cause[] =>
  [...new Set(indexes)].flatMap((index) => {
    const event = events.get(index);
    return event ? [causeOf(event)] : [];
  });
