import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEngine, readSettings, type Engine } from '@tabularium/engine';
import { copyLog, openEmbeddedStore, openEventStoreDb } from '@tabularium/event-store';
import { SAMPLE_DIRECTOR, startWithSample } from '@tabularium/sample';
import { hasPostgresServer, startPostgresServer, type PostgresServer } from '@tabularium/testing';
import { startSimulator } from '../eventstoredb-simulator/child';
import { realData } from './gmpp-panel';
import { gmppFiles, importFile, melbourneWater } from './import-file';

/** Snapshots of the sample, of the eight returns and of the capital projects. */
const SAMPLE_DATES = ['2023-06-30', '2024-03-31', '2024-12-31', '2025-03-31', '2026-06-30'];
const REAL_DATES = ['2014-09-30', '2015-09-30', '2016-09-30', '2017-09-30', '2018-09-30', '2019-09-30', '2020-09-30'];
const DATES = [...SAMPLE_DATES, ...REAL_DATES, '2030-12-31'];

const isServerHere = hasPostgresServer();
if (!isServerHere && process.env['CI'])
  throw new Error('There is no PostgreSQL server, and it may not be skipped here');
if (!isServerHere) console.info(`Skipped: no PostgreSQL server for ${process.platform}-${process.arch}`);
const isDataHere = existsSync(realData);
if (!isDataHere) console.info(`Of the sample portfolio alone: there is no real data in ${realData}`);

(isServerHere ? describe : describe.skip)('one record on two event stores and two read stores', () => {
  const [embedded, moved] = ['embedded', 'moved'].map((name) => mkdtempSync(join(tmpdir(), `tabularium-${name}-`))) as [
    string,
    string,
  ];
  let postgres: PostgresServer;
  let simulator: Awaited<ReturnType<typeof startSimulator>>;
  let expected: Answers;

  beforeAll(async () => {
    [postgres, simulator] = await Promise.all([startPostgresServer(), startSimulator()]);
    await record(embedded);
    await move(embedded, simulator.url);
    expected = await answersWith({ TABULARIUM_DATA: embedded }, Infinity);
  }, 600_000);
  afterAll(async () => {
    await Promise.all([postgres.stop(), simulator.stop()]);
    for (const folder of [embedded, moved]) rmSync(folder, { recursive: true, force: true });
  });

  const onSimulator = () => ({ TABULARIUM_DATA: moved, EVENTSTOREDB_URL: simulator.url });
  const inPostgres = (schema: string) => ({ DATABASE_URL: `${postgres.url}?schema=${schema}` });

  it('shows what is folded straight from the log', () => {
    expect(expected.differing).toEqual([]);
    const shown = Object.values(expected.hashes).filter(({ rows }) => rows > 0);
    expect(shown.length).toBeGreaterThan(isDataHere ? 200 : 50);
  });

  it('answers the same with its views in PostgreSQL', async () => {
    expect(await answersWith({ TABULARIUM_DATA: embedded, ...inPostgres('embedded') })).toEqual(expected);
  }, 600_000);

  it('answers the same with its log on EventStoreDB (a simulator)', async () => {
    expect(await answersWith(onSimulator())).toEqual(expected);
  }, 600_000);

  it('answers the same with its log on EventStoreDB (a simulator) and its views in PostgreSQL', async () => {
    expect(await answersWith({ ...onSimulator(), ...inPostgres('moved') })).toEqual(expected);
  }, 600_000);
});

const settingsOf = (environment: Readonly<Record<string, string>>) =>
  readSettings({ TABULARIUM_LOG_LEVEL: 'silent', TABULARIUM_PORT: '0', ...environment });

/** The sample portfolio, the returns of eight years in no order, and the capital projects. */
async function record(folder: string): Promise<void> {
  const engine = await startWithSample(settingsOf({ TABULARIUM_DATA: folder }));
  for (const file of isDataHere ? [...gmppFiles, melbourneWater] : [])
    expect(await importFile(engine, file, SAMPLE_DIRECTOR)).toMatchObject({ kind: 'done', refused: [] });
  await engine.close();
}

async function move(folder: string, url: string): Promise<void> {
  const [from, to] = [openEmbeddedStore({ folder, readOnly: true }), openEventStoreDb({ url })];
  await copyLog(from, to);
  await Promise.all([from.close(), to.close()]);
}

type Hashes = Readonly<Record<string, { readonly rows: number; readonly sha256: string }>>;

interface Answers {
  readonly hashes: Hashes;
  /** Views whose rows are not those folded straight from the log. */
  readonly differing: readonly string[];
}

/** Views folded straight from the log beside those of the first pair, which folds them all: those with the most rows. */
const REPLAYED = 4;

async function answersWith(environment: Readonly<Record<string, string>>, replayed = REPLAYED): Promise<Answers> {
  const engine = await createEngine({ settings: settingsOf({ ...environment, TABULARIUM_SAMPLE: 'no' }) });
  await engine.caughtUp();
  const hashes = await hashesOf(engine);
  const differing = await differingFrom(engine, largest(hashes).slice(0, replayed));
  await engine.close();
  return { hashes, differing };
}

/** Every view at every date as known now, and at those of the sample as known half-way. */
async function hashesOf({ views }: Engine): Promise<Hashes> {
  const found: Record<string, { readonly rows: number; readonly sha256: string }> = {};
  const { logIndex } = await views.resolve({});
  const bases = [
    ...DATES.map((asOf) => ({ asOf, knownAt: logIndex })),
    ...SAMPLE_DATES.map((asOf) => ({ asOf, knownAt: Math.floor(logIndex / 2) })),
  ];
  for (const { view } of await views.status())
    for (const basis of bases) {
      const { rows, sha256 } = await views.contentHash(view, basis);
      found[`${view}?asOf=${basis.asOf}&knownAt=${basis.knownAt}`] = { rows, sha256 };
    }
  return found;
}

/** One question of each view, at the basis at which it has most rows; the view with most rows first. */
function largest(hashes: Hashes): readonly string[] {
  const byRows = Object.entries(hashes).sort(([, a], [, b]) => b.rows - a.rows);
  const first = new Map(byRows.map(([question]) => [question.split('?')[0], question] as const).reverse());
  return byRows.map(([question]) => question).filter((question) => first.get(question.split('?')[0]) === question);
}

async function differingFrom(engine: Engine, questions: readonly string[]): Promise<readonly string[]> {
  const authorization = `Bearer ${await engine.mintToken(SAMPLE_DIRECTOR, 3_600)}`;
  const differing = [];
  for (const question of questions) {
    const path = `/api/views/${question.replace('?', '/replay?')}`;
    const { body } = await engine.inject({ method: 'GET', path, headers: { authorization } });
    const { equal } = JSON.parse(body) as { readonly equal?: boolean };
    if (!equal) differing.push(`${path}: ${body}`);
  }
  return differing;
}
