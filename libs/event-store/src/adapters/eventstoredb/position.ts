import type { Position } from '../../port';

/** A place in the log of an EventStoreDB. Checkpoints of history have prepare 0: everything before commit was considered. */
export interface LogPlace {
  readonly commit: bigint;
  readonly prepare: bigint;
}

/** Digits of an unsigned 64-bit number. */
const DIGITS = 20;
const tokenPattern = /^(\d{20})\/(\d{20})$/;

const padded = (n: bigint): string => String(n).padStart(DIGITS, '0');

/** Padded, so that tokens compare as text. */
export const positionOf = ({ commit, prepare }: LogPlace): Position => `${padded(commit)}/${padded(prepare)}`;

/** Throws RangeError for a token this store never gave. */
export function placeOf(position: Position): LogPlace {
  const [, commit, prepare] = tokenPattern.exec(position) ?? [];
  if (commit === undefined || prepare === undefined) throw new RangeError(`«${position}» is no position of this store`);
  return { commit: BigInt(commit), prepare: BigInt(prepare) };
}

/** Events stand where commit and prepare are the same; the rest are checkpoints between two. */
export const isOfEvent = ({ commit, prepare }: LogPlace): boolean => commit === prepare;
