import { openSync, closeSync, fstatSync, mkdtempSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlite } from '@tabularium/sqlite';
import { build, cli } from './server-process';

interface Replay {
  readonly view: { readonly sha256: string; readonly pages: string };
  readonly equal: boolean;
}

const record = mkdtempSync(join(tmpdir(), 'tabularium-damage-'));
const viewsFile = join(record, 'views.db');
const common = ['--folder', record, '--as', 'director'] as const;
let sound: Replay;

/** The installed program on the files, without a server. */
const tabularium = (...words: readonly string[]): Promise<string> => cli(...words, ...common);
const replay = async (): Promise<Replay> => {
  const [first] = JSON.parse(await tabularium('replay', 'people', '--json')) as readonly Replay[];
  if (!first) throw new Error('No view was replayed');
  return first;
};
const complaint = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no complaint',
    (error: unknown) => {
      const { stdout, stderr } = error as Readonly<Record<'stdout' | 'stderr', string>>;
      return stdout + stderr;
    },
  );

beforeAll(async () => {
  build();
  for (const person of ['ana', 'ben', 'cem'])
    await tabularium(
      'do',
      'person',
      person,
      'register-person',
      '--data',
      JSON.stringify({ name: person, unit: 'PMO' }),
    );
  sound = await replay();
}, 120_000);
afterAll(() => rmSync(record, { recursive: true, force: true }));

it.each(['cur', 'ver'])(
  'A changed row of a view (table %s) is found by replay and mended by a rebuild, to the same hash',
  async (table) => {
    const db = openSqlite(viewsFile);
    const { name } =
      db
        .prepare<{ readonly name: string }>(
          `SELECT name FROM sqlite_schema WHERE name GLOB 'people_*_${table}' ORDER BY name DESC`,
        )
        .get() ?? {};
    expect(db.prepare(`UPDATE ${name} SET c_unit = 'IT' WHERE c_name = 'ben'`).run().changes).toBe(1);
    db.close();
    expect(await complaint(replay())).toContain('differ from the log');
    await tabularium('rebuild', 'people', '--force');
    expect(await replay()).toEqual(sound);
  },
  120_000,
);

it('A view file whose pages are damaged is not served, and is built anew from the log, to the same hash', async () => {
  const file = openSync(viewsFile, 'r+');
  const { size } = fstatSync(file);
  for (let page = 1; page < size / 4_096; page++) writeSync(file, Buffer.alloc(64, 0xa5), 0, 64, page * 4_096);
  closeSync(file);
  expect(await complaint(replay())).toMatch(/malformed|not a database|differ from the log/);
  for (const end of ['', '-wal', '-shm']) rmSync(`${viewsFile}${end}`, { force: true });
  expect(await replay()).toEqual(sound);
}, 120_000);
