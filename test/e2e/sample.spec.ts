import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings, type Engine } from '@tabularium/engine';
import { startWithSample } from '@tabularium/sample';

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
