import { commandSpec, isDecidable, type CommandSpec, type Matter, type Role } from '@tabularium/contracts';
import {
  commandHash,
  RevisionConflict,
  transact,
  type CommandCall,
  type FactCollector,
  type Receipt,
  type TransactRuntime,
} from '@tabularium/event-store';
import {
  conflict,
  keyReused,
  notAllowed,
  refusedCommand,
  type AggregateWiring,
  type CommandAsked,
  type CommandReceipt,
  type ForbiddenCommand,
  type Intervening,
  type Outcome,
  type Problem,
  type RefusedCommand,
} from '@tabularium/http';
import { authorityOf, roleFor, type Caller } from '@tabularium/identity';
import {
  categoryOf,
  idOf,
  streamName,
  type Actor,
  type AuthorityRule,
  type RecordedEvent,
  type Refusals,
} from '@tabularium/kernel';
import { authorityUse, authorityUseRefusals } from '@tabularium/organisation';
import { segregationRefusals } from '@tabularium/organisation/contract';
import { AuthorityUses, useOf } from './authority-uses';
import { ByLimits, type Concluded } from './by-limits';
import { NOT_ALLOWED, type KnownKeys, type UsedKey } from './known-keys';
import type { RefusalRecord } from './refusal-record';
import { Rights } from './rights';

/** Most events since the revision a caller saw that they are shown. */
const INTERVENING = 50;

/** Told of every command's end, for the metrics. */
export type CommandObserver = (category: string, command: string, outcome: string) => void;

/** The one way of a command: permission, key, facts, decision, append; and the refusals on record. */
export class CommandRuntime {
  private readonly byLimits: ByLimits;

  constructor(
    private readonly runtime: TransactRuntime,
    private readonly keys: KnownKeys,
    private readonly refusals: RefusalRecord,
    private readonly observe: CommandObserver,
  ) {
    this.byLimits = new ByLimits(runtime, new Rights(runtime), new AuthorityUses(runtime));
  }

  /** Throws Problem (403, 422) and what `transact` throws. */
  async carryOut(wiring: AggregateWiring, asked: CommandAsked): Promise<Outcome> {
    const { category } = wiring.contract;
    try {
      const outcome = await this.governed(wiring, asked);
      this.observe(category, asked.name, outcome.kind === 'accepted' ? 'accepted' : outcome.refusal.code);
      return outcome;
    } catch (error) {
      this.observe(category, asked.name, error instanceof Error ? error.name : 'fault');
      const seen = asked.expectedRevision;
      throw error instanceof RevisionConflict && seen !== undefined ? await this.staleSince(seen, error) : error;
    }
  }

  private async staleSince(seen: number, { stream, actual = -1 }: RevisionConflict): Promise<Problem> {
    const intervening: Intervening[] = [];
    if (actual > seen)
      for await (const { revision, type, metadata } of this.runtime.states.store.readStream(stream, {
        from: seen + 1,
        limit: INTERVENING,
      }))
        intervening.push({ revision, type, by: metadata.actor.id, recordedAt: metadata.recordedAt });
    return conflict({ actual: actual < 0 ? undefined : actual }, intervening);
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
    return this.once(wiring, asked, async (stream) =>
      this.recorded(wiring, stream, await this.concluded(wiring, asked, spec, role)),
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

  private async concluded(
    wiring: AggregateWiring,
    asked: CommandAsked,
    spec: CommandSpec,
    role: Role | 'SYSTEM',
  ): Promise<Concluded> {
    const { decider } = wiring;
    const call = callOf(asked, role, spec);
    const matter = call.authority.basis === 'ROLE' ? spec.authority : undefined;
    const collect = (rule?: AuthorityRule) => collector(wiring, asked, matter, rule);
    if (matter) return this.byLimits.carryOut({ decider, matter, call, collect });
    return { call, result: await transact(this.runtime, decider, call, collect()) };
  }

  private async recorded({ contract }: AggregateWiring, stream: string, { call, result }: Concluded): Promise<Outcome> {
    const { commandId, correlationId = commandId } = call;
    const hash = commandHash(contract.category, call);
    if ('refused' in result) {
      const texts: Refusals = { ...authorityUseRefusals, ...segregationRefusals, ...contract.refusals };
      const refusal = refusedCommand(result, texts[result.refused]);
      const event = await this.refusals.write({ category: contract.category, ...call, correlationId }, refusal);
      this.keys.remember(commandId, { stream: event.stream, hash, refusal: event });
      return { kind: 'refused', refusal };
    }
    if (result.eventIds.length > 0) this.keys.remember(commandId, { stream, hash });
    return { kind: 'accepted', receipt: receiptOf(result, commandId) };
  }
}

function callOf(
  asked: CommandAsked,
  role: Role | 'SYSTEM',
  spec: CommandSpec,
): CommandCall & { readonly correlationId: string } {
  const { id, name: command, data, caller, commandId, correlationId, causationId, decision, expectedRevision } = asked;
  const by = { ...(causationId ? { cause: causationId } : {}), ...(decision ? { decision } : {}) };
  return {
    id,
    command,
    data,
    actor: actorOf(caller, role),
    authority: authorityOf(role, spec, by),
    commandId,
    correlationId,
    ...(causationId ? { causationId } : {}),
    ...(expectedRevision === undefined ? {} : { ifMatch: expectedRevision }),
  };
}

/** The stream of the rule by which somebody acts is pinned like every other a decision leans on, and that of its uses. */
function collector(
  wiring: AggregateWiring,
  { name, data, id }: CommandAsked,
  matter: Matter | undefined,
  rule: AuthorityRule | undefined,
): FactCollector<object> | undefined {
  const load = Object.hasOwn(wiring.facts, name) ? wiring.facts[name] : undefined;
  if (!load && !rule) return undefined;
  return async ({ read, revision, today }) => {
    if (rule) await revision(categoryOf(rule.stream), idOf(rule.stream));
    if (rule?.cumulative && matter) await revision(authorityUse.category, useOf(rule, matter));
    return load ? load({ command: data, id, today, read, revision }) : {};
  };
}

/** What a board decided is carried out by the engine, whoever may give the command besides. */
function actingRole({ caller, decision, id }: CommandAsked, spec: CommandSpec): Role | 'SYSTEM' | undefined {
  if (decision === undefined) return roleFor(caller, spec, id);
  return caller.system && isDecidable(spec) ? 'SYSTEM' : undefined;
}

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
