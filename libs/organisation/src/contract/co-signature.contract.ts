import { aggregateContract } from '@tabularium/contracts';
import type { DataOf, Refusals } from '@tabularium/kernel';
import * as commands from './co-signature.commands';
import * as events from './co-signature.events';

const coSignatureRefusals = {
  NOTHING_TO_SIGN: { words: 'There is no {category} {id}', absent: true },
} as const satisfies Refusals;

export const coSignatureContract = aggregateContract({
  category: 'coSignature',
  title: 'Co-signature',
  commands: { ...commands },
  events: { ...events },
  refusals: coSignatureRefusals,
});

export type CoSignatureCommands = DataOf<typeof coSignatureContract.commands>;
export type CoSignatureEvents = DataOf<typeof coSignatureContract.events>;
export type CoSignatureRefusal = keyof typeof coSignatureRefusals;

/** Id of the signatures on something: its own, then its category, so that it belongs to the same project. */
export const coSignatureIdOf = (category: string, id: string): string => `${id}.${category}`;

/** What the signatures are on. */
export function signedBy(coSignatureId: string): { readonly category: string; readonly id: string } {
  const dot = coSignatureId.lastIndexOf('.');
  return { category: coSignatureId.slice(dot + 1), id: coSignatureId.slice(0, Math.max(0, dot)) };
}
