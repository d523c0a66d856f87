import { STATUS_CODES } from 'node:http';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { isId } from '@tabularium/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PROBLEM_JSON, Problem } from '../problem';
import type { Edge } from './edge';
import { answerProblem } from './answer-problem';
import { problemOf } from './problem-of';

/** A request arrives within this time, headers and body, or the connection ends. */
const REQUEST_TIMEOUT_MS = 20_000;

/** What the Fastify instance is made with. The body limit is in bytes. */
export const serverOptions = ({ bodyLimitBytes, proxies }: Pick<Edge, 'bodyLimitBytes' | 'proxies'>) => ({
  bodyLimit: bodyLimitBytes,
  logger: false as const,
  trustProxy: proxies.length > 0 ? [...proxies] : false,
  requestTimeout: REQUEST_TIMEOUT_MS,
  keepAliveTimeout: 30_000,
  genReqId: ({ headers }: IncomingMessage) => correlationId(headers['x-correlation-id']),
  http: {
    // Node answers a missing Host with an empty 400; ours says what is wrong.
    requireHostHeader: false,
    headersTimeout: REQUEST_TIMEOUT_MS,
    connectionsCheckingInterval: 5_000,
  },
  routerOptions: { maxParamLength: 1_000, ignoreTrailingSlash: false, caseSensitive: true },
  frameworkErrors: (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    void answerProblem(problemOf(error), request, reply);
  },
  clientErrorHandler: (error: Error & { readonly code?: string }, socket: Duplex) => answerRaw(error.code, socket),
});

const correlationId = (given: unknown): string => (isId(given) ? given : randomUUID());

const rawProblems: Readonly<Record<string, readonly [status: number, code: string, words: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'HEADERS_TOO_LARGE', 'The headers are larger than is taken'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'TOO_SLOW', 'The request took too long to arrive'],
};

/** What is not even HTTP never becomes a request; the answer is written to the socket. */
function answerRaw(code: string | undefined, socket: Duplex): void {
  if (!socket.writable || code === 'ECONNRESET') return void socket.destroy();
  const [status, name, words] = rawProblems[code ?? ''] ?? [
    400,
    'BROKEN_HTTP',
    'This is not HTTP as it is served here',
  ];
  const body = JSON.stringify(new Problem(status, name, words).body(randomUUID()));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    `content-type: ${PROBLEM_JSON}`,
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
