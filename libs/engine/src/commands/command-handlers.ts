import { Inject, type Type } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { busMessageOf, type AggregateWiring, type GovernedCommand, type Outcome } from '@tabularium/http';
import { CommandRuntime } from './command-runtime';

/** A handler class per command of an aggregate, for the CommandBus. */
export const commandHandlers = (wiring: AggregateWiring): readonly Type[] =>
  Object.keys(wiring.contract.commands).map((name) => handlerOf(wiring, name));

function handlerOf(wiring: AggregateWiring, name: string): Type {
  class Handler implements ICommandHandler<GovernedCommand, Outcome> {
    constructor(private readonly runtime: CommandRuntime) {}

    execute({ asked }: GovernedCommand): Promise<Outcome> {
      return this.runtime.carryOut(wiring, asked);
    }
  }
  Object.defineProperty(Handler, 'name', { value: `${wiring.contract.category}${name}Handler` });
  Inject(CommandRuntime)(Handler, undefined, 0);
  CommandHandler(busMessageOf(wiring.contract, name))(Handler);
  return Handler;
}
