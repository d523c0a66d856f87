import type { AggregateContract, MessageClass } from '@tabularium/contracts';
import { faultsOf, instantiate, isId } from '@tabularium/contracts';
import type { Caller } from '@tabularium/identity';
import { badParameter, malformed, Problem } from '../problem';

/** A command on its way through the bus. There is one class of it per command, so that each has its own handler. */
export class GovernedCommand {
  constructor(readonly asked: CommandAsked) {}
}

export interface CommandAsked {
  readonly contract: AggregateContract;
  /** Name of the command in the contract. */
  readonly name: string;
  /** Id of the aggregate. */
  readonly id: string;
  /** An instance of the command class, checked. */
  readonly data: object;
  readonly caller: Caller;
  /** Idempotency key. */
  readonly commandId: string;
  /** The caller chose the key, so it may have been used before. */
  readonly keyGiven: boolean;
  readonly expectedRevision?: number;
  readonly correlationId: string;
  readonly causationId?: string;
  /** Number of the decision by which the engine acts. */
  readonly decision?: string;
}

export type GovernedCommandClass = new (asked: CommandAsked) => GovernedCommand;

const classes = new WeakMap<object, GovernedCommandClass>();

/** The bus message class of a command; the same one every time. */
export function busMessageOf(contract: AggregateContract, name: string): GovernedCommandClass {
  const message = commandClassOf(contract, name);
  const known = classes.get(message);
  if (known) return known;
  const made = class extends GovernedCommand {};
  Object.defineProperty(made, 'name', { value: name });
  classes.set(message, made);
  return made;
}

/** The message of a command whose body is checked here. Throws Problem (400) with every fault listed. */
export function governedCommand(asked: Omit<CommandAsked, 'data'> & { readonly data: unknown }): GovernedCommand {
  if (!isId(asked.id)) throw badParameter('id', 'not an id');
  if (asked.commandId.length > MAX_KEY || !isId(asked.commandId)) throw badParameter('Idempotency-Key', 'not an id');
  const message = commandClassOf(asked.contract, asked.name);
  const faults = faultsOf(message, asked.data);
  if (faults.length > 0) throw malformed(faults);
  const Message = busMessageOf(asked.contract, asked.name);
  return new Message({ ...asked, data: instantiate(message, asked.data as Readonly<Record<string, unknown>>) });
}

/** Longest idempotency key, in characters. */
const MAX_KEY = 100;

function commandClassOf(contract: AggregateContract, name: string): MessageClass {
  const message = Object.hasOwn(contract.commands, name) ? contract.commands[name] : undefined;
  if (!message) throw new Problem(404, 'NO_SUCH_COMMAND', `${contract.title} has no command ${name}`);
  return message as MessageClass;
}
