import type { Matter } from '@tabularium/contracts';
import {
  rehearse,
  RevisionConflict,
  transact,
  type CommandCall,
  type FactCollector,
  type Receipt,
  type TransactRuntime,
} from '@tabularium/event-store';
import { byReserved, byRule, rulesFor, tryRules } from '@tabularium/identity';
import {
  ownerOf,
  sameMoney,
  streamName,
  type ActingAuthority,
  type AuthorityRule,
  type Decider,
  type MessageMap,
  type Money,
  type RateTable,
  type Refusal,
} from '@tabularium/kernel';
import { coSignatureFold, coSignatureIdOf, personFold } from '@tabularium/organisation';
import { RATES_ID, rateTables } from '@tabularium/organisation/contract';
import type { AuthorityUses, Purpose } from './authority-uses';
import { CoSignatures, type Signed } from './co-signatures';
import type { Rights } from './rights';

type Rules = readonly [AuthorityRule, ...AuthorityRule[]];

/** A command that needs delegated authority. */
export interface LimitedCommand {
  readonly decider: Decider<unknown, MessageMap, MessageMap>;
  readonly matter: Matter;
  /** Its authority is that of the role: what the caller has without a limit. */
  readonly call: CommandCall & { readonly correlationId: string };
  /** Collects the facts, and pins the streams of the rule. */
  readonly collect: (rule?: AuthorityRule) => FactCollector<object> | undefined;
}

/** What came of it, and by what right. */
export interface Concluded {
  readonly call: CommandCall;
  readonly result: Receipt | Refusal;
}

/** The amount that is decided on, and the exchange rates in force. */
interface Asked {
  readonly amount: Money;
  readonly rates?: RateTable;
}

/** Attempts when the amount changes between finding it out and writing. */
const ATTEMPTS = 3;

/**
 * Commands by delegated limits. A first look says which amount is decided on; the lowest rule that covers it is taken;
 * where its approvals share a limit the amount is set apart first, then the target is written, then the use is confirmed,
 * or given back. Dying in between leaves a reservation that the same command finds again, or that runs out.
 */
export class ByLimits {
  private readonly coSignatures: CoSignatures;

  constructor(
    private readonly runtime: TransactRuntime,
    private readonly rights: Rights,
    private readonly uses: AuthorityUses,
  ) {
    this.coSignatures = new CoSignatures(runtime);
  }

  /** Throws what `transact` throws. */
  async carryOut(command: LimitedCommand): Promise<Concluded> {
    const { call, matter } = command;
    const [lowest, ...higher] = await this.rights.rulesOf(call.actor.id, matter, call.id);
    if (!lowest) return this.written(command, call.authority);
    const isPlain = higher.length === 0 && !lowest.cumulative && !lowest.coSign;
    const concludedPlainly = isPlain && (await this.inOwnCurrency(command, lowest));
    if (concludedPlainly) return concludedPlainly;
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const concluded = await this.attempted(command, [lowest, ...higher]);
      if (concluded) return concluded;
    }
    throw new RevisionConflict(streamName(command.decider.category, call.id), 'no_stream', undefined);
  }

  /** Undefined: the amount is in another currency than the limit. */
  private async inOwnCurrency(command: LimitedCommand, rule: AuthorityRule): Promise<Concluded | undefined> {
    const foreign = { is: false };
    const concluded = await this.written(
      command,
      byRule(rule, () => void (foreign.is = true)),
      rule,
    );
    return 'refused' in concluded.result && foreign.is ? undefined : concluded;
  }

  /** Undefined: another amount than at first was decided on. */
  private async attempted(command: LimitedCommand, rules: Rules): Promise<Concluded | undefined> {
    const rates = await this.rights.rates();
    const tried = tryRules(rules, rates);
    const call = { ...command.call, authority: tried.authority };
    const decision = await rehearse(this.runtime, command.decider, call, command.collect());
    if (decision === undefined) return this.repeated(command, rules);
    const unrated = tried.unrated();
    if ('refused' in decision) return { call, result: unrated ? this.rights.unrated(rules, unrated) : decision };
    const amount = tried.largest();
    if (!amount) return this.used(command, rules[0]);
    return this.within(command, rulesFor(rules, amount, rates), { amount, ...(rates ? { rates } : {}) });
  }

  /** It was carried out before, perhaps by a process that did not live to confirm what it used. */
  private async repeated(command: LimitedCommand, rules: Rules): Promise<Concluded> {
    const concluded = await this.written(command, byRule(rules[0]), rules[0]);
    for (const rule of rules) await this.uses.confirm(rule, byRule(rule), purposeOf(command));
    return concluded;
  }

  private async within(command: LimitedCommand, rules: readonly AuthorityRule[], asked: Asked) {
    let exceeded: Concluded | undefined;
    for (const rule of rules) {
      const authority = byReserved(rule, asked.amount, () => undefined, asked.rates);
      const unsigned = await this.coSignatures.missing(rule, signedIn(command));
      if (unsigned) {
        exceeded = { call: callBy(command, authority, rule), result: unsigned };
        continue;
      }
      const refused = await this.uses.reserve(rule, asked.amount, authority, purposeOf(command, rule));
      if (!refused) return this.used(command, rule, asked);
      exceeded = { call: callBy(command, authority, rule), result: await this.routed(command, rule, asked, refused) };
    }
    return exceeded;
  }

  /** Who is to decide instead is part of the refusal. */
  private async routed({ matter }: LimitedCommand, { holder }: AuthorityRule, asked: Asked, refused: Refusal) {
    const referTo = (await this.rights.above(holder, matter, asked)) ?? 'a board';
    return { ...refused, detail: { ...refused.detail, referTo } };
  }

  private async used(command: LimitedCommand, rule: AuthorityRule, { amount, rates }: Partial<Asked> = {}) {
    const short = { is: false };
    const authority = byReserved(rule, amount, () => void (short.is = true), rates);
    const purpose = purposeOf(command, rule);
    const release = (because: string) => this.uses.release(rule, because, authority, purpose);
    try {
      const concluded = await this.written(command, authority, rule);
      const { result } = concluded;
      if ('refused' in result) await release(short.is ? 'Another amount is decided on' : `Refused: ${result.refused}`);
      else if (result.eventIds.length === 0) await release('It was already so');
      else await this.uses.confirm(rule, authority, purpose);
      return 'refused' in result && short.is ? undefined : concluded;
    } catch (error) {
      if (error instanceof RevisionConflict) await release('Somebody else was first');
      throw error;
    }
  }

  private async written(command: LimitedCommand, authority: ActingAuthority, rule?: AuthorityRule): Promise<Concluded> {
    const call = callBy(command, authority, rule);
    const barred = await this.giverBarred(command, authority, rule);
    if (barred) return { call, result: barred };
    return {
      call,
      result: await transact(this.runtime, command.decider, call, this.collecting(command, authority, rule)),
    };
  }

  /** What the giver may not decide because duties are separate, nobody decides for them. */
  private async giverBarred(
    { decider, call, collect }: LimitedCommand,
    authority: ActingAuthority,
    rule: AuthorityRule | undefined,
  ) {
    if (!rule?.onBehalfOf) return undefined;
    const byGiver = { ...call, actor: { ...call.actor, id: rule.onBehalfOf }, authority };
    const decision = await rehearse(this.runtime, decider, byGiver, collect(rule));
    return decision && 'refused' in decision && decision.refused.startsWith('SOD_') ? decision : undefined;
  }

  /** Once its streams are pinned, the rule is looked for again: what was taken back meanwhile gives no right. */
  private collecting(command: LimitedCommand, { converted }: ActingAuthority, rule: AuthorityRule | undefined) {
    const { call, matter } = command;
    const load = command.collect(rule);
    if (!rule) return load;
    const collecting: FactCollector<object> = async (asked) => {
      const facts = (await load?.(asked)) ?? {};
      await asked.revision(personFold.category, call.actor.id);
      const stand = await this.rights.rulesOf(call.actor.id, matter, call.id);
      if (rule.coSign)
        await asked.revision(coSignatureFold.category, coSignatureIdOf(command.decider.category, call.id));
      if (converted ?? rule.convertedLimit) await asked.revision(rateTables.category, RATES_ID);
      const isOtherRate = converted && (await this.rights.rates())?.id !== converted.rateTable;
      const isUnsigned = (await this.coSignatures.missing(rule, signedIn(command))) !== undefined;
      if (isOtherRate) throw new RevisionConflict(streamName(rateTables.category, RATES_ID), 'any', undefined);
      if (isUnsigned || !stand.some((other) => isSame(other, rule)))
        throw new RevisionConflict(rule.stream, 'any', undefined);
      return facts;
    };
    return collecting;
  }
}

const isSame = (a: AuthorityRule, b: AuthorityRule): boolean => a.ref === b.ref && sameMoney(a.limit, b.limit);

const signedIn = ({ decider: { category }, call }: LimitedCommand): Signed => ({ category, call });

const callBy = ({ call }: LimitedCommand, authority: ActingAuthority, rule?: AuthorityRule) => ({
  ...call,
  actor: { ...call.actor, ...(rule?.onBehalfOf ? { onBehalfOf: rule.onBehalfOf } : {}) },
  authority,
});

const purposeOf = ({ decider, matter, call }: LimitedCommand, rule?: AuthorityRule): Purpose => ({
  commandId: call.commandId,
  correlationId: call.correlationId,
  matter,
  target: streamName(decider.category, call.id),
  projectId: ownerOf(call.id),
  actor: { ...call.actor, ...(rule?.onBehalfOf ? { onBehalfOf: rule.onBehalfOf } : {}) },
});
