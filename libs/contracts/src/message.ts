import type { MessageClasses, Refusals } from '@tabularium/kernel';
import type { MessageClass } from './field';
import type { Matter, Role } from './roles';

export interface CommandSpec {
  /** One sentence for people. */
  readonly summary: string;
  /** Who may: holders of one of these roles (in scope, for project roles). `SYSTEM`: processes only, no route. */
  readonly allow: readonly (Role | 'SYSTEM')[];
  /** The command needs a delegated limit in this matter, or the decision of a board. */
  readonly authority?: Matter;
  /** A decision of a board may order it too, though no limit is asked. */
  readonly decidable?: true;
  /** It concerns persons, not a project: a project role counts, whichever project it is held for. */
  readonly anyProject?: true;
  /** It repeats what an earlier record says: its events stand on authority LEGACY, never equal to a decision. */
  readonly asserts?: true;
}

export interface EventSpec {
  readonly summary: string;
  /** Schema version; 1 unless said. */
  readonly version?: number;
  /** From version n to n + 1, for every version below the current one. Pure. */
  readonly upcast?: Readonly<
    Record<number, (data: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>>
  >;
}

const commandSpecs = new WeakMap<object, CommandSpec>();
const eventSpecs = new WeakMap<object, EventSpec>();

export const Command = (spec: CommandSpec) => (message: MessageClass) => void commandSpecs.set(message, spec);

export const Event = (spec: EventSpec) => (message: MessageClass) => void eventSpecs.set(message, spec);

export function commandSpec(message: object): CommandSpec {
  const spec = commandSpecs.get(message);
  if (!spec) throw new Error(`${nameOf(message)} lacks @Command`);
  return spec;
}

export function eventSpec(message: object): EventSpec & { readonly version: number } {
  const spec = eventSpecs.get(message);
  if (!spec) throw new Error(`${nameOf(message)} lacks @Event`);
  return { version: 1, ...spec };
}

/** The messages and refusals of one aggregate: everything others may know about it. */
export interface AggregateContract<
  C extends MessageClasses = MessageClasses,
  E extends MessageClasses = MessageClasses,
  R extends Refusals = Refusals,
> {
  /** Stream category, lower camel case. */
  readonly category: string;
  /** Plain words, for people. */
  readonly title: string;
  readonly commands: C;
  readonly events: E;
  readonly refusals: R;
}

/** Checks that every class carries its decorator and is listed under its own name. */
export function aggregateContract<C extends MessageClasses, E extends MessageClasses, R extends Refusals>(
  contract: AggregateContract<C, E, R>,
): AggregateContract<C, E, R> {
  for (const [name, message] of Object.entries(contract.commands)) commandSpec(named(name, message));
  for (const [name, message] of Object.entries(contract.events)) eventSpec(named(name, message));
  return contract;
}

function named<M extends object>(name: string, message: M): M {
  if (nameOf(message) !== name) throw new Error(`${nameOf(message)} is listed as ${name}`);
  return message;
}

/** True for what a decision of a board can order. */
export const isDecidable = ({ authority, decidable }: CommandSpec): boolean =>
  authority !== undefined || decidable === true;

const nameOf = (message: object): string => ('name' in message ? String(message.name) : 'A message');

/** `approve-project` of `ApproveProject`, `change-request` of `changeRequest`: the names in routes. */
export const kebab = (name: string): string =>
  name.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
