import { Controller, Get, type Type } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiTags } from '@nestjs/swagger';
import type { View } from '@tabularium/read-store';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Access } from '../edge/access';
import { callerOf } from '../edge/caller-of';
import { EDGE, type Edge } from '../edge/edge';
import { addRoute, injectable } from '../generated';
import { csvOf } from './csv';
import { basisOf, conditions, RESERVED, sorting, type Query } from './query';
import { questions, type Question } from './questions';
import { filterDocs, queryDocs, questionDocs } from './view-docs';
import { ViewQuestions } from './view-questions';

const access: Access = { kind: 'views' };

/** The controller class of a view: `GET /api/views/<view>` and the questions below it. */
export function viewController(view: View): Type {
  const clash = Object.keys(view.columns).find((name) => RESERVED.has(name) || name.includes('.'));
  if (clash) throw new Error(`View ${view.name} has a column ${clash}, which is a parameter of every question`);
  class GeneratedController extends ViewRoutes {
    constructor(edge: Edge) {
      super(new ViewQuestions(edge, view));
    }
  }
  injectable(GeneratedController, `${view.name}-view`, [EDGE]);
  for (const question of questions) addQuestion(GeneratedController, view, question);
  ApiTags(`View ${view.name}`)(GeneratedController);
  Controller(`api/views/${view.name}`)(GeneratedController);
  return GeneratedController;
}

class ViewRoutes {
  constructor(private readonly asked: ViewQuestions) {}

  answer(question: Question, request: FastifyRequest, reply: FastifyReply): unknown {
    const [caller, query] = [callerOf(request), request.query as Query];
    // CSV if the caller asks for it first; the page does not limit an export.
    if (question.name === 'rows' && /^\s*text\/csv\b/i.test(request.headers.accept ?? ''))
      return this.csv(request, reply);
    return question.ask(this.asked, { caller, query, params: request.params as Readonly<Record<string, string>> });
  }

  private async csv(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { view } = this.asked;
    const parameters = this.asked.pageParameters(request.query as Query);
    const page = { where: conditions(view, parameters), ...sorting(parameters) };
    const { basis, stream } = await csvOf(this.asked.seenBy(callerOf(request)), view, basisOf(parameters), page);
    void reply.headers({
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': `attachment; filename="${view.name}.csv"`,
      'x-basis-log-index': String(basis.logIndex),
      'x-basis-known-at': basis.knownAt ?? '',
      'x-basis-as-of': basis.asOf,
    });
    return reply.send(stream);
  }
}

function addQuestion(controller: Type<ViewRoutes>, view: View, question: Question): void {
  const { name, path, parameters, filters } = question;
  addRoute(controller, {
    name,
    handle: (routes, request, reply) => routes.answer(question, request, reply),
    decorators: [Get(path), RouteConfig({ access })],
    docs: () => [...docsOf(view, question), ...queryDocs(...parameters), ...(filters ? filterDocs(view) : [])],
  });
}

function docsOf(view: View, { name, path, summary, answer }: Question): readonly MethodDecorator[] {
  const params = [...path.matchAll(/:(\w+)/g)].map(([, param]) => param ?? '');
  return questionDocs({ id: `${view.name}.${name}`, summary: summary(view), answer: answer(view), params });
}
