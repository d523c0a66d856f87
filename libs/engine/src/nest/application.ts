import { Module, type DynamicModule, type LoggerService } from '@nestjs/common';
import { APP_FILTER, NestFactory } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  controllers,
  healthControllers,
  EDGE,
  EveryError,
  installEdge,
  OpenApiDocument,
  serverOptions,
  type Edge,
} from '@tabularium/http';
import { commandHandlers } from '../commands/command-handlers';
import type { DevelopmentSignIn } from '@tabularium/identity';
import { CommandRuntime } from '../commands/command-runtime';
import type { Registry } from '../registry';
import { reportHandlers } from './report-handlers';
import { mountSignIn } from './sign-in';

@Module({})
class EngineModule {}

/** The Nest application over the contexts: generated controllers and handlers, nothing else. */
export async function createApplication(
  edge: Edge,
  runtime: CommandRuntime,
  registry: Registry,
  logger: LoggerService,
  signIn?: DevelopmentSignIn,
): Promise<NestFastifyApplication> {
  const served = edge.role === 'projector' ? healthControllers : controllers(edge.contexts);
  const document = new OpenApiDocument(
    served,
    edge.contexts.flatMap(({ views }) => views),
  );
  const module: DynamicModule = {
    module: EngineModule,
    imports: [CqrsModule.forRoot()],
    controllers: [...served],
    providers: [
      { provide: EDGE, useValue: edge },
      { provide: OpenApiDocument, useValue: document },
      { provide: CommandRuntime, useValue: runtime },
      { provide: APP_FILTER, useClass: EveryError },
      ...registry.all().flatMap(commandHandlers),
      ...reportHandlers(edge.contexts),
    ],
  };
  const adapter = new FastifyAdapter(serverOptions(edge));
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    bodyParser: false,
    abortOnError: false,
    logger,
  });
  installEdge(app, edge);
  if (signIn) await mountSignIn(app, signIn, (error) => void logger.error(error));
  document.describes(app);
  return app.init();
}
