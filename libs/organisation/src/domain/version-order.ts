import { canonicalJson, type LocalDate } from '@tabularium/kernel';

interface Version {
  readonly version: number;
  /** First day in force. */
  readonly from?: LocalDate;
}

/** The versions in force before and after one, of those that ever were in force, in their order. */
export function neighbours<V extends Version>(version: number, inForce: readonly V[]) {
  const at = inForce.findIndex((other) => other.version === version);
  return { before: at > 0 ? inForce[at - 1] : undefined, after: inForce[at + 1] };
}

/** The neighbour that a version would reach or pass if it began on the day. */
export function metFrom<V extends Version>(day: LocalDate, version: number, inForce: readonly V[]): V | undefined {
  const { before, after } = neighbours(version, inForce);
  if (before?.from !== undefined && day <= before.from) return before;
  return after?.from !== undefined && day >= after.from ? after : undefined;
}

/** True for contents of which the same would be recorded. */
export const isSame = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b);
