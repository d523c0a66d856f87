import { createHash } from 'node:crypto';
import type { EventStore, StoredEvent } from './port';

/** What a log holds, in short; equal on every adapter. */
export interface LogSummary {
  readonly events: number;
  /** Absent where the log is empty. */
  readonly lastEventId?: string;
  readonly lastRecordedAt?: string;
  /** SHA-256 (hex) of the lines of `logLine`, each ended by a line feed. */
  readonly sha256: string;
}

/**
 * One event as it is compared and hashed: the JSON of `[index,stream,revision,id,type,data,metadata]`, names in the order
 * they are stored in. Positions are left out: they are the store's own.
 */
export const logLine = (index: number, { stream, revision, id, type, data, metadata }: StoredEvent): string =>
  JSON.stringify([index, stream, revision, id, type, data, metadata]);

/** Reads a log, or its first `limit` events, and sums it up. Throws StoreUnavailable. */
export async function summarise(
  log: EventStore,
  { limit = Infinity, onProgress = () => undefined }: SummaryOptions = {},
): Promise<LogSummary> {
  const hash = createHash('sha256');
  let last: StoredEvent | undefined;
  let events = 0;
  if (limit > 0) {
    for await (const event of log.readAll({ limit })) {
      hash.update(`${logLine(events, event)}\n`);
      last = event;
      onProgress(++events);
    }
  }
  const sha256 = hash.digest('hex');
  return last ? { events, lastEventId: last.id, lastRecordedAt: last.metadata.recordedAt, sha256 } : { events, sha256 };
}

export interface SummaryOptions {
  readonly limit?: number;
  /** Told the number of events read so far. */
  readonly onProgress?: (events: number) => void;
}
