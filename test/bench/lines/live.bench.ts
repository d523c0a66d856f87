import { setTimeout as sleep } from 'node:timers/promises';
import { createEngine, readSettings, type Engine } from '@tabularium/engine';
import type { Line } from '../runner/bench';
import { quantile } from '../runner/rounds';

/** Commands a second, so that views are read while others are written. */
const PACE = 100;
const PATIENCE_MS = 5_000;

/** From the receipt of a command to the row that shows it, nobody waiting for the views. */
export const live: Line = {
  name: 'live',
  title: `event to visible in a view, live, ${PACE} commands a second, ms p99`,
  async *run({ site, sizes: { questions } }) {
    const settings = readSettings({
      TABULARIUM_DATA: site.path('live'),
      TABULARIUM_LOG_LEVEL: 'error',
      TABULARIUM_PORT: '0',
    });
    const engine = await createEngine({ settings });
    site.onEnd(() => engine.close());
    await accepted(engine, 'portfolio', 'BENCH', 'CharterPortfolio', { name: 'Bench', ccy: 'GBP' });
    const took: Promise<number>[] = [];
    for (let n = 0; n < questions; n++) {
      took.push(visible(engine, `P${n}`));
      await sleep(1_000 / PACE);
    }
    const times = await Promise.all(took);
    yield {
      line: 'live',
      what: `event to visible in a view, live, ${PACE} commands/s, p99`,
      unit: 'ms',
      figure: quantile(times, 0.99),
      goal: { of: 'figure', atMost: 50 },
      note: `p50 ${quantile(times, 0.5).toFixed(1)} ms, ${times.length} commands; a live batch gathers for 10 ms`,
    };
  },
};

async function visible(engine: Engine, id: string): Promise<number> {
  const project = {
    name: id,
    portfolioId: 'BENCH',
    unit: 'Transport',
    tier: 'STANDARD',
    lifeCycle: 'PM2-1',
  };
  await accepted(engine, 'project', id, 'RegisterProject', project);
  const since = performance.now();
  while (!(await engine.views.one('project-register', id, {})).found) {
    if (performance.now() - since > PATIENCE_MS) throw new Error(`${id} does not show`);
    await sleep(1);
  }
  return performance.now() - since;
}

async function accepted(engine: Engine, category: string, id: string, command: string, data: object): Promise<void> {
  const outcome = await engine.submit({ category, id, command, data, actor: 'director' });
  if (outcome.kind === 'refused') throw new Error(`${command}: ${outcome.refusal.words}`);
}
