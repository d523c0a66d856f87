import { Body, Controller, HttpCode, Module, Param, Post, ValidationPipe, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { faultsOf, instantiate } from '@tabularium/contracts';
import { parseStrictJson } from '@tabularium/http';
import { projectContract } from '@tabularium/portfolio/contract';

/**
 * A POST that does nothing but take and check its body: by the checks of this engine (`own`), or by Nest's ValidationPipe
 * (`pipe`). No token, no headers, no log, nothing recorded. Says its port to whoever started it.
 */
const { RegisterProject } = projectContract.commands;
type RegisterProject = InstanceType<typeof RegisterProject>;

@Controller('api/project')
class Own {
  @Post(':id/register-project')
  @HttpCode(201)
  register(@Param('id') id: string, @Body() body: Readonly<Record<string, unknown>>): object {
    const faults = faultsOf(RegisterProject, body);
    if (faults.length > 0) throw new Error(JSON.stringify(faults));
    return { id, name: instantiate<RegisterProject>(RegisterProject, body).name };
  }
}

@Controller('api/project')
class Piped {
  @Post(':id/register-project')
  @HttpCode(201)
  register(@Param('id') id: string, @Body() { name }: RegisterProject): object {
    return { id, name };
  }
}
// Written by hand, since the class arrives as a value.
Reflect.defineMetadata('design:paramtypes', [String, RegisterProject], Piped.prototype, 'register');

async function serve(kind: string): Promise<void> {
  const controller: Type = kind === 'own' ? Own : Piped;
  @Module({ controllers: [controller] })
  class Application {}
  const options = { bodyParser: kind !== 'own', logger: false } as const;
  const app = await NestFactory.create<NestFastifyApplication>(Application, new FastifyAdapter(), options);
  if (kind === 'own') takeStrictJson(app);
  else app.useGlobalPipes(new ValidationPipe({ transform: true, whitelist: true, forbidNonWhitelisted: true }));
  await app.listen(0, '127.0.0.1');
  process.on('disconnect', () => process.exit(0)).on('SIGTERM', () => process.exit(0));
  process.on('SIGINT', () => undefined);
  process.send?.({ url: (await app.getUrl()).replace('[::1]', 'localhost') });
}

function takeStrictJson(app: NestFastifyApplication): void {
  const server = app.getHttpAdapter().getInstance();
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, parseStrictJson(body as Buffer));
  });
}

void serve(process.argv[2] ?? 'own');
