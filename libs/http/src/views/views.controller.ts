import { Controller, Get, type Type } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiExcludeController } from '@nestjs/swagger';
import type { View } from '@tabularium/read-store';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Access } from '../edge/access';
import { callerOf } from '../edge/caller-of';
import { EDGE, type Edge } from '../edge/edge';
import { addRoute, injectable } from '../generated';
import { notFound } from '../problem';
import { csvOf } from './csv';
import { basisOf, conditions, RESERVED, sorting, type Query } from './query';
import { questions, type Question } from './questions';
import { ViewQuestions } from './view-questions';

const access: Access = { kind: 'views' };

interface Params extends Readonly<Record<string, string>> {
  readonly view: string;
}

/**
 * The controller class of all views: `GET /api/views/:view` and the questions below it. A route for each question of each
 * view would be a third of a start; `viewPaths` describes them one by one.
 */
export function viewsController(): Type {
  class ViewsController extends ViewRoutes {}
  injectable(ViewsController, 'ViewsController', [EDGE]);
  for (const question of questions) addQuestion(ViewsController, question);
  ApiExcludeController()(ViewsController);
  Controller('api/views/:view')(ViewsController);
  return ViewsController;
}

function addQuestion(controller: Type<ViewRoutes>, question: Question): void {
  addRoute(controller, {
    name: question.name,
    handle: (routes, request, reply) => routes.answer(question, request, reply),
    decorators: [Get(question.path), RouteConfig({ access })],
    docs: () => [],
  });
}

class ViewRoutes {
  private readonly views: ReadonlyMap<string, ViewQuestions>;

  constructor(edge: Edge) {
    const views = edge.contexts.flatMap((context) => context.views);
    views.forEach(assertColumnsFree);
    this.views = new Map(views.map((view) => [view.name, new ViewQuestions(edge, view)]));
  }

  answer(question: Question, request: FastifyRequest, reply: FastifyReply): unknown {
    const params = request.params as Params;
    const asked = this.views.get(params.view);
    if (!asked) throw notFound();
    const [caller, query] = [callerOf(request), request.query as Query];
    // CSV if the caller asks for it first; the page does not limit an export.
    if (question.name === 'rows' && /^\s*text\/csv\b/i.test(request.headers.accept ?? ''))
      return csv(asked, request, reply);
    return question.ask(asked, { caller, query, params });
  }
}

function assertColumnsFree({ name, columns }: View): void {
  const clash = Object.keys(columns).find((column) => RESERVED.has(column) || column.includes('.'));
  if (clash) throw new Error(`View ${name} has a column ${clash}, which is a parameter of every question`);
}

async function csv(asked: ViewQuestions, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { view } = asked;
  const parameters = asked.pageParameters(request.query as Query);
  const page = { where: conditions(view, parameters), ...sorting(parameters) };
  const { basis, stream } = await csvOf(asked.seenBy(callerOf(request)), view, basisOf(parameters), page);
  void reply.headers({
    'content-type': 'text/csv; charset=utf-8; header=present',
    'content-disposition': `attachment; filename="${view.name}.csv"`,
    'x-basis-log-index': String(basis.logIndex),
    'x-basis-known-at': basis.knownAt ?? '',
    'x-basis-as-of': basis.asOf,
  });
  return reply.send(stream);
}
