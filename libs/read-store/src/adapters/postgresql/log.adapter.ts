import type { LogEntry, LogReader, LogSearch, LogWriter } from '../../storage';
import { entryOf } from '../stored';
import { BulkInsert } from './bulk.adapter';
import type { Session, SqlValue } from './session.adapter';

const COLUMNS = 'idx, id, stream, revision, type, now, amends, fact, command, position, data, metadata';
const TYPES = COLUMNS.split(', ').map((name) =>
  ['idx', 'revision', 'now', 'amends', 'fact'].includes(name) ? 'bigint' : 'text',
);

/** `now` never decreases along the log, so halving finds it without an index of its own. */
const LAST_KNOWN = `WITH RECURSIVE halved (known, unknown) AS (
  SELECT -1::bigint, coalesce(max(idx), -1) + 1 FROM log
  UNION ALL
  SELECT CASE WHEN l.now <= $1 THEN l.idx ELSE h.known END, CASE WHEN l.now <= $1 THEN h.unknown ELSE l.idx END
  FROM halved h JOIN log l ON l.idx = (h.known + h.unknown) / 2 WHERE h.unknown - h.known > 1)
SELECT known FROM halved WHERE unknown - known <= 1`;

/** PostgreSQL has no text with NUL, and asking for one is an error: nothing is found. */
export const storable = (text: string): boolean => !text.includes('\0');

/** The log copy. */
export class PostgresLogReader implements LogReader {
  constructor(protected readonly session: Session) {}

  entries(indexes: readonly number[]): Promise<readonly LogEntry[]> {
    return this.select('idx = ANY ($1::bigint[])', indexes);
  }

  range(from: number, limit: number): Promise<readonly LogEntry[]> {
    return this.read(`SELECT ${COLUMNS} FROM log WHERE idx >= $1 ORDER BY idx LIMIT $2`, [from, limit]);
  }

  amendmentsOf(facts: readonly number[]): Promise<readonly LogEntry[]> {
    return this.select('fact IS NOT NULL AND fact = ANY ($1::bigint[])', facts);
  }

  async withEventId(id: string): Promise<readonly LogEntry[]> {
    return storable(id) ? this.select('id = $1', id) : [];
  }

  async search({ streams, within, commandId, eventId, from, to, limit }: LogSearch): Promise<readonly LogEntry[]> {
    const values: SqlValue[] = [from ?? 0, to ?? Number.MAX_SAFE_INTEGER, limit];
    const terms: string[] = [];
    const ask = (term: (parameter: string) => string, value: SqlValue) => terms.push(term(`$${values.push(value)}`));
    if (streams) ask((list) => `stream = ANY (${list}::text[])`, streams.filter(storable));
    if (within) ask(anyWithin, within.filter(storable));
    if (commandId !== undefined) ask((id) => `command = ${id}`, commandId);
    if (eventId !== undefined) ask((id) => `id = ${id}`, eventId);
    if (![commandId ?? '', eventId ?? ''].every(storable)) return [];
    // Ordered by what no index gives: in the order of the log, few matches would be looked for among all events.
    const order = terms.length > 0 ? 'idx + 0' : 'idx';
    const where = ['idx >= $1', 'idx <= $2', ...terms].join(' AND ');
    return this.read(`SELECT ${COLUMNS} FROM log WHERE ${where} ORDER BY ${order} LIMIT $3`, values);
  }

  async nowAt(index: number): Promise<number | null> {
    const [row] = await this.session.prepared('SELECT now FROM log WHERE idx = $1', [index]);
    return row ? Number(row[0]) : null;
  }

  async lastKnownAt(instant: number): Promise<number> {
    const [row] = await this.session.prepared(LAST_KNOWN, [instant]);
    return Number(row?.[0] ?? -1);
  }

  protected async read(sql: string, values: readonly SqlValue[]): Promise<readonly LogEntry[]> {
    return (await this.session.prepared(sql, values)).map(entryOf);
  }

  private select(where: string, value: SqlValue): Promise<readonly LogEntry[]> {
    return this.read(`SELECT ${COLUMNS} FROM log WHERE ${where} ORDER BY idx`, [value]);
  }
}

/** A stream, or one whose name goes on with a dot: `/` is the character after it. */
const anyWithin = (names: string): string => `(stream = ANY (${names}::text[]) OR EXISTS (
  SELECT 1 FROM unnest(${names}::text[]) AS n (name)
  WHERE stream > n.name || '.' COLLATE "C" AND stream < n.name || '/' COLLATE "C"))`;

/** Entries are held back until something is read. */
export class PostgresLogWriter extends PostgresLogReader implements LogWriter {
  private readonly held: BulkInsert;

  constructor(session: Session) {
    super(session);
    this.held = new BulkInsert(session, `log (${COLUMNS})`, TYPES);
  }

  add({ event, now, amends, fact }: LogEntry): Promise<void> | undefined {
    const { index, id, stream, revision, type, data, metadata, position } = event;
    const texts = [JSON.stringify(data), JSON.stringify(metadata)];
    const row = [index, id, stream, revision, type, now, amends, fact, metadata.commandId, position, ...texts];
    return this.held.add(row) ? this.flush() : undefined;
  }

  flush(): Promise<void> {
    return this.held.flush();
  }

  override async nowAt(index: number): Promise<number | null> {
    return (await Promise.all([this.flush(), super.nowAt(index)]))[1];
  }

  override async lastKnownAt(instant: number): Promise<number> {
    return (await Promise.all([this.flush(), super.lastKnownAt(instant)]))[1];
  }

  protected override async read(sql: string, values: readonly SqlValue[]): Promise<readonly LogEntry[]> {
    return (await Promise.all([this.flush(), super.read(sql, values)]))[1];
  }
}
