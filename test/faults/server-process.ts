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
const PATIENCE_MS = 180_000;

export type Role = 'all' | 'api' | 'projector';
export type Environment = Readonly<Record<string, string>>;

/** dist/ as the sources are; a moment when it already is. */
export const build = (): void => void execFileSync(process.execPath, [join(root, 'tools', 'build.cjs')]);

/** What a command of the installed program says. Rejects when it fails. */
export const cli = (...args: readonly string[]): Promise<string> => cliWith({}, ...args);

/** The same with more in its environment. */
export async function cliWith(environment: Environment, ...args: readonly string[]): Promise<string> {
  const env = { ...process.env, ...environment };
  const { stdout } = await promisify(execFile)(process.execPath, [program('cli'), ...args], { env });
  return stdout.trim();
}

/** The server as it is shipped, in a process of its own, on a free port of the loopback. */
export class ServerProcess {
  private said = '';
  private readonly closed: Promise<unknown>;
  private reached: Client | undefined;

  private constructor(private readonly child: ChildProcessByStdio<null, Readable, Readable>) {
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (chunk: string) => (this.said += chunk));
    this.closed = once(child, 'close');
  }

  static start(folder: string, environment: Environment = {}): ServerProcess {
    const env = {
      ...process.env,
      TABULARIUM_DATA: folder,
      TABULARIUM_PORT: '0',
      TABULARIUM_SAMPLE: 'no',
      TABULARIUM_RATE: '0',
      TABULARIUM_LOG_LEVEL: 'warn',
      ...environment,
    };
    const child = spawn(process.execPath, [program('api')], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    return new ServerProcess(child);
  }

  get pid(): number {
    return this.child.pid ?? -1;
  }

  /** Of its address, once it has said it. */
  get client(): Client | undefined {
    const address = /(http:\/\/[^\s/]+)/.exec(this.said)?.[1];
    if (address) this.reached ??= new Client(address);
    return this.reached;
  }

  /** Resolves, with a client of its address, when /health/ready answers 200. */
  async ready(): Promise<Client> {
    for (const end = performance.now() + PATIENCE_MS; performance.now() < end; await sleep(POLL_MS)) {
      if (this.child.exitCode !== null) break;
      if ((await this.client?.get('/health/ready'))?.status === 200 && this.client) return this.client;
    }
    throw new Error(`The server did not become ready:\n${this.said.slice(-4_000)}`);
  }

  /** Everything it said. */
  get words(): string {
    return this.said;
  }

  /** Warnings, errors and whatever else it said that is not its greeting. */
  get complaints(): readonly string[] {
    return this.said.split('\n').filter((line) => line !== '' && !/^(Tabularium| {2})/.test(line));
  }

  /** Stands still, as a machine that swaps or a container that is paused, until `goOn`. */
  standStill(): void {
    this.child.kill('SIGSTOP');
  }

  goOn(): void {
    this.child.kill('SIGCONT');
  }

  /** kill -9; resolves when nothing of it is left. */
  kill(): Promise<number | null> {
    return this.end('SIGKILL');
  }

  /** Asks it to stop in good order; resolves with its exit code. */
  stop(): Promise<number | null> {
    return this.end('SIGTERM');
  }

  private async end(signal: NodeJS.Signals): Promise<number | null> {
    this.child.kill(signal);
    await this.closed;
    this.reached?.close();
    return this.child.exitCode;
  }
}
