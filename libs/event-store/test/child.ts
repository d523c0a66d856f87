import type { ChildProcessByStdio } from 'node:child_process';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

const root = join(__dirname, '../../..');
const hook = join(root, 'tools/typescript.cjs');

export type Child = ChildProcessByStdio<null, Readable, null>;

export const programFile = (name: string): string => join(__dirname, 'programs', name);

/** Words that run one of the programs in a process of its own. */
export const nodeCommand = (program: string, ...args: readonly string[]): readonly [string, ...string[]] => [
  process.execPath,
  '-r',
  hook,
  programFile(`${program}.ts`),
  ...args,
];

/** Starts a command; the environment is added to ours. */
export function start([command, ...args]: readonly [string, ...string[]], environment: NodeJS.ProcessEnv = {}): Child {
  return spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...environment } });
}

/** Everything it says until it ends. */
export async function outputOf(child: Child): Promise<string> {
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  await new Promise((resolve) => child.once('close', resolve));
  return text;
}

export const firstWords = (child: Child): Promise<void> =>
  new Promise((resolve) => child.stdout.once('data', () => resolve()));

/** A folder of its own for each test file; call the second to remove it. */
export function temporaryFolder(): readonly [string, () => void] {
  const folder = mkdtempSync(join(tmpdir(), 'tabularium-embedded-'));
  return [folder, () => rmSync(folder, { recursive: true, force: true })];
}
