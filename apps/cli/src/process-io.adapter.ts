import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { Io } from './io';

/** The process as it is. The first Ctrl-C or SIGTERM asks the command to stop; the second ends it there and then. */
export function processIo(): Io {
  const { stdout, stderr, env } = process;
  stdout.on('error', endQuietlyOnClosedPipe);
  return {
    env,
    stdin: () => text(process.stdin),
    out: async (words) => {
      if (!stdout.write(words)) await once(stdout, 'drain');
    },
    err: (words) => void stderr.write(words),
    width: widthOf(stdout, env),
    colour: stdout.isTTY && !env['NO_COLOR'],
    showsProgress: stderr.isTTY,
    interrupted: interruption(),
  };
}

function widthOf(stdout: NodeJS.WriteStream, env: NodeJS.ProcessEnv): number | null {
  if (stdout.isTTY) return stdout.columns;
  return /^[1-9]\d{0,3}$/.test(env['COLUMNS'] ?? '') ? Number(env['COLUMNS']) : null;
}

function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => controller.abort());
  }
  return controller.signal;
}

/** `tabularium … | head` closes the pipe early; that is no fault. */
function endQuietlyOnClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
}
