import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Access } from '@tabularium/http';
import { SIGN_IN_PATH, type DevelopmentSignIn } from '@tabularium/identity';

/** Everything below the path goes to the provider as it came: it reads the body itself. */
export async function mountSignIn(
  app: NestFastifyApplication,
  signIn: DevelopmentSignIn,
  failed: (error: unknown) => void,
): Promise<void> {
  await app
    .getHttpAdapter()
    .getInstance()
    .register(
      (scope, _, done) => {
        scope.removeAllContentTypeParsers();
        scope.addContentTypeParser('*', (_request, _body, parsed) => parsed(null));
        scope.route({
          method: ['GET', 'POST'],
          url: '/*',
          config: { access: { kind: 'public' } satisfies Access },
          handler: async (request, reply) => {
            reply.hijack();
            await signIn.handle(request.raw, reply.raw).catch((error: unknown) => {
              failed(error);
              reply.raw.destroy();
            });
          },
        });
        done();
      },
      { prefix: SIGN_IN_PATH },
    );
}
