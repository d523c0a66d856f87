import { join } from 'node:path';
import type { Bench, Line } from '../runner/bench';
import { Child } from '../runner/child';
import { notRun, type Finding, type Goal } from '../runner/finding';
import { Missing } from '../runner/peers';
import { interleaved } from '../runner/rounds';
import { Server } from '../runner/server';

const CONNECTIONS = 64;
const here = (...path: readonly string[]): string => join(__dirname, '..', ...path);

/** About 600 bytes. */
const body = {
  name: 'Eastern link road',
  portfolioId: 'BENCH',
  unit: 'Department for Transport',
  tier: 'STANDARD',
  lifeCycle: 'PM2-1',
  category: 'Roads',
  description: 'x'.repeat(400),
  startsOn: '2026-04-01',
  endsOn: '2031-03-31',
};

/** A governed command of the shipped server, views and processes included, beside POSTs that record nothing, and Emmett. */
export const command: Line = {
  name: 'command',
  title: `governed command over HTTP, ${CONNECTIONS} connections, commands a second`,
  async *run(bench) {
    try {
      const load = await Child.started(bench.site, here('peers', 'load.cjs'), [await bench.peers.folder('load')], {
        node: [],
      });
      const post = poster(bench, load);
      const ours = post(...(await governed(bench)));
      yield* beside(bench, ours, "this stack's empty validated POST", 0.7, async () =>
        post(...(await empty(bench, 'own'))),
      );
      yield* beside(bench, ours, 'the same POST through ValidationPipe', 1.5, async () =>
        post(...(await empty(bench, 'pipe'))),
      );
      yield* beside(bench, ours, 'Emmett, Express + PostgreSQL', 5, async () => post(...(await emmett(bench))));
    } catch (error) {
      if (!(error instanceof Missing)) throw error;
      yield notRun('command', 'governed command', error.message);
    }
  },
};

type Headers = Readonly<Record<string, string>>;
type Post = () => Promise<number>;
type Served = readonly [url: string, headers: Headers];
const plain: Headers = { 'content-type': 'application/json' };

const poster =
  ({ sizes }: Bench, load: Child) =>
  (url: string, headers: Headers): Post =>
  async () => {
    const path = '/api/project/{id}/register-project';
    const asked = { do: 'post', url, path, headers, body, connections: CONNECTIONS, seconds: sizes.seconds };
    return (await load.does<{ readonly perSecond: number }>(asked)).perSecond;
  };

async function* beside(
  { sizes: { rounds } }: Bench,
  ours: Post,
  what: string,
  atLeast: number,
  start: () => Promise<Post>,
): AsyncGenerator<Finding> {
  try {
    const theirs = await start();
    // Once without counting: compilers and connections.
    await interleaved(1, { ours, theirs });
    const found = await interleaved(rounds, { ours, theirs });
    const goal: Goal = { of: 'ratio', atLeast };
    const figure = { line: 'command', what: 'governed command', unit: '/s', figure: found.ours };
    yield { ...figure, against: { what, figure: found.theirs }, goal };
  } catch (error) {
    if (!(error instanceof Missing)) throw error;
    yield notRun('command', `governed command beside ${what}`, error.message);
  }
}

async function governed({ site }: Bench): Promise<Served> {
  const server = await Server.start(site, site.path('governed'));
  await server.ready();
  await server.command('/api/portfolio/BENCH/charter-portfolio', { name: 'Bench', ccy: 'GBP' });
  return [server.url, await server.headers()];
}

async function empty({ site }: Bench, kind: 'own' | 'pipe'): Promise<Served> {
  const child = Child.start(site, here('servers', 'empty.ts'), [kind]);
  const { url } = await child.answer<{ readonly url: string }>();
  return [url, plain];
}

async function emmett({ site, peers }: Bench): Promise<Served> {
  const [folder, database] = [await peers.folder('emmett'), await peers.postgres()];
  const child = await Child.started(site, here('peers', 'emmett.cjs'), [folder, database], { node: [] });
  const port = await child.does<number>({ do: 'serve' });
  return [`http://127.0.0.1:${port}`, plain];
}
