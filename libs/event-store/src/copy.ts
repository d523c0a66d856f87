import { setTimeout as sleep } from 'node:timers/promises';
import { logLine } from './log-hash';
import type { EventStore, StoredEvent } from './port';
import { MAX_EVENTS_PER_APPEND, StoreUnavailable } from './port';

/** About the most content of one append, in characters, unless one event alone is longer. */
const MOST_CHARACTERS = 262_144;
const MOST_ATTEMPTS = 6;
const FIRST_PAUSE_MS = 100;

export interface CopyOptions {
  /** Stops between two appends; the same call again goes on from there. */
  readonly signal?: AbortSignal;
  /** Told the number of events that stand in the target. */
  readonly onProgress?: (events: number) => void;
}

export interface CopyResult {
  /** Events found in the target, equal to the first of the source. */
  readonly already: number;
  readonly appended: number;
  readonly interrupted: boolean;
}

/** The target holds an event that the source does not have in this place; nothing is appended behind it. */
export class CopyDiffers extends Error {
  override readonly name = 'CopyDiffers';
  constructor(
    /** Log index of the first difference. */
    readonly index: number,
    wanted: StoredEvent | undefined,
    found: StoredEvent,
  ) {
    super(
      `The logs differ from event #${index} on: the target has ${named(found)}, ` +
        (wanted ? `the source ${named(wanted)}` : 'the source ends before'),
    );
  }
}

const named = ({ type, stream, revision, id }: StoredEvent): string =>
  `${type} ${id} (revision ${revision} of ${stream})`;

/**
 * Copies every event to the target in the order of the log, with its id, stream, revision, data and metadata, so that it has
 * the same log index there. One append at a time, each at its exact revision: what was interrupted, or whose outcome is not
 * known, is repeated without harm. Nobody else may write to the target meanwhile. Deletions of streams are not copied.
 * Throws CopyDiffers, RevisionConflict (somebody else wrote), StoreUnavailable (after some attempts).
 */
export async function copyLog(from: EventStore, to: EventStore, options: CopyOptions = {}): Promise<CopyResult> {
  const { signal, onProgress = () => undefined } = options;
  const source = from.readAll()[Symbol.asyncIterator]();
  try {
    const already = await passEqual(source, to, onProgress);
    let appended = 0;
    for await (const batch of batches(source)) {
      if (signal?.aborted) return { already, appended, interrupted: true };
      await append(to, batch);
      appended += batch.length;
      onProgress(already + appended);
    }
    return { already, appended, interrupted: false };
  } finally {
    await source.return?.();
  }
}

/** Takes from the source what the target has, and gives its number. */
async function passEqual(
  source: AsyncIterator<StoredEvent>,
  to: EventStore,
  onProgress: (events: number) => void,
): Promise<number> {
  let index = 0;
  for await (const found of to.readAll()) {
    const next = await source.next();
    if (next.done) throw new CopyDiffers(index, undefined, found);
    if (logLine(index, next.value) !== logLine(index, found)) throw new CopyDiffers(index, next.value, found);
    onProgress(++index);
  }
  return index;
}

type Batch = readonly [StoredEvent, ...StoredEvent[]];

/** Neighbours in the log that are of one stream. Where a batch ends depends only on where it begins, so a repeat is equal. */
async function* batches(source: AsyncIterator<StoredEvent>): AsyncGenerator<Batch> {
  let batch: [StoredEvent, ...StoredEvent[]] | undefined;
  let characters = 0;
  for (let next = await source.next(); !next.done; next = await source.next()) {
    const event = next.value;
    const size = JSON.stringify([event.data, event.metadata]).length;
    if (batch && belongs(batch, event) && characters + size <= MOST_CHARACTERS) {
      batch.push(event);
      characters += size;
    } else {
      if (batch) yield batch;
      [batch, characters] = [[event], size];
    }
  }
  if (batch) yield batch;
}

const belongs = (batch: Batch, event: StoredEvent): boolean =>
  batch.length < MAX_EVENTS_PER_APPEND &&
  event.stream === batch[0].stream &&
  event.revision === batch[0].revision + batch.length;

/** An append whose outcome is not known must be settled before the next one, or the order of the log could change. */
async function append(to: EventStore, batch: Batch): Promise<void> {
  const [{ stream, revision }] = batch;
  const events = batch.map(({ id, type, data, metadata }) => ({ id, type, data, metadata }));
  const expected = revision === 0 ? 'no_stream' : revision - 1;
  for (let attempt = 1; ; attempt++) {
    try {
      await to.append(stream, expected, events);
      return;
    } catch (error) {
      if (!(error instanceof StoreUnavailable) || attempt === MOST_ATTEMPTS) throw error;
      await sleep(FIRST_PAUSE_MS * 2 ** (attempt - 1));
    }
  }
}
