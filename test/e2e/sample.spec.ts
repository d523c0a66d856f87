import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEngine, readSettings, type Engine } from '@tabularium/engine';
import { playSample, SAMPLE_STARTS } from '@tabularium/sample';

describe('the sample portfolio', () => {
  const data = mkdtempSync(join(tmpdir(), 'tabularium-sample-'));
  let engine: Engine;
  let now = Date.parse(SAMPLE_STARTS);

  beforeAll(async () => {
    const settings = readSettings({ TABULARIUM_DATA: data, TABULARIUM_PORT: '0', TABULARIUM_LOG_LEVEL: 'warn' });
    engine = await createEngine({ settings, clock: () => now });
    const started = performance.now();
    const played = await playSample(
      {
        submit: (asked) => engine.submit(asked),
        caughtUp: () => engine.caughtUp(),
        setClock: (at) => (now = Date.parse(at)),
      },
      '2026-11-25T00:00:00.000Z',
      (done, of) =>
        done % 200 === 0 && process.stderr.write(`${done}/${of} ${Math.round(performance.now() - started)} ms\n`),
    );
    console.log(`${played} commands in ${Math.round(performance.now() - started)} ms`);
  }, 600_000);

  afterAll(async () => {
    await engine.close();
    rmSync(data, { recursive: true });
  });

  it('shows forty projects', async () => {
    const page = await engine.views.page('portfolio-dashboard', {}, { limit: 100 });
    expect(page.total).toBe(42);
  });
});
