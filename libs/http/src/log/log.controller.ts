import { Controller, Get, Inject, Param, Query as QueryOf, Req } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiTags } from '@nestjs/swagger';
import { applyDecorators } from '@nestjs/common';
import { isId } from '@tabularium/contracts';
import { StreamNotFound, type StoredEvent } from '@tabularium/event-store';
import type { FastifyRequest } from 'fastify';
import type { Access } from '../edge/access';
import { callerOf } from '../edge/caller-of';
import { EDGE, type Edge } from '../edge/edge';
import { badParameter, notFound } from '../problem';
import { knownParameters, MAX_LIMIT, whole, type Query } from '../views/query';
import { queryDocs, questionDocs, type QuestionDocs } from '../views/view-docs';
import { eventsFor, withheldFrom } from '../views/withholding-store';
import { auditTrail } from './audit-trail';
import { eventsAfter } from './events-after';

const access: Access = { kind: 'log' };
const MAX_INDEX = Number.MAX_SAFE_INTEGER;
const object = { type: 'object' };

const asked = (docs: Omit<QuestionDocs, 'answer'>, ...parameters: readonly string[]): MethodDecorator =>
  applyDecorators(...questionDocs({ ...docs, answer: object }), ...queryDocs(...parameters), RouteConfig({ access }));

/** Raw events, for those who audit. */
@ApiTags('Log')
@Controller('api')
export class LogController {
  constructor(@Inject(EDGE) private readonly edge: Edge) {}

  @Get('events')
  @asked({ id: 'events', summary: 'Events in the order of the log' }, 'after', 'limit', 'type', 'stream')
  events(@Req() request: FastifyRequest, @QueryOf() query: Query) {
    const parameters = knownParameters(query, (name) => ['after', 'limit', 'type', 'stream'].includes(name));
    return eventsAfter(withheldFrom(this.edge, callerOf(request)), {
      after: whole(parameters, 'after', -1, MAX_INDEX, -1),
      limit: whole(parameters, 'limit', 1, MAX_LIMIT, 100),
      type: parameters.get('type'),
      stream: parameters.get('stream'),
    });
  }

  /** Straight from the event store, not from its copy. */
  @Get('streams/:stream')
  @asked({ id: 'stream', summary: 'Events of one stream', params: ['stream'] }, 'from', 'limit')
  async stream(@Req() request: FastifyRequest, @Param('stream') stream: string, @QueryOf() query: Query) {
    const parameters = knownParameters(query, (name) => ['from', 'limit'].includes(name));
    if (!/^[A-Za-z]+-/.test(stream) || !isStreamId(stream)) throw notFound();
    const from = whole(parameters, 'from', 0, MAX_INDEX, 0);
    const limit = whole(parameters, 'limit', 1, MAX_LIMIT, 100);
    const events = await eventsFor(this.edge, callerOf(request), await this.read(stream, from, limit));
    return { stream, events };
  }

  @Get('audit/:entity')
  @asked(
    { id: 'audit', summary: 'Audit trail of an entity and what belongs to it', params: ['entity'] },
    'after',
    'limit',
  )
  audit(@Req() request: FastifyRequest, @Param('entity') entity: string, @QueryOf() query: Query) {
    const parameters = knownParameters(query, (name) => ['after', 'limit'].includes(name));
    if (!isId(entity)) throw badParameter('entity', 'not an id');
    const after = whole(parameters, 'after', -1, MAX_INDEX, -1);
    const views = withheldFrom(this.edge, callerOf(request));
    const limit = whole(parameters, 'limit', 1, MAX_LIMIT, MAX_LIMIT);
    return auditTrail({ contexts: this.edge.contexts, views }, entity, after, limit);
  }

  private async read(stream: string, from: number, limit: number): Promise<readonly StoredEvent[]> {
    const events: StoredEvent[] = [];
    try {
      for await (const event of this.edge.log.readStream(stream, { from, limit })) events.push(event);
    } catch (error) {
      if (error instanceof StreamNotFound) throw notFound();
      throw error;
    }
    return events;
  }
}

const isStreamId = (stream: string): boolean => isId(stream.slice(stream.indexOf('-') + 1));
