import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEngine, readSettings, type Engine } from '@tabularium/engine';
import { startWithSample } from '@tabularium/sample';
import { hasPostgresServer, startPostgresServer, type PostgresServer } from '@tabularium/testing';

const DATES = ['2023-06-30', '2024-03-31', '2024-12-31', '2025-03-31', '2026-06-30'];

it.each(['mysql://ana:s3cr3t@db/x', 'postgres://ana:s3cr3t@db', 'ana:s3cr3t@db/x', 'postgres://ana:s3cr3t@db:x/x'])(
  'a database URL that is none is refused without being shown: %s',
  (DATABASE_URL) => {
    expect(() => readSettings({ DATABASE_URL })).toThrow(
      /^The settings are not valid:\n {2}DATABASE_URL: of the form [^3]*$/,
    );
  },
);

const isHere = hasPostgresServer();
if (!isHere && process.env['CI']) throw new Error('There is no PostgreSQL server, and it may not be skipped here');
if (!isHere) console.info(`Skipped: no PostgreSQL server for ${process.platform}-${process.arch}`);

(isHere ? describe : describe.skip)('an engine with its views in PostgreSQL', () => {
  const data = mkdtempSync(join(tmpdir(), 'tabularium-postgresql-e2e-'));
  const environment = { TABULARIUM_DATA: data, TABULARIUM_LOG_LEVEL: 'silent', TABULARIUM_PORT: '0' };
  let server: PostgresServer;

  beforeAll(async () => {
    server = await startPostgresServer();
  }, 90_000);
  afterAll(async () => {
    await server.stop();
    rmSync(data, { recursive: true });
  });

  it('answers about the sample portfolio as one with SQLite does, for every view and date', async () => {
    const embedded = await startWithSample(readSettings(environment));
    await embedded.caughtUp();
    const expected = await hashes(embedded);
    await embedded.close();
    const engine = await createEngine({
      settings: readSettings({ ...environment, DATABASE_URL: `${server.url}?schema=sample` }),
    });
    await engine.caughtUp();
    expect(engine.views.name).toBe('postgresql');
    expect(await hashes(engine)).toEqual(expected);
    expect(Object.values(expected).filter(({ rows }) => rows > 0).length).toBeGreaterThan(50);
    await engine.close();
  }, 300_000);
});

/** At every date as known now and as known half-way. */
async function hashes(
  engine: Engine,
): Promise<Readonly<Record<string, { readonly rows: number; readonly sha256: string }>>> {
  const found: Record<string, { readonly rows: number; readonly sha256: string }> = {};
  const { logIndex } = await engine.views.resolve({});
  for (const { view } of await engine.views.status())
    for (const asOf of DATES)
      for (const knownAt of [logIndex, Math.floor(logIndex / 2)]) {
        const { rows, sha256 } = await engine.views.contentHash(view, { asOf, knownAt });
        found[`${view} ${asOf} ${knownAt}`] = { rows, sha256 };
      }
  return found;
}
