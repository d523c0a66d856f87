import { existsSync } from 'node:fs';
import type { SqlDatabase } from '@tabularium/sqlite';
import { openSqlite, sqliteCode } from '@tabularium/sqlite';
import { StoreUnavailable } from '../../port';
import type { EmbeddedPlace } from './place';
import { fileOf } from './place';
import type { EventRow } from './schema';
import { APPLICATION_ID, SCHEMA, SCHEMA_VERSION, SOFT_DELETED, TOMBSTONED } from './schema';

/** Something that the store itself would never have done. */
export interface StoreFault {
  readonly check: 'integrity' | 'format' | 'schema' | 'position' | 'revision' | 'content';
  /** Row number in the log, where the fault is one row's. */
  readonly row?: number;
  readonly detail: string;
}

export interface StoreVerification {
  readonly events: number;
  readonly streams: number;
  /** Empty: sound. Ends after a hundred. */
  readonly faults: readonly StoreFault[];
}

const ENOUGH = 100;
const ROWS_AT_ONCE = 500;

/**
 * Reads the whole log and checks it: the file's integrity, its tables and triggers, places without gaps, revisions without
 * gaps in every stream, content that can be decoded. Works beside a running writer. Throws StoreUnavailable if there is no
 * file. Tampering that keeps to all this is the ledger's to find.
 */
export async function verifyStore(place: EmbeddedPlace): Promise<StoreVerification> {
  const file = fileOf(place);
  if (!existsSync(file)) throw new StoreUnavailable(`There is no ${file}`);
  const db = openSqlite(file, { readOnly: true });
  const faults: StoreFault[] = [];
  try {
    faults.push(...integrityFaults(db), ...formatFaults(db), ...schemaFaults(db));
    const counted = await checkRows(db, faults);
    return { ...counted, faults: faults.slice(0, ENOUGH) };
  } catch (error) {
    if (sqliteCode(error) === undefined) throw error;
    return { events: 0, streams: 0, faults: [...faults, { check: 'integrity', detail: words(error) }] };
  } finally {
    db.close();
  }
}

function integrityFaults(db: SqlDatabase): readonly StoreFault[] {
  const rows = db.prepare<{ readonly integrity_check: string }>(`PRAGMA integrity_check(${ENOUGH})`).all();
  const found = rows.map((row) => row.integrity_check).filter((line) => line !== 'ok');
  return found.map((detail) => ({ check: 'integrity', detail }));
}

function formatFaults(db: SqlDatabase): readonly StoreFault[] {
  const [application, version] = [db.pragma('application_id'), db.pragma('user_version')];
  if (application === APPLICATION_ID && version === SCHEMA_VERSION) return [];
  return [{ check: 'format', detail: `application ${String(application)}, format ${String(version)}` }];
}

/** Tables, indexes and triggers must be those a new log gets, to the letter. */
function schemaFaults(db: SqlDatabase): readonly StoreFault[] {
  const fresh = openSqlite(':memory:');
  fresh.exec(SCHEMA);
  const [wanted, found] = [schemaOf(fresh), schemaOf(db)];
  fresh.close();
  const missing = [...wanted]
    .filter(([name, sql]) => found.get(name) !== sql)
    .map(([name]) => `${name} is missing or changed`);
  const added = [...found.keys()].filter((name) => !wanted.has(name)).map((name) => `${name} does not belong here`);
  return [...missing, ...added].map((detail) => ({ check: 'schema', detail }));
}

function schemaOf(db: SqlDatabase): ReadonlyMap<string, string> {
  const rows = db.prepare<{ readonly name: string; readonly sql: string }>('SELECT name, sql FROM sqlite_schema').all();
  return new Map(rows.map(({ name, sql }) => [name, sql]));
}

async function checkRows(db: SqlDatabase, faults: StoreFault[]) {
  const page = db.prepare<EventRow>('SELECT * FROM event WHERE position > ? ORDER BY position LIMIT ?');
  const revisions = new Map<string, number>();
  let last = 0;
  let events = 0;
  for (let rows = page.all(0, ROWS_AT_ONCE); rows.length > 0; rows = page.all(last, ROWS_AT_ONCE)) {
    for (const row of rows) {
      faults.push(...rowFaults(row, last, revisions.get(row.stream) ?? -1));
      revisions.set(row.stream, row.revision);
      last = row.position;
      if (!row.stream.startsWith('$')) events++;
    }
    if (faults.length >= ENOUGH) break;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { events, streams: [...revisions.keys()].filter((stream) => !stream.startsWith('$')).length };
}

function rowFaults(row: EventRow, lastPosition: number, lastRevision: number): readonly StoreFault[] {
  const faults: StoreFault[] = [];
  const fault = (check: StoreFault['check'], detail: string) => faults.push({ check, row: row.position, detail });
  if (row.position !== lastPosition + 1) fault('position', `comes after ${lastPosition}: events are missing`);
  if (row.revision !== lastRevision + 1)
    fault('revision', `${row.stream} goes from ${lastRevision} to ${row.revision}`);
  for (const part of ['data', 'metadata'] as const)
    if (!isJsonObject(row[part])) fault('content', `${part} is no JSON object`);
  const knownMarker = row.type === SOFT_DELETED || row.type === TOMBSTONED;
  if (row.stream.startsWith('$') !== knownMarker) fault('content', `${row.type} in ${row.stream}`);
  return faults;
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));
