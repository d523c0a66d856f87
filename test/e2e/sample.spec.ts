import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEngine, readSettings, type Engine } from '@tabularium/engine';
import { copyLog, openEmbeddedStore, openEventStoreDb } from '@tabularium/event-store';
import { startWithSample } from '@tabularium/sample';
import { hasPostgresServer, startPostgresServer, type PostgresServer } from '@tabularium/testing';
import { startSimulator } from '../eventstoredb-simulator/child';

const DATES = ['2023-06-30', '2024-03-31', '2024-12-31', '2025-03-31', '2026-06-30'];
const data = mkdtempSync(join(tmpdir(), 'tabularium-sample-'));
const environment = { TABULARIUM_DATA: data, TABULARIUM_LOG_LEVEL: 'silent', TABULARIUM_PORT: '0' };

beforeAll(async () => {
  const engine = await startWithSample(readSettings(environment));
  await engine.close();
}, 300_000);
afterAll(() => rmSync(data, { recursive: true }));

describe('the sample portfolio', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startWithSample(readSettings(environment));
  }, 60_000);
  afterAll(() => engine.close());

  const rows = async (view: string) => {
    const page = await engine.views.page(view, {}, { limit: 1000 });
    return page.rows.map(({ row }): Readonly<Record<string, unknown>> => row);
  };

  it('shows the projects of three years in every phase', async () => {
    const register = await rows('project-register');
    expect(register.length).toBeGreaterThan(38);
    const phases = new Set(register.map(({ phase }) => phase));
    expect([...phases].sort()).toEqual(
      expect.arrayContaining(['CLOSED', 'IN_STAGE', 'ON_HOLD', 'REGISTERED', 'TERMINATED']),
    );
  });

  it('knows less of the past as it was known then', async () => {
    const then = await engine.views.one('portfolio-dashboard', 'PRJ-2024-0003', {
      asOf: '2025-03-31',
      knownAt: '2025-06-01T00:00:00.000Z',
    });
    const now = await engine.views.one('portfolio-dashboard', 'PRJ-2024-0003', { asOf: '2025-03-31' });
    expect([then.found?.row['confidence'], now.found?.row['confidence']]).toEqual(['AMBER', 'AMBER_RED']);
  });

  it('keeps what the rules turned down', async () => {
    const codes = (await rows('refusals')).map(({ code }) => code);
    expect(codes.sort()).toEqual([
      'AUTHORITY_EXCEEDED',
      'NOT_ALLOWED',
      'NOT_IN_PHASE',
      'NOT_IN_STAGE',
      'PERIOD_CLOSED',
      'RELEASE_EXCEEDED',
      'SOD_SELF_GRANT',
    ]);
  });
});

const isHere = hasPostgresServer();
if (!isHere && process.env['CI']) throw new Error('There is no PostgreSQL server, and it may not be skipped here');
if (!isHere) console.info(`Skipped: no PostgreSQL server for ${process.platform}-${process.arch}`);

(isHere ? describe : describe.skip)('the same record on other engines', () => {
  const simulated = mkdtempSync(join(tmpdir(), 'tabularium-sample-moved-'));
  let postgres: PostgresServer;
  let simulator: Awaited<ReturnType<typeof startSimulator>>;
  let expected: Hashes;

  beforeAll(async () => {
    [postgres, simulator] = await Promise.all([startPostgresServer(), startSimulator()]);
    await moveTo(simulator.url);
    expected = await answersWith({});
    expect(Object.values(expected).filter(({ rows }) => rows > 0).length).toBeGreaterThan(50);
  }, 180_000);
  afterAll(async () => {
    await Promise.all([postgres.stop(), simulator.stop()]);
    rmSync(simulated, { recursive: true, force: true });
  });

  const onSimulator = () => ({ TABULARIUM_DATA: simulated, EVENTSTOREDB_URL: simulator.url, TABULARIUM_SAMPLE: 'no' });

  it('answers the same with its views in PostgreSQL', async () => {
    expect(await answersWith({ DATABASE_URL: `${postgres.url}?schema=embedded` })).toEqual(expected);
  }, 120_000);

  it('answers the same with its log on EventStoreDB (a simulator)', async () => {
    expect(await answersWith(onSimulator())).toEqual(expected);
  }, 120_000);

  it('answers the same with its log on EventStoreDB (a simulator) and its views in PostgreSQL', async () => {
    expect(await answersWith({ ...onSimulator(), DATABASE_URL: `${postgres.url}?schema=moved` })).toEqual(expected);
  }, 120_000);
});

async function moveTo(url: string): Promise<void> {
  const [from, to] = [openEmbeddedStore({ folder: data, readOnly: true }), openEventStoreDb({ url })];
  await copyLog(from, to);
  await Promise.all([from.close(), to.close()]);
}

type Hashes = Readonly<Record<string, { readonly rows: number; readonly sha256: string }>>;

/** Every view at every date, as known now and as known half-way. */
async function answersWith(more: Readonly<Record<string, string>>): Promise<Hashes> {
  const engine = await createEngine({ settings: readSettings({ ...environment, ...more }) });
  await engine.caughtUp();
  const found: Record<string, { readonly rows: number; readonly sha256: string }> = {};
  const { logIndex } = await engine.views.resolve({});
  for (const { view } of await engine.views.status())
    for (const asOf of DATES)
      for (const knownAt of [logIndex, Math.floor(logIndex / 2)]) {
        const { rows, sha256 } = await engine.views.contentHash(view, { asOf, knownAt });
        found[`${view} ${asOf} ${knownAt}`] = { rows, sha256 };
      }
  await engine.close();
  return found;
}
