import { fact, refuse, type Decider } from '@tabularium/kernel';
import {
  signedBy,
  type CoSignatureCommands,
  type CoSignatureEvents,
  type CoSignatureRefusal,
} from '../contract/co-signature.contract';

export type Signature = CoSignatureEvents['CoSigned'];

/** Signatures on one thing; those on an earlier state of it are kept, and count no more. */
export interface CoSignatures {
  readonly signatures: readonly Signature[];
}

export type CoSignatureFacts = {
  /** -1 = there is no such thing. */
  readonly CoSign: { readonly targetRevision: number };
};

/** Whether the signer may is looked at when the signature is used: they have to hold the role then. */
export const coSignature: Decider<
  CoSignatures,
  CoSignatureCommands,
  CoSignatureEvents,
  CoSignatureRefusal,
  CoSignatureFacts
> = {
  category: 'coSignature',
  initial: { signatures: [] },
  evolve: { CoSigned: ({ signatures }, signed) => ({ signatures: [...signatures, signed] }) },
  decide: {
    CoSign: ({ command }, { signatures }, { id, actor, facts: { targetRevision } }) => {
      if (targetRevision < 0) return refuse('NOTHING_TO_SIGN', signedBy(id));
      const signed = { command, targetRevision, by: actor.id };
      return signatures.some((other) => isSame(other, signed)) ? [] : [fact('CoSigned', signed)];
    },
  },
};

const isSame = (a: Signature, b: Signature): boolean =>
  a.command === b.command && a.targetRevision === b.targetRevision && a.by === b.by;
