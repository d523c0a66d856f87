/** Where a fact stands in the order of folding: effective instant (ms since 1970), then log index. */
export interface Place {
  readonly eff: number;
  readonly cause: number;
}

export const comparePlaces = (a: Place, b: Place): number => a.eff - b.eff || a.cause - b.cause;

export const samePlace = (a: Place, b: Place): boolean => a.eff === b.eff && a.cause === b.cause;

/** Version ids (vid) are `index of the event that made it known · 2^20 + n`: versions and removals share n. */
export const VERSIONS_PER_EVENT = 2 ** 20;

export const firstVid = (index: number): number => index * VERSIONS_PER_EVENT;

/** The largest version id known at a log index, inclusive. */
export const lastVid = (index: number): number => firstVid(index + 1) - 1;

export const knownFromOf = (vid: number): number => Math.floor(vid / VERSIONS_PER_EVENT);

/** An instant before every event, ms. */
export const BEFORE_ALL = -8_640_000_000_000_000;
