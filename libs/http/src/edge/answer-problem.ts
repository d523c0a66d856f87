import type { FastifyReply, FastifyRequest } from 'fastify';
import { PROBLEM_JSON, type Problem } from '../problem';

/** Sends a problem as `application/problem+json`. */
export const answerProblem = (problem: Problem, request: FastifyRequest, reply: FastifyReply): FastifyReply =>
  reply
    .code(problem.status)
    .headers({ ...problem.headers, 'cache-control': 'no-store' })
    .type(PROBLEM_JSON)
    .serializer((body: unknown) => JSON.stringify(body))
    .send(problem.body(request.id));
