import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { parseStrictJson } from '../json/strict-json';
import { Problem } from '../problem';
import { answerProblem } from './answer-problem';
import { admit } from './authenticate';
import { bodyFormRefused } from './body-form';
import type { Edge } from './edge';
import { Limiter } from './limiter';
import { problemOf } from './problem-of';

/** Fixed, for answers that are data or error texts; the documentation page sets its own policy. */
const SECURITY_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** Puts the hooks, the body parser and the access log on the server. Call before the application is initialised. */
export function installEdge(app: NestFastifyApplication, edge: Edge): void {
  const server = app.getHttpAdapter().getInstance();
  const limiter = new Limiter(edge.rate);
  server.decorateRequest('caller', null);
  server.addHook('onRequest', async (request, reply) => {
    reply.headers({ ...SECURITY_HEADERS, 'x-correlation-id': request.id });
    const problem = await refused(edge, limiter, request);
    if (problem) return answerProblem(problem, request, reply);
    return undefined;
  });
  const views = new Set(edge.contexts.flatMap((context) => context.views.map(({ name }) => name)));
  server.addHook('onResponse', (request, reply, done) => (logAnswer(edge, request, reply, views), done()));
  takeStrictJson(server, edge.bodyLimitBytes);
}

/** The order of refusal: too many, not signed in, not allowed, not a form that is read; then body and command. */
async function refused(edge: Edge, limiter: Limiter, request: FastifyRequest): Promise<Problem | undefined> {
  if (request.raw.httpVersion === '1.1' && !request.headers.host) return noHost();
  if (!limiter.takes(request.ip)) return tooMany();
  try {
    return (await admit(edge, request)) ?? bodyFormRefused(request.headers);
  } catch (error) {
    const problem = problemOf(error);
    if (problem.status === 500) edge.logger.error({ err: error, correlationId: request.id }, 'fault');
    return problem;
  }
}

const noHost = (): Problem => new Problem(400, 'NO_HOST', 'The Host header is missing');

const tooMany = (): Problem =>
  new Problem(429, 'TOO_MANY', 'More requests than are served to one client', {}, { 'retry-after': '1' });

function takeStrictJson(server: FastifyInstance, bodyLimit: number): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'buffer', bodyLimit }, (_request, body, done) => {
    try {
      done(null, parseStrictJson(body as Buffer));
    } catch (error) {
      done(problemOf(error));
    }
  });
}

function logAnswer(edge: Edge, request: FastifyRequest, reply: FastifyReply, views: ReadonlySet<string>): void {
  const { id, method, ip, caller } = request;
  const ms = Math.round(reply.elapsedTime * 10) / 10;
  const route = routeOf(request, views);
  edge.logger.info({ correlationId: id, method, route, status: reply.statusCode, ms, ip, who: caller?.id }, 'request');
}

/** The pattern, not the address: ids and filters stay out of the log. */
function routeOf({ is404, routeOptions: { url = '' }, params }: FastifyRequest, views: ReadonlySet<string>): string {
  const { view } = (params ?? {}) as { readonly view?: string };
  if (is404) return '(none)';
  return view !== undefined && views.has(view) ? url.replace(':view', view) : url;
}
