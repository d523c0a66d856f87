import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Site } from './site';

export const root = join(__dirname, '..', '..', '..');
/** Lets node run TypeScript of this repository. */
export const typescript = ['-r', join(root, 'tools', 'typescript.cjs'), '-r', 'reflect-metadata'];

export interface ChildOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Arguments for node, before the program. */
  readonly node?: readonly string[];
}

/** A program of its own that answers messages one at a time; it ends with this process. */
export class Child {
  private said = '';

  private constructor(readonly process: ChildProcess) {
    for (const stream of [process.stdout, process.stderr])
      stream?.setEncoding('utf8').on('data', (chunk: string) => (this.said = (this.said + chunk).slice(-4_000)));
  }

  /** Resolves when it says that it is ready. */
  static async started(site: Site, program: string, args: readonly string[], options?: ChildOptions): Promise<Child> {
    const child = Child.start(site, program, args, options);
    await child.answer();
    return child;
  }

  /** For a program that does not say when it is ready. */
  static start(site: Site, program: string, args: readonly string[], { env = {}, node }: ChildOptions = {}): Child {
    const how = node ?? typescript;
    const child = new Child(
      spawn(process.execPath, [...how, program, ...args], {
        cwd: root,
        env: { ...process.env, ...env },
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      }),
    );
    site.onEnd(() => child.stop());
    return child;
  }

  /** What it sends next. Rejects with its last words when it ends instead. */
  answer<T>(): Promise<T> {
    return new Promise((resolve, reject) => {
      const ended = (): void => {
        this.process.off('message', heard);
        reject(new Error(`A program ended:\n${this.said}`));
      };
      const heard = (message: unknown): void => {
        this.process.off('exit', ended);
        resolve(message as T);
      };
      this.process.once('exit', ended).once('message', heard);
      if (this.hasEnded) ended();
    });
  }

  ask<T>(question: object): Promise<T> {
    const answer = this.answer<T>();
    this.process.send(question);
    return answer;
  }

  /** What its work of that name resolves with; see peers/program.cjs. */
  async does<T>(question: { readonly do: string }): Promise<T> {
    const answer = await this.ask<{ readonly done?: T; readonly failed?: string }>(question);
    if (answer.failed !== undefined) throw new Error(answer.failed);
    return answer.done as T;
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    if (this.hasEnded) return;
    const ended = once(this.process, 'exit');
    const impatient = setTimeout(() => this.process.kill('SIGKILL'), 10_000);
    this.process.kill(signal);
    await ended;
    clearTimeout(impatient);
  }

  get hasEnded(): boolean {
    return this.process.exitCode !== null || this.process.signalCode !== null;
  }
}
