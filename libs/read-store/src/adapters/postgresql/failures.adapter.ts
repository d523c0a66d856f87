import { setTimeout as sleep } from 'node:timers/promises';
import { ReadStoreUnavailable } from '../../errors';

/** SQLSTATE of what passes by itself (https://www.postgresql.org/docs/current/errcodes-appendix.html). */
const passing: ReadonlySet<string> = new Set([
  '25P03', // idle in transaction for too long
  '40001', // serialization failure
  '40P01', // deadlock
  '53300', // too many connections
  '55P03', // lock not available
  '57014', // statement timeout
  '57P01', // shutting down
  '57P02', // crashed
  '57P03', // starting
  '57P05', // idle session timeout
]);

/** Of sockets and names (errno of Node). */
const network: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** What pg says without a code when its connection is gone or the server is silent. */
const gone =
  /connection (terminated|ended)|connection error|timeout (exceeded|expired)|read timeout|client was closed/i;

/** A table that was there a moment ago: its build was dropped while a question went on. */
export const UNDEFINED_TABLE = '42P01';

/** ReadStoreUnavailable for what passes; everything else as it is. Drivers' errors are not handed on: they hold the connection. */
export function known(error: unknown): unknown {
  const code = codeOf(error) ?? '';
  const message = textOf(error, 'message') ?? '';
  const passes = passing.has(code) || network.has(code) || code.startsWith('08') || (!code && gone.test(message));
  return passes ? new ReadStoreUnavailable(`PostgreSQL: ${message || code}`) : error;
}

export const codeOf = (error: unknown): string | undefined => textOf(error, 'code');

/** By what it has, not by its class: an error of a socket may be of another realm. */
function textOf(error: unknown, name: 'code' | 'message'): string | undefined {
  const value = typeof error === 'object' && error !== null ? (error as Record<string, unknown>)[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}

const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 1_000;

/** Tries again with growing pauses while the server is not there, for as long as the patience lasts. */
export async function patiently<T>(
  patienceMs: number,
  attempt: () => Promise<T>,
  isPassing: (error: unknown) => boolean,
): Promise<T> {
  const end = performance.now() + patienceMs;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      return await attempt();
    } catch (error) {
      if (!isPassing(error) || performance.now() + pauseMs > end) throw error;
    }
    await sleep(pauseMs);
  }
}
