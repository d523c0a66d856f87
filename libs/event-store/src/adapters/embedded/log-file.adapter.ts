import type { SqlDatabase, SqlStatement } from '@tabularium/sqlite';
import { openSqlite } from '@tabularium/sqlite';
import type { ReadDirection } from '../../port';
import { StoreUnavailable } from '../../port';
import type { EventRow } from './schema';
import { APPLICATION_ID, SCHEMA, SCHEMA_VERSION } from './schema';

/** Most rows, and about how many bytes of content, that are held in memory for one reader at a time. */
export const PAGE_ROWS = 256;
const PAGE_CHARACTERS = 4_194_304;
/** So few that they are taken at once, which is faster, whatever their size. */
const FEW_ROWS = 8;

const COLUMNS = 'position, stream, revision, id, type, data, metadata';

/** Place and names of an event, without its content. */
export type EventHeading = Pick<EventRow, 'position' | 'stream' | 'type'>;

/** The table of events: opened, checked, and asked. Every question is answered at once. */
export class LogFile {
  readonly db: SqlDatabase;
  private readonly insertion: SqlStatement;
  private readonly lastRow: SqlStatement<{ readonly n: number | null }>;
  private readonly lastRevisionOf: SqlStatement<{ readonly n: number | null }>;
  private readonly idAndRow: SqlStatement<Pick<EventRow, 'id' | 'position'>>;
  private readonly byRow: SqlStatement<EventRow>;
  private readonly inStream: Readonly<Record<ReadDirection, SqlStatement<EventRow>>>;
  private readonly inLog: Readonly<Record<ReadDirection, SqlStatement<EventRow>>>;
  private readonly latest: SqlStatement<Pick<EventRow, 'stream' | 'id' | 'revision'>>;
  private readonly markerRows: SqlStatement<Pick<EventRow, 'stream' | 'type' | 'data'>>;
  private readonly headingsOf: Readonly<Record<ReadDirection, SqlStatement<EventHeading>>>;

  constructor(file: string, readOnly: boolean) {
    this.db = openSqlite(file, { readOnly });
    prepareFile(this.db, readOnly);
    const one = <R extends object>(sql: string) => this.db.prepare<R>(sql);
    const both = <R extends object>(sql: (comparison: string, order: string) => string) => ({
      forwards: one<R>(sql('>=', 'ASC')),
      backwards: one<R>(sql('<=', 'DESC')),
    });
    this.insertion = one(`INSERT INTO event (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)`);
    this.lastRow = one('SELECT max(position) AS n FROM event');
    this.lastRevisionOf = one('SELECT max(revision) AS n FROM event WHERE stream = ?');
    this.idAndRow = one('SELECT id, position FROM event WHERE stream = ? AND revision = ?');
    this.byRow = one(`SELECT ${COLUMNS} FROM event WHERE position = ?`);
    this.latest = one(`SELECT stream, id, revision FROM event WHERE position > ? ORDER BY position`);
    this.markerRows = one(
      `SELECT stream, type, data FROM event WHERE stream >= '$$' AND stream < '$%' ORDER BY position`,
    );
    this.inStream = both(
      (c, order) =>
        `SELECT ${COLUMNS} FROM event WHERE stream = ? AND revision ${c} ? AND revision >= ? ORDER BY revision ${order} LIMIT ?`,
    );
    this.inLog = both(
      (c, order) => `SELECT ${COLUMNS} FROM event WHERE position ${c} ? ORDER BY position ${order} LIMIT ?`,
    );
    this.headingsOf = both(
      (c, order) => `SELECT position, stream, type FROM event WHERE position ${c} ? ORDER BY position ${order} LIMIT ?`,
    );
  }

  insert(row: EventRow): void {
    this.insertion.run(row.position, row.stream, row.revision, row.id, row.type, row.data, row.metadata);
  }

  /** Writes what is there already, durably. */
  touch(): void {
    this.db.transaction(() => this.db.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`));
  }

  /** Last row number; 0 = the log is empty. */
  last(): number {
    return this.lastRow.get()?.n ?? 0;
  }

  /** -1 = no such stream. */
  lastRevision(stream: string): number {
    return this.lastRevisionOf.get(stream)?.n ?? -1;
  }

  at(stream: string, revision: number): Pick<EventRow, 'id' | 'position'> | undefined {
    return this.idAndRow.get(stream, revision);
  }

  row(position: number): EventRow | undefined {
    return this.byRow.get(position);
  }

  /** Every deletion, in the order of the log. */
  markers(): readonly Pick<EventRow, 'stream' | 'type' | 'data'>[] {
    return this.markerRows.all();
  }

  /** The newest `count` events, oldest first. */
  latestIds(count: number): readonly Pick<EventRow, 'stream' | 'id' | 'revision'>[] {
    return this.latest.all(this.last() - count);
  }

  /** Rows of a stream from a revision (inclusive) that are not before `keepFrom`; shorter than asked when they are big. */
  streamPage(
    stream: string,
    direction: ReadDirection,
    from: number,
    keepFrom: number,
    limit: number,
  ): readonly EventRow[] {
    const statement = this.inStream[direction];
    if (limit <= FEW_ROWS) return statement.all(stream, from, keepFrom, limit);
    return upToBudget(statement.iterate(stream, from, keepFrom, Math.min(limit, PAGE_ROWS)));
  }

  /** Rows of the whole log from a row number (inclusive); shorter than asked when they are big. */
  logPage(direction: ReadDirection, from: number, limit: number): readonly EventRow[] {
    return upToBudget(this.inLog[direction].iterate(from, Math.min(limit, PAGE_ROWS)));
  }

  headings(direction: ReadDirection, from: number, limit: number): readonly EventHeading[] {
    return this.headingsOf[direction].all(from, limit);
  }
}

function upToBudget(rows: IterableIterator<EventRow>): readonly EventRow[] {
  const page: EventRow[] = [];
  let characters = 0;
  for (const row of rows) {
    page.push(row);
    characters += row.data.length + row.metadata.length;
    if (characters >= PAGE_CHARACTERS) break;
  }
  return page;
}

/** Durable before acknowledged: WAL with a sync of it at every commit. Checkpoints are ours, so that their errors are seen. */
function prepareFile(db: SqlDatabase, readOnly: boolean): void {
  if (!readOnly) db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0');
  db.exec('PRAGMA cache_size = -32000; PRAGMA trusted_schema = OFF');
  const application = db.pragma('application_id');
  const version = db.pragma('user_version');
  if (!readOnly && application === 0 && version === 0 && isEmpty(db)) return db.transaction(() => db.exec(SCHEMA));
  if (application !== APPLICATION_ID) throw new StoreUnavailable(`${db.file} is no event log`);
  if (version !== SCHEMA_VERSION)
    throw new StoreUnavailable(`${db.file} has format ${String(version)}; this program knows ${SCHEMA_VERSION}`);
}

const isEmpty = (db: SqlDatabase): boolean => db.prepare('SELECT 1 FROM sqlite_schema').get() === undefined;
