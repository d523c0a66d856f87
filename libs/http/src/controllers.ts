import type { Type } from '@nestjs/common';
import { commandController } from './commands/command.controller';
import type { ContextDefinition } from './context';
import { HealthController } from './platform/health.controller';
import { LogController } from './log/log.controller';
import { PlatformController } from './platform/platform.controller';
import { reportController } from './reports/report.controller';
import { viewsController } from './views/views.controller';

/** Every controller over these contexts: one per aggregate, the views, the reports, the log and the platform. */
export const controllers = (contexts: readonly ContextDefinition[]): readonly Type[] => [
  ...contexts.flatMap(({ aggregates }) => aggregates.map(({ contract }) => commandController(contract))),
  viewsController(),
  reportController(contexts),
  LogController,
  PlatformController,
  HealthController,
];

/** For a process that serves nothing else. */
export const healthControllers: readonly Type[] = [HealthController];
