import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** A disk of its own, in memory. */
export interface SmallDisk {
  readonly path: string;
  unmount(): void;
}

/** Undefined where there is no right to mount one. `size` as mount(8) takes it. */
export function smallDisk(path: string, size: string): SmallDisk | undefined {
  mkdirSync(path);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tabularium', path], { stdio: 'ignore' });
  } catch {
    return undefinedUnlessRequired('mount');
  }
  return { path, unmount: () => execFileSync('umount', ['-l', path]) };
}

/** Takes all the room there is; call the result to give it back. */
export function fillUp(path: string): () => void {
  const file = join(path, 'ballast');
  const handle = openSync(file, 'w');
  const block = Buffer.alloc(4_096);
  try {
    while (writeSync(handle, block) > 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
  closeSync(handle);
  return () => rmSync(file);
}

export interface SystemCallFault {
  /** Names of system calls, with commas. */
  readonly calls: string;
  readonly error: 'EIO' | 'EROFS';
}

/** Makes calls of a running process fail until the result is called; undefined where strace cannot be used. */
export async function failing(
  pid: number,
  { calls, error }: SystemCallFault,
): Promise<(() => Promise<void>) | undefined> {
  const what = ['-e', `trace=${calls}`, '-e', `inject=${calls}:error=${error}`];
  const strace = spawn('strace', ['-f', '-o', '/dev/null', '-p', String(pid), ...what], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(strace, 'close').catch(() => undefined);
  const attached = once(strace.stderr, 'data').then(([words]) => /attached/.test(String(words)));
  const works = await Promise.race([attached.catch(() => false), ended.then(() => false)]);
  if (!works) return undefinedUnlessRequired('strace');
  return async () => {
    strace.kill('SIGINT');
    await ended;
  };
}

/** What a developer's machine may lack, continuous integration must have. */
function undefinedUnlessRequired(tool: string): undefined {
  if (process.env['CI']) throw new Error(`${tool} does not work here, and what needs it may not be skipped`);
  return undefined;
}
