import type { Fact } from './content';
import { BrokenInvariant } from './errors';
import type { Place } from './place';
import { comparePlaces, samePlace } from './place';
import type { Encoded } from './rows';
import { sameCells } from './rows';
import type { Awaitable, Standing } from './storage';

/** A row (null = gone) in force from a place on. */
export interface Last extends Place {
  readonly state: Encoded | null;
}

/** A fact leaves one place (null = it stood nowhere) for another (null = it stands nowhere any more). */
export interface Places {
  readonly from: Place | null;
  readonly to: Place | null;
}

/** What a walk does to the key it goes along. */
export interface Rewriting {
  fold(before: Encoded | null, fact: Fact): Encoded | null;
  write(place: Place, state: Encoded | null): Awaitable<void>;
  remove(place: Place): Awaitable<void>;
}

/**
 * Folds a key again, place by place from the earlier of two places on: the new content at the new place, a removal at
 * the old one, a version at every later fact whose row differs.
 */
export class Walk {
  private awaited: Place | null;
  private leaving: Place | null;

  /** `last` is what stands just before the earlier place; `fact` the new content. */
  constructor(
    private readonly rewriting: Rewriting,
    private readonly places: Places,
    private readonly fact: Fact | null,
    private last: Last | null,
  ) {
    this.awaited = places.to;
    this.leaving = places.from;
  }

  /**
   * Goes past what stands at the next place, with the content in force of its fact. True when both places are behind and
   * the row came out as it stands: all later ones then stand too.
   */
  async pass(stands: Standing, content: Fact | null): Promise<boolean> {
    if (this.awaited && comparePlaces(this.awaited, stands) < 0) await this.insert(this.awaited);
    const rewritten = this.places.to !== null && samePlace(stands, this.places.to);
    if (this.leaving && samePlace(stands, this.leaving)) {
      this.leaving = null;
      if (!rewritten) {
        await this.rewriting.remove(stands);
        return false;
      }
    }
    if (rewritten) this.awaited = null;
    const state = this.fold(rewritten ? this.fact : content);
    this.last = { eff: stands.eff, cause: stands.cause, state };
    if (!sameCells(state?.cells ?? null, stands.cells)) {
      await this.rewriting.write(stands, state);
      return false;
    }
    return !this.awaited && !this.leaving;
  }

  /** Nothing stands further on: gives what stands last now. */
  async end(): Promise<Last | null> {
    if (this.awaited) await this.insert(this.awaited);
    if (this.leaving) throw new BrokenInvariant(`Fact ${this.leaving.cause} does not stand where it should`);
    return this.last;
  }

  private async insert(place: Place): Promise<void> {
    this.awaited = null;
    const state = this.fold(this.fact);
    this.last = { ...place, state };
    await this.rewriting.write(place, state);
  }

  private fold(fact: Fact | null): Encoded | null {
    if (!fact) throw new BrokenInvariant('A voided fact stands');
    return this.rewriting.fold(this.last?.state ?? null, fact);
  }
}
