import { Controller, Get, Header, Inject, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Access } from '../edge/access';
import { EDGE, type Edge } from '../edge/edge';
import { readinessOf } from './readiness';

const anyone: Access = { kind: 'public' };
const metrics: Access = { kind: 'metrics' };

/** What an orchestrator asks; all that a projector serves. */
@ApiTags('Platform')
@Controller()
export class HealthController {
  constructor(@Inject(EDGE) private readonly edge: Edge) {}

  @Get('health/live')
  @RouteConfig({ access: anyone })
  @ApiOperation({ operationId: 'health.live', summary: 'The process answers' })
  live() {
    return { status: 'live' };
  }

  @Get('health/ready')
  @RouteConfig({ access: anyone })
  @ApiOperation({
    operationId: 'health.ready',
    summary: 'The stores answer and the views have caught up (or stand still, which is degraded); else 503',
  })
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const [follower, views] = await Promise.all([this.edge.follower(), this.edge.views.status()]);
    const recordingFault = this.edge.recordingFault();
    const served = views.filter(({ stage }) => stage !== 'retired');
    const status = readinessOf(follower, served, recordingFault);
    void reply.code(status === 'not ready' ? 503 : 200);
    if (status === 'not ready') void reply.header('retry-after', '1');
    return { status, role: this.edge.role, ...follower, recordingFault, views: served };
  }

  @Get('metrics')
  @RouteConfig({ access: metrics })
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @ApiOperation({ operationId: 'metrics', summary: 'Figures in Prometheus form; from this machine, or with a token' })
  figures() {
    return this.edge.metrics();
  }
}
