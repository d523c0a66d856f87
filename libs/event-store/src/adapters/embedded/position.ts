import type { Position } from '../../port';

const digits = 20;
const tokenPattern = /^\d{20}$/;

/** Row number in the log, from 1, padded so that tokens compare as text. */
export const positionOf = (row: number): Position => String(row).padStart(digits, '0');

/** Throws RangeError for a token this store never gave. */
export function rowOf(position: Position): number {
  if (!tokenPattern.test(position)) throw new RangeError(`«${position}» is no position of this store`);
  return Number(position);
}
