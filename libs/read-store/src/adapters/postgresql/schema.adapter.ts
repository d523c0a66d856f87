import type { Build, TableShape } from '../../storage';
import type { CellColumn } from '../../rows';
import { ReadStoreUnavailable } from '../../errors';
import type { Session } from './session.adapter';

/** Steps from one version of the shared tables to the next; never edited, only added to. */
const migrations: readonly string[] = [
  `CREATE TABLE head (
  one integer PRIMARY KEY CHECK (one = 1), idx bigint NOT NULL, position text COLLATE "C", epoch bigint NOT NULL,
  now bigint
);
INSERT INTO head VALUES (1, -1, NULL, 0, NULL);
CREATE TABLE consumer (name text COLLATE "C" PRIMARY KEY, idx bigint NOT NULL);
CREATE TABLE build (
  id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY, view text COLLATE "C" NOT NULL, version bigint NOT NULL,
  shape text NOT NULL, stage text COLLATE "C" NOT NULL, applied_to bigint NOT NULL, fault text, current_index bigint,
  current_at bigint
);
CREATE UNIQUE INDEX build_active ON build (view) WHERE stage = 'active';
CREATE TABLE log (
  idx bigint PRIMARY KEY, id text COLLATE "C" NOT NULL, stream text COLLATE "C" NOT NULL, revision bigint NOT NULL,
  type text COLLATE "C" NOT NULL, now bigint NOT NULL, amends bigint, fact bigint, command text COLLATE "C" NOT NULL,
  position text COLLATE "C" NOT NULL, data text COLLATE "C" NOT NULL, metadata text COLLATE "C" NOT NULL
);
CREATE INDEX log_id ON log USING hash (id);
CREATE INDEX log_command ON log USING hash (command);
CREATE INDEX log_stream ON log (stream);
CREATE INDEX log_fact ON log (fact) WHERE fact IS NOT NULL;`,
  // The index makes the epoch a key: its change waits for who holds the row FOR KEY SHARE, a renewal does not.
  `ALTER TABLE head DROP COLUMN epoch;
ALTER TABLE consumer ADD owner text, ADD epoch bigint NOT NULL DEFAULT 0, ADD until timestamptz, ADD fault text;
CREATE UNIQUE INDEX consumer_epoch ON consumer (name, epoch);`,
];

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/**
 * Brings the shared tables to this version, one process at a time, inside a transaction. Throws when they were made by
 * a newer one.
 */
export async function migrate(session: Session, schema: string): Promise<void> {
  await session.rows('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`tabularium ${schema}`]);
  // Asked first, for CREATE SCHEMA IF NOT EXISTS wants the right to create one even if it exists.
  const [known] = await session.rows('SELECT 1 FROM pg_namespace WHERE nspname = $1', [schema]);
  if (!known) await session.script(`CREATE SCHEMA ${quoted(schema)}`);
  const [made] = await session.rows(`SELECT to_regclass('migration') IS NOT NULL`);
  if (made?.[0] !== true)
    await session.script('CREATE TABLE migration (version integer PRIMARY KEY, at timestamptz NOT NULL)');
  const version = await versionOf(session);
  for (let next = version; next < migrations.length; next++) {
    await session.script(migrations[next] ?? '');
    await session.rows('INSERT INTO migration VALUES ($1, now())', [next + 1]);
  }
}

/** Throws unless the shared tables are there and of this version. */
export async function checkMigrated(session: Session, schema: string): Promise<void> {
  const [made] = await session.rows(`SELECT to_regclass('migration') IS NOT NULL`);
  const version = made?.[0] === true ? await versionOf(session) : 0;
  if (version < migrations.length)
    throw new ReadStoreUnavailable(`The schema ${schema} has no tables of this version yet; start a projector first`);
}

async function versionOf(session: Session): Promise<number> {
  const [row] = await session.rows('SELECT coalesce(max(version), 0) FROM migration');
  const version = Number(row?.[0]);
  if (version > migrations.length)
    throw new Error(
      `The tables are of version ${version}, made by a newer release; this one knows ${migrations.length}`,
    );
  return version;
}

/** Names of the tables of a build start with this. Build ids never repeat, so names never clash. */
export const tablePrefix = ({ view, id }: Pick<Build, 'view' | 'id'>): string => `${view.replaceAll('-', '_')}_${id}`;

const storage: Readonly<Record<CellColumn['kind'], string>> = {
  text: 'text COLLATE "C"',
  integer: 'bigint',
  minor: 'bigint',
};

/** Longest part of a text, in characters, that goes into an index: an entry of more than 2.7 KB would be refused. */
const INDEXED = 128;

/** A text as far as it is indexed; ordering by it first and by the text next is ordering by the text. */
export const prefixOf = (text: string): string => `left(${text}, ${INDEXED})`;

const indexedAs = ({ name, kind }: CellColumn): string => (kind === 'text' ? prefixOf(quoted(name)) : quoted(name));

/**
 * Version rows are `ver`, places that no longer stand `rm`, the rows of (head, today) `cur`, keys that change later
 * `pend`. Texts compare by their bytes. Totals get no covering index: it would serve only what VACUUM has marked.
 */
export async function createTables(session: Session, t: string, { columns, indexed }: TableShape): Promise<void> {
  const cells = columns.map(({ name, kind }) => `, ${quoted(name)} ${storage[kind]}`).join('');
  await session.script(`
CREATE TABLE ${t}_key (kid integer PRIMARY KEY, key text COLLATE "C" NOT NULL, EXCLUDE USING hash (key WITH =));
CREATE TABLE ${t}_ver (
  vid bigint PRIMARY KEY, kid integer NOT NULL, eff bigint NOT NULL, cause bigint NOT NULL, gone boolean NOT NULL,
  sched boolean NOT NULL${cells}
);
CREATE INDEX ${t}_ver_place ON ${t}_ver (kid, eff, cause, vid);
CREATE INDEX ${t}_ver_eff ON ${t}_ver (eff, kid);
CREATE INDEX ${t}_ver_sched ON ${t}_ver (kid, eff, cause, vid) WHERE sched;
CREATE TABLE ${t}_rm (
  kid integer NOT NULL, eff bigint NOT NULL, cause bigint NOT NULL, vid bigint NOT NULL,
  PRIMARY KEY (kid, eff, cause, vid)
);
CREATE INDEX ${t}_rm_vid ON ${t}_rm (vid);
CREATE TABLE ${t}_cur (
  kid integer PRIMARY KEY, key text COLLATE "C" NOT NULL, eff bigint NOT NULL, cause bigint NOT NULL${cells}
);
CREATE INDEX ${t}_cur_key ON ${t}_cur (${prefixOf('key')});
CREATE TABLE ${t}_pend (eff bigint NOT NULL, kid integer NOT NULL, PRIMARY KEY (eff, kid));
${columns
  .filter(({ name }) => indexed.includes(name))
  .map((column, n) => `CREATE INDEX ${t}_cur_${n} ON ${t}_cur (${indexedAs(column)} NULLS FIRST);`)
  .join('\n')}`);
}

export const dropTables = async (session: Session, t: string): Promise<void> => {
  await session.script(`DROP TABLE ${['key', 'ver', 'rm', 'cur', 'pend'].map((table) => `${t}_${table}`).join(', ')}`);
};
