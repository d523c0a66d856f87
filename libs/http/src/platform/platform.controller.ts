import { Controller, Get, Header, Inject, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { sightOf } from '@tabularium/identity';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Access } from '../edge/access';
import { callerOf } from '../edge/caller-of';
import { EDGE, type Edge } from '../edge/edge';
import { DOCS_HTML, DOCS_POLICY, DOCS_SCRIPT } from './docs-page';
import { OpenApiDocument } from './openapi-document';

const anyone: Access = { kind: 'public' };
const metadata: Access = { kind: 'metadata' };

/** What the engine is. */
@ApiTags('Platform')
@Controller()
export class PlatformController {
  constructor(
    @Inject(EDGE) private readonly edge: Edge,
    @Inject(OpenApiDocument) private readonly document: OpenApiDocument,
  ) {}

  @Get('api/me')
  @RouteConfig({ access: { kind: 'person' } satisfies Access })
  @ApiBearerAuth()
  @ApiOperation({ operationId: 'me', summary: 'Who the caller is, with the roles and limits in force today' })
  me(@Req() request: FastifyRequest) {
    const { id, roles, limits } = callerOf(request);
    return { id, roles, limits };
  }

  @Get('api/views')
  @RouteConfig({ access: metadata })
  @ApiBearerAuth()
  @ApiOperation({
    operationId: 'views',
    summary: 'The views with their columns and totals, as far as the caller may ask them',
  })
  views(@Req() request: FastifyRequest) {
    const sight = sightOf(callerOf(request));
    const limited = typeof sight === 'object';
    const views = this.edge.contexts.flatMap((context) =>
      context.views.map((view) => ({ context: context.name, view })),
    );
    return views
      .filter(({ view }) => !limited || view.scope !== undefined)
      .map(({ context, view: { name, title, version, columns, scope, totals } }) => ({
        context,
        name,
        title,
        version,
        columns,
        ...(scope ? { scope } : {}),
        totals,
      }));
  }

  @Get('api/reports')
  @RouteConfig({ access: metadata })
  @ApiBearerAuth()
  @ApiOperation({ operationId: 'reports', summary: 'The reports' })
  reports() {
    return this.edge.contexts.flatMap((context) =>
      context.reports.map(({ name, title }) => ({ context: context.name, name, title })),
    );
  }

  @Get('api/openapi.json')
  @RouteConfig({ access: anyone })
  @ApiOperation({ operationId: 'openapi', summary: 'This description' })
  openapi() {
    return this.document.get();
  }

  @Get('docs')
  @RouteConfig({ access: anyone })
  @ApiOperation({ operationId: 'docs', summary: 'The description for people' })
  docs(@Res({ passthrough: true }) reply: FastifyReply): string {
    void reply.headers({ 'content-type': 'text/html; charset=utf-8', 'content-security-policy': DOCS_POLICY });
    return DOCS_HTML;
  }

  @Get('docs/docs.js')
  @RouteConfig({ access: anyone })
  @Header('content-type', 'text/javascript; charset=utf-8')
  @ApiOperation({ operationId: 'docs.script', summary: 'The script of the page' })
  script(): string {
    return DOCS_SCRIPT;
  }
}
