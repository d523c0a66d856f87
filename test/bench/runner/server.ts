import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openTokens } from '@tabularium/identity';
import { Child, root } from './child';
import type { Site } from './site';

const PROGRAM = join(root, 'dist', 'apps', 'api', 'src', 'main.js');
const PROBE = join(root, 'test', 'bench', 'servers', 'probe.cjs');
const PATIENCE_MS = 30 * 60_000;

/** How a server's event loop does since it was asked to count anew (ms), and its memory (bytes). */
export interface Probe {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  readonly rss: number;
}

/** The server as it is shipped, over the data of a folder, in a process of its own. */
export class Server {
  private constructor(
    readonly url: string,
    private readonly folder: string,
    private readonly child: Child,
  ) {}

  static async start(site: Site, folder: string): Promise<Server> {
    const port = await freePort();
    const env = {
      TABULARIUM_DATA: folder,
      TABULARIUM_PORT: String(port),
      TABULARIUM_SAMPLE: 'no',
      TABULARIUM_RATE: '0',
      TABULARIUM_ROLE: 'all',
      DATABASE_URL: '',
      EVENTSTOREDB_URL: '',
    };
    const child = Child.start(site, PROGRAM, [], { env, node: ['-r', PROBE, ...profiling()] });
    return new Server(`http://127.0.0.1:${port}`, folder, child);
  }

  /** Resolves when /health/ready answers 200. */
  async ready(everyMs = 5): Promise<void> {
    const end = performance.now() + PATIENCE_MS;
    for (; performance.now() < end && !this.child.hasEnded; await sleep(everyMs))
      if (await this.answers('/health/ready')) return;
    throw new Error('The server did not become ready');
  }

  /** True once it answers requests, however far its views are. */
  isLive(): Promise<boolean> {
    if (this.child.hasEnded) throw new Error('The server ended');
    return this.answers('/health/live');
  }

  private async answers(path: string): Promise<boolean> {
    const answer = await fetch(`${this.url}${path}`).catch(() => undefined);
    await answer?.arrayBuffer();
    return answer?.ok ?? false;
  }

  probe(ask: 'reset' | 'look'): Promise<Probe> {
    return this.child.ask({ ask });
  }

  async headers(): Promise<Readonly<Record<string, string>>> {
    const token = await openTokens(this.folder).mint('director', 3_600);
    return { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  }

  /** Gives a command that must be accepted. */
  async command(path: string, body: object): Promise<void> {
    const answer = await fetch(`${this.url}${path}`, {
      method: 'POST',
      headers: await this.headers(),
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  }

  stop(): Promise<void> {
    return this.child.stop();
  }
}

/** `BENCH_PROFILE=<folder>`: a processor profile of every server, written when it ends. */
function profiling(): readonly string[] {
  const folder = process.env['BENCH_PROFILE'];
  return folder ? ['--cpu-prof', `--cpu-prof-dir=${folder}`] : [];
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
