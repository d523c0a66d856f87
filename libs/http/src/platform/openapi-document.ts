import type { INestApplication, Type } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { View } from '@tabularium/read-store';
import { describeRoutes } from '../generated';
import { viewPaths } from '../views/view-paths';

/** The OpenAPI document, made from the routes at first use. */
export class OpenApiDocument {
  private app: INestApplication | undefined;
  private made: unknown;

  constructor(
    private readonly controllers: readonly Type[],
    private readonly views: readonly View[],
  ) {}

  /** Told once the application is there. */
  describes(app: INestApplication): void {
    this.app = app;
  }

  get(): unknown {
    if (!this.app) throw new Error('The application is not there yet');
    describeRoutes(this.controllers);
    this.made ??= this.madeOf(SwaggerModule.createDocument(this.app, description));
    return this.made;
  }

  private madeOf(document: OpenAPIObject): unknown {
    const paths = [document.paths, ...this.views.map(viewPaths)];
    return asOpenApi31({ ...document, paths: Object.assign({}, ...paths) as OpenAPIObject['paths'] });
  }
}

const description = new DocumentBuilder()
  .setTitle('Tabularium')
  .setDescription(
    'Commands are given with `POST /api/<aggregate>/<id>/<command>`; views are asked with `GET /api/views/<view>`, at any ' +
      'business date (`asOf`) and as known at any time (`knownAt`). Errors are `application/problem+json` (RFC 9457).',
  )
  .setVersion('0.1.0')
  .addBearerAuth()
  .build();

/** `nullable: true` is gone from 3.1: null is a type. */
function asOpenApi31(document: OpenAPIObject): unknown {
  return { ...(withoutNullable(document) as object), openapi: '3.1.0' };
}

function withoutNullable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNullable);
  if (typeof value !== 'object' || value === null) return value;
  const { nullable, ...rest } = value as Readonly<Record<string, unknown>>;
  const entries = Object.entries(nullable === true ? rest : value).map(([name, inner]) => [
    name,
    withoutNullable(inner),
  ]);
  const cleaned = Object.fromEntries(entries) as Readonly<Record<string, unknown>>;
  return nullable === true ? { ...cleaned, type: [cleaned['type'], 'null'].flat() } : cleaned;
}
