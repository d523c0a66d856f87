import type { CommandCall, TransactRuntime } from '@tabularium/event-store';
import { ownerOf, refuse, type AuthorityRule, type Refusal } from '@tabularium/kernel';
import { coSignatureFold, coSignatureIdOf, holds, personFold, type Signature } from '@tabularium/organisation';

/** What was signed: a command on something, by whoever decides. */
export interface Signed {
  readonly category: string;
  readonly call: Pick<CommandCall, 'id' | 'command' | 'actor'>;
}

/** Signatures that some limits ask for, of somebody else than who decides. */
export class CoSignatures {
  constructor(private readonly runtime: Pick<TransactRuntime, 'states' | 'clock' | 'zone'>) {}

  /** A refusal, unless somebody else who holds the role today has signed the thing as it stands. */
  async missing(rule: AuthorityRule, { category, call }: Signed): Promise<Refusal | undefined> {
    const { coSign: role, onBehalfOf } = rule;
    if (!role) return undefined;
    const { states } = this.runtime;
    const { state } = await states.reading(coSignatureFold, coSignatureIdOf(category, call.id));
    const targetRevision = await states.revision(category, call.id);
    const isGood = (signature: Signature) =>
      signature.command === call.command &&
      signature.targetRevision === targetRevision &&
      signature.by !== call.actor.id &&
      signature.by !== onBehalfOf;
    for (const { by } of state.signatures.filter(isGood)) if (await this.holds(by, role, call.id)) return undefined;
    return refuse('CO_SIGN_NEEDED', { role });
  }

  private async holds(person: string, role: string, targetId: string): Promise<boolean> {
    const { states, zone, clock } = this.runtime;
    const { state } = await states.reading(personFold, person);
    return holds(state, role, { project: ownerOf(targetId), day: zone.dayOf(clock.now()) });
  }
}
