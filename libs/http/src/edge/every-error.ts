import { Catch, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerProblem } from './answer-problem';
import { EDGE, type Edge } from './edge';
import { problemOf } from './problem-of';

/** The one exception filter: whatever Nest or Fastify let through becomes a problem; faults are logged, and stay inside. */
@Catch()
export class EveryError implements ExceptionFilter {
  constructor(@Inject(EDGE) private readonly edge: Edge) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const [request, reply] = [http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>()];
    const problem = problemOf(error);
    if (problem.status === 500) this.edge.logger.error({ err: error, correlationId: request.id }, 'fault');
    if (reply.sent) return;
    void answerProblem(problem, request, reply);
  }
}
