import { randomUUID } from 'node:crypto';
import type { Matter } from '@tabularium/contracts';
import {
  RevisionConflict,
  StoreUnavailable,
  StreamNotFound,
  transact,
  type TransactRuntime,
} from '@tabularium/event-store';
import { authorityOf, SYSTEM_ID } from '@tabularium/identity';
import {
  instantOf,
  millis,
  type Actor,
  type ActingAuthority,
  type AuthorityRule,
  type Money,
  type Refusal,
} from '@tabularium/kernel';
import { authorityUse, type AuthorityUseCommands, type Use } from '@tabularium/organisation';

/** What an amount is set apart for. */
export interface Purpose {
  readonly commandId: string;
  readonly correlationId: string;
  readonly matter: Matter;
  /** Stream it is decided in. */
  readonly target: string;
  readonly projectId: string;
  readonly actor: Actor;
}

/**
 * A reservation without an outcome has run out after this long, in milliseconds: then the target tells what came of it.
 * Nothing that reserves takes a hundredth of that; a process that stood still for longer could use what it lost.
 */
const RUNS_OUT_MS = 10 * 60_000;

type UseCommand = keyof AuthorityUseCommands & string;

/** Uses of limits that several approvals share: set apart before the target is written, then confirmed or given back. */
export class AuthorityUses {
  constructor(private readonly runtime: TransactRuntime) {}

  /** The reservation is named by the command, so a repeated command finds its own. Throws what `transact` throws. */
  async reserve(
    rule: AuthorityRule,
    amount: Money,
    authority: ActingAuthority,
    purpose: Purpose,
  ): Promise<Refusal | undefined> {
    const id = useOf(rule, purpose.matter);
    if (!rule.cumulative) return undefined;
    await this.settle(id, purpose);
    const { matter, target, projectId, commandId: reservation } = purpose;
    const { limit: cumulativeLimit, windowDays } = rule.cumulative;
    const named = { reservation, matter, target, projectId, rule: rule.ref };
    const data = { ...named, ...amountIn(authority, amount), cumulativeLimit, windowDays };
    return this.give(id, 'ReserveAuthority', data, authority, purpose);
  }

  async release(rule: AuthorityRule, because: string, authority: ActingAuthority, purpose: Purpose): Promise<void> {
    await this.afterwards(rule, 'ReleaseAuthority', { reservation: purpose.commandId, because }, authority, purpose);
  }

  async confirm(rule: AuthorityRule, authority: ActingAuthority, purpose: Purpose): Promise<void> {
    await this.afterwards(rule, 'ConfirmAuthority', { reservation: purpose.commandId }, authority, purpose);
  }

  /** The target is written or refused already: what cannot be recorded now is settled by who reserves next. */
  private async afterwards<N extends UseCommand>(
    rule: AuthorityRule,
    command: N,
    data: AuthorityUseCommands[N],
    authority: ActingAuthority,
    purpose: Purpose,
  ): Promise<void> {
    if (!rule.cumulative) return;
    try {
      await this.give(useOf(rule, purpose.matter), command, data, authority, purpose);
    } catch (error) {
      if (!(error instanceof RevisionConflict) && !(error instanceof StoreUnavailable)) throw error;
    }
  }

  /** Asks the targets of reservations that ran out. */
  private async settle(id: string, purpose: Purpose): Promise<void> {
    const { states, clock } = this.runtime;
    const { state } = await states.state(authorityUse, id);
    const ranOutBefore = instantOf(millis(clock.now()) - RUNS_OUT_MS);
    const isDue = (use: Use) => use.stage === 'reserved' && use.reservedAt < ranOutBefore;
    const engine = { ...purpose, actor: { id: SYSTEM_ID } };
    const authority = authorityOf('SYSTEM', {}, { cause: purpose.commandId });
    for (const { reservation, target } of state.uses.filter(isDue)) {
      if (await this.holds(target, reservation))
        await this.give(id, 'ConfirmAuthority', { reservation }, authority, engine);
      else await this.give(id, 'ReleaseAuthority', { reservation, because: 'It ran out' }, authority, engine);
    }
  }

  /** True when the target holds events of the command. */
  private async holds(target: string, commandId: string): Promise<boolean> {
    try {
      for await (const { metadata } of this.runtime.states.store.readStream(target))
        if (metadata.commandId === commandId) return true;
    } catch (error) {
      if (!(error instanceof StreamNotFound)) throw error;
    }
    return false;
  }

  private async give<N extends UseCommand>(
    id: string,
    command: N,
    data: AuthorityUseCommands[N],
    authority: ActingAuthority,
    { actor, correlationId, commandId: causationId }: Purpose,
  ): Promise<Refusal | undefined> {
    const call = { id, command, data, actor, authority, commandId: randomUUID(), correlationId, causationId };
    const result = await transact(this.runtime, authorityUse, call);
    return 'refused' in result ? result : undefined;
  }
}

/** Amounts add up in the currency of the limit, each as it was converted when it was decided on. */
const amountIn = ({ converted }: ActingAuthority, amount: Money) =>
  converted ? { amount: converted.amount, convertedFrom: converted.from, rateTable: converted.rateTable } : { amount };

/** Id of the stream in which uses of a rule count together. */
export const useOf = ({ holder }: AuthorityRule, matter: Matter): string => `${holder}.${matter}`;
