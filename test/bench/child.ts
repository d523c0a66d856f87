import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');

interface Answer {
  readonly n: number;
  readonly result?: unknown;
  readonly error?: string;
}

/** A program of `programs/` in a process of its own, asked by name. */
export class Child {
  private asked = 0;
  private readonly waiting = new Map<number, { readonly done: (answer: Answer) => void }>();

  private constructor(private readonly process: ChildProcess) {
    process.on('message', (answer: Answer) => this.waiting.get(answer.n)?.done(answer));
    process.once('exit', () => {
      for (const [n, { done }] of this.waiting) done({ n, error: `${process.spawnargs.at(-1) ?? 'A program'} ended` });
    });
  }

  static start(program: string): Child {
    const args = ['-r', join(root, 'tools/typescript.cjs'), join(__dirname, 'programs', program)];
    return new Child(spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] }));
  }

  /** Rejects with what the program threw, or when it ended. */
  async ask<T>(name: string, asked: object = {}): Promise<T> {
    const n = ++this.asked;
    const answer = await new Promise<Answer>((done) => {
      this.waiting.set(n, { done });
      this.process.send({ n, name, asked });
    });
    this.waiting.delete(n);
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer.result as T;
  }

  /** The program ends when its channel does. */
  async stop(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const ended = once(this.process, 'exit');
    if (this.process.connected) this.process.disconnect();
    await ended;
  }
}
