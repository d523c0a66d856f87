import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Fault } from './faults';
import type { Command } from './serve';

const root = join(__dirname, '../..');

/** A simulator in a process of its own, and how it is told to misbehave. */
export interface RunningSimulator {
  readonly url: string;
  readonly host: string;
  readonly port: number;
  misbehave(fault: Fault): Promise<void>;
  network(command: Exclude<Command['do'], 'misbehave'>): Promise<void>;
  stop(): Promise<void>;
}

export async function startSimulator(): Promise<RunningSimulator> {
  const program = ['-r', join(root, 'tools/typescript.cjs'), join(__dirname, 'serve.ts')];
  const child = spawn(process.execPath, program, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], cwd: root });
  const { port } = (await nextMessage(child)) as { readonly port: number };
  const tell = async (command: Command) => {
    const done = nextMessage(child);
    child.send(command);
    await done;
  };
  return {
    url: `esdb://127.0.0.1:${port}?tls=false`,
    host: '127.0.0.1',
    port,
    misbehave: (fault) => tell({ do: 'misbehave', fault }),
    network: (command) => tell({ do: command }),
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.disconnect();
      await ended;
    },
  };
}

const nextMessage = (child: ChildProcess): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const failed = () => reject(new Error('The simulator ended'));
    child.once('exit', failed).once('message', (message) => {
      child.off('exit', failed);
      resolve(message);
    });
  });
