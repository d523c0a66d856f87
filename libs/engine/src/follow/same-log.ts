import type { EventStore, StoredEvent } from '@tabularium/event-store';
import type { LoggedEvent, ReadStore } from '@tabularium/read-store';

/**
 * The views were built from another log than the one that is there, or from a longer one: an older copy was put back, or
 * the log was moved. Events may be lost that were acknowledged; so nothing is served until somebody has decided.
 */
export class LogChanged extends Error {
  override readonly name = 'LogChanged';
}

/**
 * Compares the last event the views have applied with the event in that place of the log; views that have applied none,
 * and would begin behind the first event, are of another log too. Throws LogChanged, StoreUnavailable.
 */
export async function assertSameLog(log: EventStore, views: ReadStore): Promise<void> {
  const { index, position } = await views.checkpoint();
  if (index < 0) return position === null ? undefined : assertNothingPassed(log, views, position);
  const [known] = await views.events([index]);
  if (!known) throw new LogChanged(`The views say that they have applied event #${index}, but do not hold it.`);
  const found = await eventAt(log, known.position);
  if (found === 'foreign') throw changed(known, 'its place is none of this log', views);
  if (!found) throw changed(known, 'the log ends before it', views);
  if (found.id !== known.id || found.stream !== known.stream || found.revision !== known.revision)
    throw changed(known, `in its place the log has ${named(found)}`, views);
}

async function assertNothingPassed(log: EventStore, views: ReadStore, position: string): Promise<void> {
  const first = await eventAt(log);
  if (first && first !== 'foreign' && first.position <= position)
    throw new LogChanged(
      `The views were built from another log: they have applied nothing up to ${position}, where this one has ` +
        `${named(first)}. ${wayOutOf(views)}`,
    );
}

/** `foreign`: a position of another kind of store, or of another log. */
async function eventAt(log: EventStore, position?: string): Promise<StoredEvent | 'foreign' | undefined> {
  try {
    const from = position === undefined ? {} : { from: position };
    for await (const event of log.readAll({ ...from, limit: 1 })) return event;
    return undefined;
  } catch (error) {
    if (error instanceof RangeError) return 'foreign';
    throw error;
  }
}

const named = ({ type, id, metadata }: LoggedEvent | StoredEvent): string =>
  `${type} ${id}, recorded at ${metadata.recordedAt}`;

const changed = (known: LoggedEvent, words: string, views: ReadStore): LogChanged =>
  new LogChanged(
    `The views were built from another log: they have applied event #${known.index} (${named(known)}), but ${words}. ` +
      wayOutOf(views),
  );

const wayOutOf = ({ name }: ReadStore): string =>
  'Was an older copy of the log put back, or the log moved? Put the right log back; or, if this is the right one, ' +
  `${wayOut[name]}, keep the old views (they hold a copy of the events that are missing), and start again: ` +
  'the views are then built anew. See docs/runbooks/restore.md.';

const wayOut: Readonly<Record<ReadStore['name'], string>> = {
  sqlite: 'move views.db, views.db-wal and views.db-shm out of the data folder',
  postgresql: 'rename the schema of the views',
};
