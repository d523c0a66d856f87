import { execFile, execFileSync, spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from './client';

const root = join(__dirname, '..', '..');
const program = (app: string): string => join(root, 'dist', 'apps', app, 'src', 'main.js');
const POLL_MS = 10;
/** A server that is not ready by then never will be. */
const PATIENCE_MS = 60_000;

/** dist/ as the sources are; a moment when it already is. */
export const build = (): void => void execFileSync(process.execPath, [join(root, 'tools', 'build.cjs')]);

/** What a command of the installed program says. Rejects when it fails. */
export async function cli(...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [program('cli'), ...args]);
  return stdout.trim();
}

/** The server as it is shipped, in a process of its own, on a free port of the loopback. */
export class ServerProcess {
  private said = '';
  private readonly closed: Promise<unknown>;

  private constructor(private readonly child: ChildProcessByStdio<null, Readable, Readable>) {
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (chunk: string) => (this.said += chunk));
    this.closed = once(child, 'close');
  }

  static start(folder: string): ServerProcess {
    const env = {
      ...process.env,
      TABULARIUM_DATA: folder,
      TABULARIUM_PORT: '0',
      TABULARIUM_SAMPLE: 'no',
      TABULARIUM_RATE: '0',
      TABULARIUM_LOG_LEVEL: 'warn',
    };
    return new ServerProcess(spawn(process.execPath, [program('api')], { env, stdio: ['ignore', 'pipe', 'pipe'] }));
  }

  /** Resolves, with a client of its address, when /health/ready answers 200. */
  async ready(): Promise<Client> {
    for (const end = performance.now() + PATIENCE_MS; performance.now() < end; await sleep(POLL_MS)) {
      if (this.child.exitCode !== null) break;
      const address = /served at (http:\S+)/.exec(this.said)?.[1];
      if (!address) continue;
      const client = new Client(address);
      if ((await client.get('/health/ready'))?.status === 200) return client;
      client.close();
    }
    throw new Error(`The server did not become ready:\n${this.said.slice(-4_000)}`);
  }

  /** Warnings, errors and whatever else it said that is not its greeting. */
  get complaints(): readonly string[] {
    return this.said.split('\n').filter((line) => line !== '' && !/^(Tabularium is served| {2})/.test(line));
  }

  /** kill -9; resolves when nothing of it is left. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.closed;
  }

  /** Asks it to stop in good order; resolves with its exit code. */
  async stop(): Promise<number | null> {
    this.child.kill('SIGTERM');
    await this.closed;
    return this.child.exitCode;
  }
}
