import { Inject, Req, Res, type Type } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** A route that is added to a controller class: its name, its work, and what decorators a hand-written one would bear. */
export interface Route<C> {
  readonly name: string;
  readonly handle: (controller: C, request: FastifyRequest, reply: FastifyReply) => unknown;
  readonly decorators: readonly MethodDecorator[];
  /** Those that only describe it; see `describeRoutes`. */
  readonly docs: () => readonly MethodDecorator[];
}

const undescribed = new WeakMap<Type, (() => void)[]>();

/** Describes the routes of generated controllers: thousands of parameters that nobody needs before the first reader. */
export function describeRoutes(controllers: readonly Type[]): void {
  for (const controller of controllers) {
    for (const describe of undescribed.get(controller) ?? []) describe();
    undescribed.delete(controller);
  }
}

/** Adds a method `(request, reply)` to a generated controller class; what it returns is the body of the answer. */
export function addRoute<C extends object>(controller: Type<C>, { name, handle, decorators, docs }: Route<C>): void {
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
  const decorate = (all: readonly MethodDecorator[]) => all.forEach((one) => one(prototype, name, descriptor));
  decorate(decorators);
  undescribed.set(controller, [...(undescribed.get(controller) ?? []), () => decorate(docs())]);
}

/** Names a generated class and says what its constructor takes. */
export function injectable(controller: Type, name: string, tokens: readonly (symbol | Type)[]): void {
  Object.defineProperty(controller, 'name', { value: name });
  tokens.forEach((token, index) => Inject(token)(controller, undefined, index));
}
