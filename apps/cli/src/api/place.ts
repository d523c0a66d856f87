import { resolve } from 'node:path';
import type { Io } from '../io';

/** The global options, as commander hands them over. */
export interface GlobalOptions {
  readonly as?: string;
  readonly url?: string;
  readonly folder?: string;
  readonly json?: true;
}

/** Where the record is and who asks, worked out from options and environment. */
export interface Place {
  /** The server to ask. */
  readonly url: string;
  /** Given with --url: nothing else is tried. */
  readonly onlyServer: boolean;
  /** Given with --folder and no --url: no server is asked. */
  readonly onlyFolder: boolean;
  readonly folder: string;
  readonly as?: string;
  readonly token?: string;
}

export function placeOf(options: GlobalOptions, env: Io['env']): Place {
  const bound = env['TABULARIUM_HOST'] || '127.0.0.1';
  // Bound to every address of this machine, it answers at this one.
  const [host, port] = [['0.0.0.0', '::'].includes(bound) ? '127.0.0.1' : bound, env['TABULARIUM_PORT'] || '7400'];
  const token = env['TABULARIUM_TOKEN'] || undefined;
  return {
    url: (options.url ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`).replace(/\/+$/, ''),
    onlyServer: options.url !== undefined,
    onlyFolder: options.url === undefined && options.folder !== undefined,
    folder: resolve(options.folder ?? (env['TABULARIUM_DATA'] || '.tabularium')),
    ...(options.as === undefined ? {} : { as: options.as }),
    ...(token === undefined ? {} : { token }),
  };
}
