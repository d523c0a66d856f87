import { Controller, HttpCode, Post, type Type } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiTags } from '@nestjs/swagger';
import { randomUUID } from 'node:crypto';
import { commandSpec, kebab, type AggregateContract } from '@tabularium/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Access } from '../edge/access';
import { callerOf } from '../edge/caller-of';
import { EDGE, type Edge } from '../edge/edge';
import { addRoute, injectable } from '../generated';
import { Problem } from '../problem';
import { commandDocs } from './command-docs';
import { expectedRevision, idempotencyKey, waitsForProjection } from './command-headers';
import { governedCommand, type GovernedCommand } from './governed-command';
import type { CommandReceipt, Outcome } from './outcome';

/** The controller class of an aggregate: `POST /api/<category>/:id/<command>`, a method per command people may give. */
export function commandController(contract: AggregateContract): Type {
  class GeneratedController extends CommandRoutes {}
  injectable(GeneratedController, `${contract.title.replace(/\W/g, '')}Commands`, [CommandBus, EDGE]);
  for (const command of routedCommands(contract)) addCommand(GeneratedController, contract, command);
  ApiTags(contract.title)(GeneratedController);
  Controller(`api/${kebab(contract.category)}`)(GeneratedController);
  return GeneratedController;
}

/** Commands of processes only have no route. */
const routedCommands = (contract: AggregateContract): readonly string[] =>
  Object.entries(contract.commands)
    .filter(([, message]) => commandSpec(message).allow.some((role) => role !== 'SYSTEM'))
    .map(([name]) => name);

function addCommand(controller: Type<CommandRoutes>, contract: AggregateContract, command: string): void {
  const access: Access = { kind: 'command', contract, command };
  addRoute(controller, {
    name: command,
    handle: (routes, request, reply) => routes.carryOut(contract, command, request, reply),
    decorators: [Post(`:id/${kebab(command)}`), HttpCode(201), RouteConfig({ access })],
    docs: () => commandDocs(contract, command),
  });
}

class CommandRoutes {
  constructor(
    private readonly bus: CommandBus,
    private readonly edge: Edge,
  ) {}

  async carryOut(contract: AggregateContract, name: string, request: FastifyRequest, reply: FastifyReply) {
    const command = commandOf(contract, name, request);
    const outcome = await this.bus.execute<GovernedCommand, Outcome>(command);
    if (outcome.kind === 'refused') throw refusedBy(outcome);
    return waitsForProjection(request.headers) ? this.whenProjected(outcome.receipt, reply) : outcome.receipt;
  }

  /** Too slow is not a failure of the command: the receipt says that the views do not show it yet. */
  private async whenProjected(receipt: CommandReceipt, reply: FastifyReply): Promise<CommandReceipt> {
    const projected = receipt.position === null || (await this.edge.projected(receipt.position));
    if (projected) void reply.header('preference-applied', 'wait=projection');
    return { ...receipt, projected };
  }
}

function commandOf(contract: AggregateContract, name: string, request: FastifyRequest): GovernedCommand {
  const { id } = request.params as { readonly id: string };
  const key = idempotencyKey(request.headers);
  const revision = expectedRevision(request.headers);
  return governedCommand({
    contract,
    name,
    id,
    data: request.body,
    caller: callerOf(request),
    commandId: key ?? randomUUID(),
    keyGiven: key !== undefined,
    ...(revision === undefined ? {} : { expectedRevision: revision }),
    correlationId: request.id,
  });
}

function refusedBy({ refusal: { code, words, detail, absent } }: Extract<Outcome, { kind: 'refused' }>): Problem {
  return new Problem(absent ? 404 : 409, code, words, detail ? { refusal: detail } : {});
}
