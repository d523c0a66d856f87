import { Controller, Get, type Type } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiQuery, ApiTags } from '@nestjs/swagger';
import { faultsOf, fieldsOf, instantiate, type JsonSchema } from '@tabularium/contracts';
import { sightOf } from '@tabularium/identity';
import type { FastifyRequest } from 'fastify';
import type { ContextDefinition, Report } from '../context';
import type { Access } from '../edge/access';
import { callerOf } from '../edge/caller-of';
import { EDGE, type Edge } from '../edge/edge';
import { addRoute, injectable } from '../generated';
import { malformed } from '../problem';
import { basisOf, knownParameters } from '../views/query';
import { sightedStore } from '../views/sighted-store';
import { queryDocs, questionDocs } from '../views/view-docs';
import { reportMessageOf } from './report-asked';

const access: Access = { kind: 'views' };

/** The controller class of the reports: `GET /api/reports/<name>`. */
export function reportController(contexts: readonly ContextDefinition[]): Type {
  class ReportsController extends ReportRoutes {}
  injectable(ReportsController, 'ReportsController', [QueryBus, EDGE]);
  for (const report of contexts.flatMap(({ reports }) => reports)) addReport(ReportsController, report);
  ApiTags('Reports')(ReportsController);
  Controller('api/reports')(ReportsController);
  return ReportsController;
}

class ReportRoutes {
  constructor(
    private readonly bus: QueryBus,
    private readonly edge: Edge,
  ) {}

  run(report: Report, request: FastifyRequest): Promise<unknown> {
    const fields = fieldsOf(report.params);
    const parameters = knownParameters(request.query, (name) => BASIS.includes(name) || fields.has(name));
    const given = Object.fromEntries([...parameters].filter(([name]) => fields.has(name)));
    const faults = faultsOf(report.params, given);
    if (faults.length > 0) throw malformed(faults);
    const views = this.edge.contexts.flatMap((context) => context.views);
    const seen = sightedStore(this.edge.views, views, sightOf(callerOf(request)));
    const Message = reportMessageOf(report);
    return this.bus.execute(new Message({ ...instantiate(report.params, given), ...basisOf(parameters) }, seen));
  }
}

const BASIS = ['asOf', 'knownAt'];

function addReport(controller: Type<ReportRoutes>, report: Report): void {
  addRoute(controller, {
    name: report.name,
    handle: (routes, request) => routes.run(report, request),
    decorators: [
      Get(report.name),
      RouteConfig({ access }),
      ...questionDocs({ id: `report.${report.name}`, summary: report.title, answer: { type: 'object' } }),
      ...queryDocs(...BASIS),
      ...[...fieldsOf(report.params)].map(([name, { optional, schema }]) =>
        ApiQuery({ name, required: !optional, type: String, description: wordsOf(schema) }),
      ),
    ],
  });
}

const wordsOf = ({ description }: JsonSchema): string => (typeof description === 'string' ? description : '');
