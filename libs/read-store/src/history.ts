import { knownFromOf, samePlace } from './place';
import type { Cells } from './rows';
import type { StoredRemoval, StoredVersion } from './storage';

export interface KnownVersion {
  readonly cells: Cells | null;
  readonly eff: number;
  readonly cause: number;
  readonly knownFrom: number;
  /** Log index from which on it is no longer known so; null = it still is. */
  readonly knownTo: number | null;
}

/**
 * Versions of a key (given by place, then version id) with the index at which each stopped being known: that of the
 * next version or removal of the same place.
 */
export const versionsFrom = (
  versions: readonly StoredVersion[],
  removals: readonly StoredRemoval[],
): readonly KnownVersion[] =>
  versions.map(({ cells, eff, cause, vid }, n) => {
    const next = versions[n + 1];
    const ends = [...removals, ...(next ? [next] : [])].filter(
      (later) => later.vid > vid && samePlace(later, { eff, cause }),
    );
    const end = Math.min(...ends.map((later) => later.vid));
    return {
      cells,
      eff,
      cause,
      knownFrom: knownFromOf(vid),
      knownTo: ends.length ? knownFromOf(end) : null,
    };
  });
