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
const metrics: Access = { kind: 'metrics' };

/** What the engine is and how it does. */
@ApiTags('Platform')
@Controller()
export class PlatformController {
  constructor(
    @Inject(EDGE) private readonly edge: Edge,
    @Inject(OpenApiDocument) private readonly document: OpenApiDocument,
  ) {}

  @Get('health/live')
  @RouteConfig({ access: anyone })
  @ApiOperation({ operationId: 'health.live', summary: 'The process answers' })
  live() {
    return { status: 'live' };
  }

  @Get('health/ready')
  @RouteConfig({ access: anyone })
  @ApiOperation({ operationId: 'health.ready', summary: 'The store answers and the views have caught up; else 503' })
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const [follower, views] = await Promise.all([this.edge.follower(), this.edge.views.status()]);
    const active = views.filter(({ stage }) => stage !== 'retired');
    const recordingFault = this.edge.recordingFault();
    const isReady =
      recordingFault === undefined &&
      follower.caughtUp &&
      !follower.fault &&
      active.every(({ fault, stage }) => !fault && stage === 'active');
    void reply.code(isReady ? 200 : 503);
    if (!isReady) void reply.header('retry-after', '1');
    return { status: isReady ? 'ready' : 'not ready', ...follower, recordingFault, views: active };
  }

  @Get('metrics')
  @RouteConfig({ access: metrics })
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @ApiOperation({ operationId: 'metrics', summary: 'Figures in Prometheus form; from this machine, or with a token' })
  figures() {
    return this.edge.metrics();
  }

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
