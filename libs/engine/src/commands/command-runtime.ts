import { commandSpec, isDecidable, type CommandSpec, type Role } from '@tabularium/contracts';
import { commandHash, transact, type Receipt, type TransactRuntime } from '@tabularium/event-store';
import {
  keyReused,
  notAllowed,
  refusedCommand,
  type AggregateWiring,
  type CommandAsked,
  type CommandReceipt,
  type ForbiddenCommand,
  type Outcome,
  type RefusedCommand,
} from '@tabularium/http';
import { authorityOf, roleFor, type Caller } from '@tabularium/identity';
import { streamName, type Actor, type ActingAuthority, type RecordedEvent } from '@tabularium/kernel';
import { personFold } from '@tabularium/organisation';
import { NOT_ALLOWED, type KnownKeys, type UsedKey } from './known-keys';
import type { RefusalRecord, Refused } from './refusal-record';

/** Told of every command's end, for the metrics. */
export type CommandObserver = (category: string, command: string, outcome: string) => void;

/** The one way of a command: permission, key, facts, decision, append; and the refusals on record. */
export class CommandRuntime {
  constructor(
    private readonly runtime: TransactRuntime,
    private readonly keys: KnownKeys,
    private readonly refusals: RefusalRecord,
    private readonly observe: CommandObserver,
  ) {}

  /** Throws Problem (403, 422) and what `transact` throws. */
  async carryOut(wiring: AggregateWiring, asked: CommandAsked): Promise<Outcome> {
    const { category } = wiring.contract;
    try {
      const outcome = await this.governed(wiring, asked);
      this.observe(category, asked.name, outcome.kind === 'accepted' ? 'accepted' : outcome.refusal.code);
      return outcome;
    } catch (error) {
      this.observe(category, asked.name, error instanceof Error ? error.name : 'fault');
      throw error;
    }
  }

  /** A refusal by roles before the body was read: what would have been asked is not known, so it is not part of the record. */
  async recordForbidden({ contract, command, id, caller, ...keys }: ForbiddenCommand): Promise<void> {
    const who = { actor: actorOf(caller, undefined), authority: { basis: 'ROLE' } as const };
    const refused = { category: contract.category, id, command, data: {}, ...who, ...keys };
    await this.refusals.write(refused, { code: NOT_ALLOWED, words: notAllowed().message });
    this.observe(contract.category, command, NOT_ALLOWED);
  }

  private async governed(wiring: AggregateWiring, asked: CommandAsked): Promise<Outcome> {
    const { contract } = wiring;
    const spec = commandSpec(contract.commands[asked.name] ?? {});
    const role = actingRole(asked, spec);
    if (!role) {
      const { caller, id, commandId, correlationId } = asked;
      await this.recordForbidden({ contract, command: asked.name, id, caller, commandId, correlationId });
      throw notAllowed();
    }
    const authority = authorityOf(asked.caller, role, spec, {
      ...(asked.causationId ? { cause: asked.causationId } : {}),
      ...(asked.decision ? { decision: asked.decision } : {}),
    });
    return this.once(wiring, asked, (stream) =>
      this.decided(wiring, asked, stream, actorOf(asked.caller, role), authority),
    );
  }

  /** One key, one command: on another stream or with another body it is refused, and a refusal stands. */
  private async once(
    { contract }: AggregateWiring,
    asked: CommandAsked,
    work: (stream: string) => Promise<Outcome>,
  ): Promise<Outcome> {
    const stream = streamName(contract.category, asked.id);
    const release = this.keys.hold(asked.commandId, stream);
    if (!release) throw keyReused();
    try {
      const used = asked.keyGiven ? await this.keys.used(asked.commandId) : undefined;
      const standing = used && standingRefusal(contract.category, asked, stream, used);
      return standing ? { kind: 'refused', refusal: again(standing, contract.refusals) } : await work(stream);
    } finally {
      release();
    }
  }

  private async decided(
    wiring: AggregateWiring,
    asked: CommandAsked,
    stream: string,
    actor: Actor,
    authority: ActingAuthority,
  ): Promise<Outcome> {
    const { id, name, data, commandId, correlationId, causationId, expectedRevision } = asked;
    const call = {
      id,
      command: name,
      data,
      actor,
      authority,
      commandId,
      correlationId,
      ...(causationId ? { causationId } : {}),
      ...(expectedRevision === undefined ? {} : { ifMatch: expectedRevision }),
    };
    const result = await transact(this.runtime, wiring.decider, call, this.collector(wiring, asked, authority));
    const hash = commandHash(wiring.contract.category, call);
    if ('refused' in result) {
      const refusal = refusedCommand(result, wiring.contract.refusals[result.refused]);
      return this.recorded({ category: wiring.contract.category, ...call }, refusal, hash);
    }
    if (result.eventIds.length > 0) this.keys.remember(commandId, { stream, hash });
    return { kind: 'accepted', receipt: receiptOf(result, commandId) };
  }

  private async recorded(refused: Refused, refusal: RefusedCommand, hash: string): Promise<Outcome> {
    const event = await this.refusals.write(refused, refusal);
    this.keys.remember(refused.commandId, { stream: event.stream, hash, refusal: event });
    return { kind: 'refused', refusal };
  }

  /** The person whose delegated limit is used is pinned like every other stream a rule leans on. */
  private collector(wiring: AggregateWiring, { name, data, id, caller }: CommandAsked, { basis }: ActingAuthority) {
    const load = Object.hasOwn(wiring.facts, name) ? wiring.facts[name] : undefined;
    const pinsPerson = basis === 'DELEGATION';
    if (!load && !pinsPerson) return undefined;
    return async ({ read, revision, today }: Parameters<CollectorOf>[0]): Promise<object> => {
      if (pinsPerson) await read(personFold, caller.id);
      return load ? load({ command: data, id, today, read, revision }) : {};
    };
  }
}

/** What a board decided is carried out by the engine, whoever may give the command besides. */
function actingRole({ caller, decision, id }: CommandAsked, spec: CommandSpec): Role | 'SYSTEM' | undefined {
  if (decision === undefined) return roleFor(caller, spec, id);
  return caller.system && isDecidable(spec) ? 'SYSTEM' : undefined;
}

type CollectorOf = NonNullable<Parameters<typeof transact>[3]>;

const actorOf = (caller: Caller, role: string | undefined): Actor => ({
  id: caller.id,
  ...(role && role !== 'SYSTEM' ? { role } : {}),
});

const receiptOf = ({ replayed, ...receipt }: Receipt, commandId: string): CommandReceipt => ({
  ...receipt,
  commandId,
  ...(replayed ? { replayed: true } : {}),
});

/** Undefined when the command is to be decided: the key is new here. Throws Problem (422). */
function standingRefusal(
  category: string,
  asked: CommandAsked,
  stream: string,
  used: UsedKey,
): RecordedEvent | undefined {
  if (!used.refusal) {
    if (used.stream !== stream) throw keyReused();
    return undefined;
  }
  const hash = commandHash(category, { id: asked.id, command: asked.name, data: asked.data });
  if (used.hash !== hash) throw keyReused();
  return used.refusal;
}

function again({ data }: RecordedEvent, texts: AggregateWiring['contract']['refusals']): RefusedCommand {
  const { code, words, detail } = data as {
    readonly code: string;
    readonly words: string;
    readonly detail?: Readonly<Record<string, unknown>>;
  };
  return { code, words, ...(detail ? { detail } : {}), ...(texts[code]?.absent ? { absent: true } : {}) };
}
