import { deflateRawSync, inflateRawSync } from 'node:zlib';
import {
  RevisionConflict,
  StreamDeleted,
  StreamNotFound,
  type Appended,
  type Expected,
  type LogRead,
  type LogSignal,
  type NewEvent,
  type Position,
  type StoredEvent,
  type StreamRead,
} from '@tabularium/event-store';
import { SimulatedLog, type LogRecord, type Outcome } from '../eventstoredb-simulator/log';
import { checkName, encodeAppend, matcherOf, type Matcher } from './parts';

/** What a subscription is told at once, and where it goes on. */
export interface Page {
  readonly signals: readonly LogSignal[];
  readonly next: number;
}

const PAGE = 32;
/** Events considered without one delivered, after which a checkpoint is told. */
const CHECKPOINT_EVERY = 32;
const DEFLATED = 'deflated';
/** Longer bodies are kept deflated: everything is in memory. */
const LONG_BODY = 4_096;
const POSITION_DIGITS = 20;

/** The store that every process of a simulation shares: EventStoreDB's rules, no network, no faults. */
export class LogServer {
  private readonly log = new SimulatedLog();

  /** The position past which nothing was written yet. */
  get length(): number {
    return this.log.records.length;
  }

  /** Throws RevisionConflict, StreamDeleted, InvalidEvent. */
  append(stream: string, expected: Expected, events: readonly NewEvent[]): Appended {
    const proposed = encodeAppend(stream, expected, events).map(({ id, type, data, metadata }) => ({
      id,
      type,
      contentType: data.length > LONG_BODY ? DEFLATED : 'application/json',
      data: bodyOf(data),
      metadata: Buffer.from(metadata),
    }));
    const { revision = 0, position } = written(stream, expected, this.log.append(stream, expected, proposed));
    return { revision, position: tokenOf(position) };
  }

  delete(stream: string, expected: Expected, kind: 'softDelete' | 'tombstone'): void {
    checkName(stream, 'stream name');
    written(stream, expected, this.log[kind](stream, expected));
  }

  /** What stands in the stream now. Throws StreamNotFound, StreamDeleted. */
  readStream(stream: string, { direction = 'forwards', from, limit = Infinity }: StreamRead): readonly StoredEvent[] {
    const records = this.log.read(stream);
    if (records === 'absent') throw new StreamNotFound(stream);
    if (records === 'deleted') throw new StreamDeleted(stream);
    const ordered = direction === 'forwards' ? records : records.toReversed();
    const isWanted = ({ revision }: LogRecord) =>
      from === undefined || (direction === 'forwards' ? Number(revision) >= from : Number(revision) <= from);
    return ordered.filter(isWanted).slice(0, limit).map(eventOf);
  }

  /** What stands in the log now. Throws RangeError for a position of another log. */
  readAll({ direction = 'forwards', from, limit = Infinity, filter }: LogRead): readonly StoredEvent[] {
    const matches = matcherOf(filter);
    const start = from === undefined ? undefined : this.indexFrom(from, direction === 'forwards');
    const records =
      direction === 'forwards' ? this.log.records.slice(start) : this.log.records.slice(0, start).toReversed();
    return records
      .filter(({ stream, type }) => matches(stream, type))
      .slice(0, limit)
      .map(eventOf);
  }

  /** Where a subscription starts. Throws RangeError for a position of another log, or beyond its end. */
  startAfter(after: Position | 'end' | undefined): number {
    if (after === undefined) return 0;
    if (after === 'end') return this.length;
    const last = this.log.records.at(-1);
    if (after > tokenOf(last?.position ?? 0n)) throw new RangeError(`${after} lies beyond the end of the log`);
    return this.indexFrom(after, false);
  }

  /** The signals from an index on; none when nothing is there. */
  page(from: number, matches: Matcher): Page {
    const records = this.log.records.slice(from, from + PAGE);
    const signals: LogSignal[] = [];
    for (const record of records)
      if (matches(record.stream, record.type)) signals.push({ kind: 'event', event: eventOf(record) });
    const last = records.at(-1);
    if (last && (signals.length === 0 ? records.length >= CHECKPOINT_EVERY : !matches(last.stream, last.type)))
      signals.push({ kind: 'checkpoint', position: tokenOf(last.position) });
    return { signals, next: from + records.length };
  }

  /** The place of the last event, as a checkpoint tells it. */
  placeBefore(index: number): Position | undefined {
    const record = this.log.records[index - 1];
    return record && tokenOf(record.position);
  }

  onGrowth(listener: () => void): () => void {
    return this.log.onGrowth(listener);
  }

  /** From an event on (or, not `inclusive`, behind it). Backwards it is the end of a slice that holds the event. */
  private indexFrom(position: Position, inclusive: boolean): number {
    const place = placeOf(position);
    const index = this.log.indexFrom({ commit: place, prepare: place }, inclusive);
    if (index === undefined) throw new RangeError(`${position} is no position of this log`);
    return index;
  }
}

function written(stream: string, expected: Expected, outcome: Outcome): Extract<Outcome, { kind: 'written' }> {
  if (outcome.kind === 'deleted') throw new StreamDeleted(stream);
  if (outcome.kind === 'conflict') throw new RevisionConflict(stream, expected, outcome.current);
  return outcome;
}

const bodyOf = (json: string): Uint8Array => (json.length > LONG_BODY ? deflateRawSync(json) : Buffer.from(json));

function eventOf({ stream, revision, id, type, contentType, data, metadata, position }: LogRecord): StoredEvent {
  const body = contentType === DEFLATED ? inflateRawSync(data) : Buffer.from(data);
  return {
    id,
    stream,
    revision: Number(revision),
    type,
    data: JSON.parse(body.toString()) as StoredEvent['data'],
    metadata: JSON.parse(Buffer.from(metadata).toString()) as StoredEvent['metadata'],
    position: tokenOf(position),
  };
}

const tokenOf = (position: bigint): Position => String(position).padStart(POSITION_DIGITS, '0');

function placeOf(position: Position): bigint {
  if (!/^\d{20}$/.test(position)) throw new RangeError(`«${position}» is no position of this store`);
  return BigInt(position);
}
