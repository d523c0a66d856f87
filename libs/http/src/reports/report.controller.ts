import { Controller, Get, type Type } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiQuery, ApiTags } from '@nestjs/swagger';
import { faultsOf, fieldsOf, instantiate, type JsonSchema } from '@tabularium/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ContextDefinition, Report } from '../context';
import type { Access } from '../edge/access';
import { callerOf } from '../edge/caller-of';
import { EDGE, type Edge } from '../edge/edge';
import { addRoute, injectable } from '../generated';
import { malformed } from '../problem';
import { basisOf, knownParameters } from '../views/query';
import { queryDocs, questionDocs } from '../views/view-docs';
import { readerFor, seenBy } from '../views/withholding-store';
import { asPdf, FORMAT, wantsPdf } from './on-paper';
import { reportMessageOf, type ReportAsked } from './report-asked';

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

  async run(report: Report, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const fields = fieldsOf(report.params);
    const parameters = knownParameters(request.query, (name) => PARAMETERS.includes(name) || fields.has(name));
    const onPaper = wantsPdf(report, parameters.get(FORMAT), request.headers.accept);
    const given = Object.fromEntries([...parameters].filter(([name]) => fields.has(name)));
    const faults = faultsOf(report.params, given);
    if (faults.length > 0) throw malformed(faults);
    const caller = callerOf(request);
    const seen = seenBy(this.edge, caller);
    const Message = reportMessageOf(report);
    const asked = new Message(
      { ...instantiate(report.params, given), ...basisOf(parameters) },
      seen,
      readerFor(this.edge, caller),
    );
    const answer = await this.bus.execute<ReportAsked, unknown>(asked);
    return onPaper ? asPdf(onPaper(answer), reply) : answer;
  }
}

const BASIS = ['asOf', 'knownAt'];
const PARAMETERS = [...BASIS, FORMAT];

function addReport(controller: Type<ReportRoutes>, report: Report): void {
  addRoute(controller, {
    name: report.name,
    handle: (routes, request, reply) => routes.run(report, request, reply),
    decorators: [Get(report.name), RouteConfig({ access })],
    docs: () => [
      ...questionDocs({
        id: `report.${report.name}`,
        summary: `${report.title}${report.document ? '; PDF with Accept: application/pdf' : ''}`,
        answer: { type: 'object' },
      }),
      ...queryDocs(...BASIS, ...(report.document ? [FORMAT] : [])),
      ...[...fieldsOf(report.params)].map(([name, { optional, schema }]) =>
        ApiQuery({ name, required: !optional, type: String, description: wordsOf(schema) }),
      ),
    ],
  });
}

const wordsOf = ({ description }: JsonSchema): string => (typeof description === 'string' ? description : '');
