import type { Expected } from '../../port';
import {
  InvalidEvent,
  RevisionConflict,
  StoreUnavailable,
  StreamDeleted,
  StreamNotFound,
  UnreadableEvent,
} from '../../port';

/** What was asked, for the errors that name it. */
export interface Asked {
  /** Where, with nothing secret. */
  readonly server: string;
  readonly stream?: string;
  readonly expected?: Expected;
  /** Whether something may have been written by now. */
  readonly writes?: boolean;
}

interface ClientError {
  readonly type?: string;
  /** gRPC status. */
  readonly code?: number;
  readonly message?: string;
  readonly actualVersion?: bigint | 'no_stream';
}

const INVALID_ARGUMENT = 3;
const UNAVAILABLE = 14;
const neverConnected = /ECONNREFUSED|No connection established|Failed to discover|ENOTFOUND|EAI_AGAIN|Name resolution/;

const byType: Readonly<Record<string, (error: ClientError, asked: Asked) => Error>> = {
  'wrong-expected-version': ({ actualVersion }, { stream = '', expected = 'any' }) =>
    new RevisionConflict(stream, expected, typeof actualVersion === 'bigint' ? Number(actualVersion) : undefined),
  'stream-deleted': (_, { stream = '' }) => new StreamDeleted(stream),
  'stream-not-found': (_, { stream = '' }) => new StreamNotFound(stream),
  'maximum-append-size-exceeded': (_, { server }) => new InvalidEvent(`${server} takes no append so large`),
  'access-denied': (error, { server }) => unavailable(`${server} refuses the user`, false, error),
  'not-leader': (error, { server }) => unavailable(`${server} is not led at the moment`, false, error),
};

/** The port's error for what the client threw; the client's messages may be empty, so type and status decide. */
export function failureOf(thrown: unknown, asked: Asked): Error {
  if (thrown instanceof StoreUnavailable || thrown instanceof UnreadableEvent) return thrown;
  const error: ClientError = typeof thrown === 'object' && thrown !== null ? thrown : {};
  const known = error.type === undefined ? undefined : byType[error.type];
  if (known) return known(error, asked);
  if (error.code === INVALID_ARGUMENT) return new InvalidEvent(`${asked.server} does not take the request`);
  const what = error.type ?? (error.code === undefined ? 'failed' : `gRPC status ${error.code}`);
  const sent = !neverConnected.test(error.message ?? '');
  return unavailable(`${asked.server} does not answer: ${what}`, asked.writes === true && sent, thrown);
}

export const isNotLeader = (error: unknown): boolean => typeOf(error) === 'not-leader';

/** A fault inside the server: for a read, that the position is none of its log. */
export const isHandlerFault = (error: unknown): boolean => typeOf(error) === 'unknown';

/** The server cannot be reached; sometimes the client says so with a bare gRPC error. */
export function isUnreachable(error: unknown): boolean {
  const { type, code, message = '' } = typeof error === 'object' && error !== null ? (error as ClientError) : {};
  return type === 'unavailable' || code === UNAVAILABLE || neverConnected.test(message);
}

const typeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'type' in error ? error.type : undefined;

const unavailable = (message: string, outcomeUnknown: boolean, cause: unknown): StoreUnavailable =>
  new StoreUnavailable(message, outcomeUnknown, { cause });
