import type { LogEntry, LogReader, LogSearch, LogWriter } from '../../storage';
import { entryOf } from '../stored';
import type { Statements } from './statements.adapter';
import { BulkInsert } from './statements.adapter';

const COLUMNS = 'idx, id, stream, revision, type, now, amends, fact, command, position, data, metadata';

/** A stream, or one whose name goes on with a dot: `/` is the character after it. */
const WITHIN = '(stream = ? OR (stream > ? AND stream < ?))';

/** The log copy. */
export class SqliteLogReader implements LogReader {
  constructor(protected readonly statements: Statements) {}

  entries(indexes: readonly number[]): readonly LogEntry[] {
    return this.select('idx IN (SELECT value FROM json_each(?))', JSON.stringify(indexes));
  }

  range(from: number, limit: number): readonly LogEntry[] {
    return this.read(`SELECT ${COLUMNS} FROM log WHERE idx >= ? ORDER BY idx LIMIT ?`, from, limit);
  }

  amendmentsOf(facts: readonly number[]): readonly LogEntry[] {
    return this.select('fact IS NOT NULL AND fact IN (SELECT value FROM json_each(?))', JSON.stringify(facts));
  }

  withEventId(id: string): readonly LogEntry[] {
    return this.select('id = ?', id);
  }

  search({ streams, within, commandId, eventId, from, to, limit }: LogSearch): readonly LogEntry[] {
    const terms = ['idx >= ?', 'idx <= ?'];
    const values: (string | number)[] = [from ?? 0, to ?? Number.MAX_SAFE_INTEGER];
    if (streams) terms.push('stream IN (SELECT value FROM json_each(?))');
    if (streams) values.push(JSON.stringify(streams));
    if (within) terms.push(`(${within.map(() => WITHIN).join(' OR ') || 'FALSE'})`);
    if (within) values.push(...within.flatMap((name) => [name, `${name}.`, `${name}/`]));
    if (commandId !== undefined) terms.push('command = ?');
    if (commandId !== undefined) values.push(commandId);
    if (eventId !== undefined) terms.push('id = ?');
    if (eventId !== undefined) values.push(eventId);
    const where = terms.join(' AND ');
    return this.read(`SELECT ${COLUMNS} FROM log WHERE ${where} ORDER BY idx LIMIT ?`, ...values, limit);
  }

  nowAt(index: number): number | null {
    const row = this.statements.of('SELECT now FROM log WHERE idx = ?').get(index);
    return row ? Number(row[0]) : null;
  }

  /** `now` never decreases along the log, so halving finds it without an index of its own. */
  lastKnownAt(instant: number): number {
    let [known, unknown] = [-1, Number(this.statements.of('SELECT coalesce(max(idx), -1) FROM log').get()?.[0]) + 1];
    while (unknown - known > 1) {
      const middle = Math.floor((known + unknown) / 2);
      if ((this.nowAt(middle) ?? Infinity) <= instant) known = middle;
      else unknown = middle;
    }
    return known;
  }

  protected read(sql: string, ...values: readonly (string | number)[]): readonly LogEntry[] {
    return this.statements
      .of(sql)
      .all(...values)
      .map(entryOf);
  }

  private select(where: string, value: string): readonly LogEntry[] {
    return this.read(`SELECT ${COLUMNS} FROM log WHERE ${where} ORDER BY idx`, value);
  }
}

export class SqliteLogWriter extends SqliteLogReader implements LogWriter {
  private readonly rows: BulkInsert;

  constructor(statements: Statements) {
    super(statements);
    this.rows = new BulkInsert(statements, `log (${COLUMNS})`, 12);
  }

  add({ event, now, amends, fact }: LogEntry): void {
    const { index, id, stream, revision, type, data, metadata, position } = event;
    const texts = [JSON.stringify(data), JSON.stringify(metadata)];
    this.rows.add([index, id, stream, revision, type, now, amends, fact, metadata.commandId, position, ...texts]);
  }

  flush(): void {
    this.rows.flush();
  }

  discard(): void {
    this.rows.discard();
  }

  override nowAt(index: number): number | null {
    this.flush();
    return super.nowAt(index);
  }

  protected override read(sql: string, ...values: readonly (string | number)[]): readonly LogEntry[] {
    this.flush();
    return super.read(sql, ...values);
  }
}
