import type { SqlDatabase } from '@tabularium/sqlite';
import type { Build, TableShape } from '../../storage';

const SHARED = `
CREATE TABLE IF NOT EXISTS head (
  one INTEGER PRIMARY KEY CHECK (one = 1), idx INTEGER NOT NULL, position TEXT, now INTEGER
) STRICT;
CREATE TABLE IF NOT EXISTS consumer (
  name TEXT PRIMARY KEY, idx INTEGER NOT NULL, owner TEXT, epoch INTEGER NOT NULL DEFAULT 0, until INTEGER, fault TEXT
) STRICT;
CREATE TABLE IF NOT EXISTS build (
  id INTEGER PRIMARY KEY AUTOINCREMENT, view TEXT NOT NULL, version INTEGER NOT NULL, shape TEXT NOT NULL,
  stage TEXT NOT NULL, applied_to INTEGER NOT NULL, fault TEXT, current_index INTEGER, current_at INTEGER
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS build_active ON build (view) WHERE stage = 'active';
CREATE TABLE IF NOT EXISTS log (
  idx INTEGER PRIMARY KEY, id TEXT NOT NULL, stream TEXT NOT NULL, revision INTEGER NOT NULL, type TEXT NOT NULL,
  now INTEGER NOT NULL, amends INTEGER, fact INTEGER, command TEXT NOT NULL, position TEXT NOT NULL,
  data TEXT NOT NULL, metadata TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS log_id ON log (id);
CREATE INDEX IF NOT EXISTS log_stream ON log (stream);
CREATE INDEX IF NOT EXISTS log_command ON log (command);
CREATE INDEX IF NOT EXISTS log_fact ON log (fact) WHERE fact IS NOT NULL;
`;

/** What files of earlier releases lack: they had one owner for everything. */
const LEASES = `
ALTER TABLE head DROP COLUMN epoch;
ALTER TABLE consumer ADD owner TEXT;
ALTER TABLE consumer ADD epoch INTEGER NOT NULL DEFAULT 0;
ALTER TABLE consumer ADD until INTEGER;
ALTER TABLE consumer ADD fault TEXT;
`;

export function createShared(db: SqlDatabase): void {
  db.exec(SHARED);
  if (db.prepare("SELECT 1 FROM pragma_table_info('head') WHERE name = 'epoch'").get()) db.exec(LEASES);
  db.exec('INSERT OR IGNORE INTO head (one, idx) VALUES (1, -1)');
}

/** Names of the tables of a build start with this. Build ids never repeat, so names never clash. */
export const tablePrefix = ({ view, id }: Pick<Build, 'view' | 'id'>): string => `${view.replaceAll('-', '_')}_${id}`;

const storage = { text: 'TEXT', integer: 'INTEGER', minor: 'INTEGER' } as const;

/**
 * Current rows are indexed by a column alone: with the key beside it, rows of one value would lie in the order of their
 * keys, and most pages of every index would be written anew at each commit. Rows of one value are sorted when asked for.
 *
 * Version rows are `ver`, places that no longer stand `rm`, the rows of (head, today) `cur`, keys that change later `pend`.
 */
export function createTables(db: SqlDatabase, t: string, { columns, indexed, totals }: TableShape): void {
  const cells = columns.map(({ name, kind }) => `, "${name}" ${storage[kind]}`).join('');
  db.exec(`
CREATE TABLE ${t}_key (kid INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE ${t}_ver (
  vid INTEGER PRIMARY KEY, kid INTEGER NOT NULL, eff INTEGER NOT NULL, cause INTEGER NOT NULL, gone INTEGER NOT NULL,
  sched INTEGER NOT NULL${cells}
) STRICT;
CREATE INDEX ${t}_ver_place ON ${t}_ver (kid, eff, cause);
CREATE INDEX ${t}_ver_eff ON ${t}_ver (eff, kid);
CREATE INDEX ${t}_ver_sched ON ${t}_ver (kid, eff, cause) WHERE sched = 1;
CREATE TABLE ${t}_rm (
  kid INTEGER NOT NULL, eff INTEGER NOT NULL, cause INTEGER NOT NULL, vid INTEGER NOT NULL,
  PRIMARY KEY (kid, eff, cause, vid)
) STRICT, WITHOUT ROWID;
CREATE INDEX ${t}_rm_vid ON ${t}_rm (vid);
CREATE TABLE ${t}_cur (
  kid INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, eff INTEGER NOT NULL, cause INTEGER NOT NULL${cells}
) STRICT;
CREATE TABLE ${t}_pend (eff INTEGER NOT NULL, kid INTEGER NOT NULL, PRIMARY KEY (eff, kid)) STRICT, WITHOUT ROWID;
${indexed.map((name) => `CREATE INDEX ${t}_cur_${name} ON ${t}_cur ("${name}");`).join('\n')}
${totals
  .filter((names) => names.length > 0)
  .map((names, n) => `CREATE INDEX ${t}_total_${n} ON ${t}_cur (${names.map((name) => `"${name}"`).join(', ')});`)
  .join('\n')}`);
}

export function dropTables(db: SqlDatabase, t: string): void {
  for (const table of ['key', 'ver', 'rm', 'cur', 'pend']) db.exec(`DROP TABLE ${t}_${table}`);
}
