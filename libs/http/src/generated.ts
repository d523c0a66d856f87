import { Inject, Req, Res, type Type } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** A route that is added to a controller class: its name, its work, and the decorators a hand-written one would bear. */
export interface Route<C> {
  readonly name: string;
  readonly handle: (controller: C, request: FastifyRequest, reply: FastifyReply) => unknown;
  readonly decorators: readonly MethodDecorator[];
}

/** Adds a method `(request, reply)` to a generated controller class; what it returns is the body of the answer. */
export function addRoute<C extends object>(controller: Type<C>, { name, handle, decorators }: Route<C>): void {
  const prototype = controller.prototype as object;
  // The method is made under its name: Nest and swagger look it up by that.
  const method = {
    [name](this: C, request: FastifyRequest, reply: FastifyReply) {
      return handle(this, request, reply);
    },
  }[name];
  const descriptor: PropertyDescriptor = { value: method, writable: true, configurable: true };
  Object.defineProperty(prototype, name, descriptor);
  Req()(prototype, name, 0);
  Res({ passthrough: true })(prototype, name, 1);
  for (const decorate of decorators) decorate(prototype, name, descriptor);
}

/** Names a generated class and says what its constructor takes. */
export function injectable(controller: Type, name: string, tokens: readonly (symbol | Type)[]): void {
  Object.defineProperty(controller, 'name', { value: name });
  tokens.forEach((token, index) => Inject(token)(controller, undefined, index));
}
