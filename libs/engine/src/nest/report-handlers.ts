import type { Type } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { reportMessageOf, type ContextDefinition, type Report, type ReportAsked } from '@tabularium/http';

/** A handler class per report, for the QueryBus. */
export const reportHandlers = (contexts: readonly ContextDefinition[]): readonly Type[] =>
  contexts.flatMap(({ reports }) => reports.map(handlerOf));

function handlerOf(report: Report): Type {
  class Handler implements IQueryHandler<ReportAsked, unknown> {
    execute({ asked, views, reader }: ReportAsked): Promise<unknown> {
      return report.run(asked, views, reader);
    }
  }
  Object.defineProperty(Handler, 'name', { value: `${report.name}Handler` });
  QueryHandler(reportMessageOf(report))(Handler);
  return Handler;
}
