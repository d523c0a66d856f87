import type { LogRead, ReadDirection, StoredEvent, StreamRead } from '../../port';
import { StreamDeleted, StreamNotFound, UnreadableEvent } from '../../port';
import type { Matcher } from '../../log-filter';
import { matcherOf } from '../../log-filter';
import type { EventHeading, LogFile } from './log-file.adapter';
import { positionOf, rowOf } from './position';
import type { EventRow } from './schema';
import type { StreamHeads } from './stream-heads';
import { isSoftDeleted } from './verdict';

/** Headings looked at in one go when a filter picks from them. */
const HEADINGS = 2_048;

/** A stretch of the log: what matched, and how far everything was considered. */
export interface LogPage {
  /** To be taken once, one by one: content is fetched as it is asked for where a filter picks little from much. */
  readonly rows: Iterable<EventRow>;
  /** Last row considered; undefined = there was none. */
  readonly end: number | undefined;
  readonly considered: number;
}

/** Answers reads in pages, so that a slow reader holds one page in memory and no lock. */
export class LogReader {
  constructor(
    private readonly log: LogFile,
    private readonly heads: StreamHeads,
    private readonly assertOpen: () => void,
  ) {}

  /** What stood in the stream when the reading began. */
  async *stream(
    stream: string,
    { direction = 'forwards', from, limit = Infinity }: StreamRead,
  ): AsyncGenerator<StoredEvent> {
    this.assertOpen();
    const head = this.heads.of(stream);
    if (head.tombstoned) throw new StreamDeleted(stream);
    if (head.last < 0 || isSoftDeleted(head)) throw new StreamNotFound(stream);
    let next = from ?? (direction === 'forwards' ? 0 : head.last);
    for (let left = limit; left > 0 && (direction === 'backwards' || next <= head.last); await this.nextPage()) {
      const there = direction === 'forwards' ? head.last - next + 1 : next + 1;
      const page = this.log.streamPage(stream, direction, next, head.keepFrom, Math.min(left, there));
      for (const row of page) yield storedEvent(row);
      const last = page.at(-1);
      if (!last || last.revision === (direction === 'forwards' ? head.last : head.keepFrom)) return;
      left -= page.length;
      next = last.revision + stepOf(direction);
    }
  }

  async *all({ direction = 'forwards', from, limit = Infinity, filter }: LogRead): AsyncGenerator<StoredEvent> {
    this.assertOpen();
    const matches = filter && matcherOf(filter);
    let next: number | undefined = from === undefined ? startOf(direction) : rowOf(from);
    for (let left = limit; left > 0 && next !== undefined; await this.nextPage()) {
      const page = this.page(direction, next, matches, left);
      for (const row of page.rows) {
        yield storedEvent(row);
        if (--left <= 0) return;
      }
      next = page.end === undefined ? undefined : page.end + stepOf(direction);
    }
  }

  private async nextPage(): Promise<void> {
    await nextTurn();
    this.assertOpen();
  }

  /** The next stretch from a row number (inclusive), `most` rows of it. Without a matcher everything but system events. */
  page(direction: ReadDirection, from: number, matches?: Matcher, most = Infinity): LogPage {
    if (matches) return this.pickedPage(direction, from, matches);
    const rows = this.log.logPage(direction, from, most);
    return { rows: rows.filter(isDelivered), end: rows.at(-1)?.position, considered: rows.length };
  }

  private pickedPage(direction: ReadDirection, from: number, matches: Matcher): LogPage {
    const headings = this.log.headings(direction, from, HEADINGS);
    const picked = headings.filter(({ stream, type }) => matches(stream, type));
    return { rows: this.contents(picked), end: headings.at(-1)?.position, considered: headings.length };
  }

  private *contents(headings: readonly EventHeading[]): Generator<EventRow> {
    for (const { position } of headings) {
      const row = this.log.row(position);
      if (row) yield row;
    }
  }
}

/** Throws UnreadableEvent: nothing of the kind is appended, but somebody may have written into the file. */
export const storedEvent = (row: EventRow): StoredEvent => ({
  ...row,
  data: objectOf(row, 'data') as StoredEvent['data'],
  metadata: objectOf(row, 'metadata') as unknown as StoredEvent['metadata'],
  position: positionOf(row.position),
});

function objectOf(row: EventRow, part: 'data' | 'metadata'): object {
  try {
    const value: unknown = JSON.parse(row[part]);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // said below
  }
  throw new UnreadableEvent(row.stream, row.revision, positionOf(row.position));
}

/** Lets others have the loop between two pages. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const everything = matcherOf(undefined);
const isDelivered = ({ stream, type }: EventRow): boolean => everything(stream, type);

const stepOf = (direction: ReadDirection): number => (direction === 'forwards' ? 1 : -1);
const startOf = (direction: ReadDirection): number => (direction === 'forwards' ? 1 : Number.MAX_SAFE_INTEGER);
