import { Controller, Get, type Type } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiTags } from '@nestjs/swagger';
import type { JsonSchema } from '@tabularium/contracts';
import type { Caller } from '@tabularium/identity';
import type { View } from '@tabularium/read-store';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Access } from '../edge/access';
import { callerOf } from '../edge/caller-of';
import { EDGE, type Edge } from '../edge/edge';
import { addRoute, injectable } from '../generated';
import { csvOf } from './csv';
import { basisOf, conditions, RESERVED, sorting, type Query } from './query';
import { answerSchema, filterDocs, queryDocs, questionDocs, rowSchema } from './view-docs';
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
  for (const question of questionsOf(view)) addQuestion(GeneratedController, view, question);
  ApiTags(`View ${view.name}`)(GeneratedController);
  Controller(`api/views/${view.name}`)(GeneratedController);
  return GeneratedController;
}

interface Asked {
  readonly caller: Caller;
  readonly query: Query;
  readonly params: Readonly<Record<string, string>>;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

interface Question {
  readonly name: string;
  readonly path: string;
  readonly summary: string;
  readonly answer: JsonSchema;
  readonly parameters: readonly string[];
  readonly filters?: true;
  readonly ask: (routes: ViewRoutes, asked: Asked) => unknown;
}

class ViewRoutes {
  constructor(readonly questions: ViewQuestions) {}

  /** CSV if the caller asks for it first, else JSON. */
  rowsOrCsv({ caller, query, request, reply }: Asked): unknown {
    const wantsCsv = /^\s*text\/csv\b/i.test(request.headers.accept ?? '');
    return wantsCsv ? this.csv(caller, query, reply) : this.questions.page(caller, query);
  }

  /** All rows that match; the page does not limit an export. */
  private async csv(caller: Caller, query: Query, reply: FastifyReply): Promise<unknown> {
    const { view } = this.questions;
    const parameters = this.questions.pageParameters(query);
    const page = { where: conditions(view, parameters), ...sorting(parameters) };
    const { basis, stream } = await csvOf(this.questions.seenBy(caller), view, basisOf(parameters), page);
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
  const params = [...question.path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '');
  addRoute(controller, {
    name: question.name,
    handle: (routes, request, reply) =>
      question.ask(routes, {
        caller: callerOf(request),
        query: request.query as Query,
        params: request.params as Readonly<Record<string, string>>,
        request,
        reply,
      }),
    decorators: [
      Get(question.path),
      RouteConfig({ access }),
      ...questionDocs({
        id: `${view.name}.${question.name}`,
        summary: question.summary,
        answer: question.answer,
        params,
      }),
      ...queryDocs(...question.parameters),
      ...(question.filters ? filterDocs(view) : []),
    ],
  });
}

const BASIS = ['asOf', 'knownAt'];

/** Fixed paths come before `:key`; a key that is called like one of them is found by filter. */
function questionsOf(view: View): readonly Question[] {
  const row = rowSchema(view);
  const keyed: JsonSchema = {
    type: 'object',
    properties: { key: { type: 'string' }, row, cause: { type: 'integer' } },
  };
  const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items });
  const object: JsonSchema = { type: 'object' };
  return [
    {
      name: 'rows',
      path: '',
      summary: `${view.title}; CSV with Accept: text/csv`,
      answer: answerSchema({ rows: list(keyed), total: { type: 'integer' } }),
      parameters: [...BASIS, 'sort', 'limit', 'offset'],
      filters: true,
      ask: (routes, asked) => routes.rowsOrCsv(asked),
    },
    {
      name: 'diff',
      path: 'diff',
      summary: 'What changed from one basis to another, and what caused it',
      answer: {
        type: 'object',
        properties: { from: object, to: object, entries: list(object), total: { type: 'integer' } },
      },
      parameters: ['from', 'to', 'fromKnownAt', 'toKnownAt', 'limit', 'offset'],
      filters: true,
      ask: ({ questions }, { caller, query }) => questions.diff(caller, query),
    },
    {
      name: 'hash',
      path: 'hash',
      summary: 'SHA-256 over the rows at a basis',
      answer: answerSchema({ rows: { type: 'integer' }, sha256: { type: 'string' } }),
      parameters: BASIS,
      ask: ({ questions }, { caller, query }) => questions.hash(caller, query),
    },
    {
      name: 'replay',
      path: 'replay',
      summary: 'The same hash, and the hash folded anew from the first event of the store',
      answer: answerSchema({ view: object, replay: object, equal: { type: 'boolean' } }),
      parameters: BASIS,
      ask: ({ questions }, { caller, query }) => questions.replay(caller, query),
    },
    {
      name: 'totals',
      path: 'totals/:total',
      summary: `Totals: ${Object.keys(view.totals).join(', ') || 'none'}`,
      answer: answerSchema({ rows: list(object) }),
      parameters: BASIS,
      filters: true,
      ask: ({ questions }, { caller, query, params }) => questions.totals(caller, query, params['total'] ?? ''),
    },
    {
      name: 'one',
      path: ':key',
      summary: 'One row',
      answer: answerSchema({ key: { type: 'string' }, row, cause: { type: 'integer' }, causes: list(object) }),
      parameters: BASIS,
      ask: ({ questions }, { caller, query, params }) => questions.one(caller, query, params['key'] ?? ''),
    },
    {
      name: 'history',
      path: ':key/history',
      summary: 'Every version of a row, with what caused it',
      answer: answerSchema({ key: { type: 'string' }, versions: list(object) }),
      parameters: ['knownAt'],
      ask: ({ questions }, { caller, query, params }) => questions.history(caller, query, params['key'] ?? ''),
    },
    {
      name: 'why',
      path: ':key/why',
      summary: 'Why a column says what it says: its versions with the causing events in full',
      answer: answerSchema({ key: { type: 'string' }, column: { type: 'string' }, versions: list(object) }),
      parameters: ['column', 'knownAt'],
      ask: ({ questions }, { caller, query, params }) => questions.why(caller, query, params['key'] ?? ''),
    },
  ];
}
