import type { Fact } from './content';
import { BrokenInvariant, guarded, InvalidRow } from './errors';
import type { FactBook } from './facts';
import type { Place } from './place';
import { comparePlaces, firstVid, VERSIONS_PER_EVENT } from './place';
import type { Row } from './port';
import type { Encoded, RowCodec } from './rows';
import type { Awaitable, LogReader, Standing, ViewWriter } from './storage';
import type { StepWithKeys, View, ViewEvent } from './view';
import type { Last, Places, Rewriting } from './walk';
import { Walk } from './walk';

/** A key of a view with its last standing place; undefined = not looked up, null = none. */
class Slot {
  constructor(
    readonly kid: number,
    readonly key: string,
    public last?: Last | null,
  ) {}
}

export interface TouchedKey {
  readonly kid: number;
  readonly key: string;
  /** The last standing place; null = none. */
  readonly last: Standing | null;
}

/** What an amendment does to a fact: its content before and after, null = not there. */
export interface Move {
  readonly before: Fact | null;
  readonly after: Fact | null;
}

const FIRST_CHUNK = 16;
const LARGEST_CHUNK = 1_024;
const KEPT_KEYS = 100_000;

/**
 * Applies events to the tables of one view. Caches what stands last for each key; `forget` it when a transaction is
 * rolled back. Versions and removals depend on the log alone, never on batches or caches.
 */
export class Folding {
  private slots = new Map<string, Slot>();
  private touched = new Set<Slot>();
  private nextKid: number | undefined;
  private nextVid = 0;
  private firstKid = 0;
  private now = 0;
  private index = 0;
  /** Versions effective after this instant get a hint, and are noted here until taken. */
  private hints: { readonly eff: number; readonly kid: number }[] = [];
  hintAfter = Infinity;

  constructor(
    private readonly view: View,
    private readonly codec: RowCodec,
    private readonly book: FactBook,
  ) {}

  /** Everything after this is about the event at `index`; `now` is the running maximum of recordedAt, ms. */
  begin(index: number, now: number): void {
    this.index = index;
    this.now = now;
    this.nextVid = firstVid(index);
    this.firstKid = this.nextKid ?? 0;
  }

  /** True if the view has a step for events of this type. */
  concerns(type: string): boolean {
    return this.stepOf(type) !== undefined;
  }

  /** Applies a new fact: one step and one version a key, unless it is late. */
  apply(tables: ViewWriter, log: LogReader, fact: Fact): Awaitable<void> {
    const step = this.stepOf(fact.event.type);
    return step && this.applyFrom(tables, log, fact, step, this.keysOf(step, fact.event), 0);
  }

  /** Applies an amendment: moves the fact from its old place to its new place, for every key before or after. */
  async move(tables: ViewWriter, log: LogReader, { before, after }: Move): Promise<void> {
    if (before && after && before.from === after.from && before.eff === after.eff) return;
    const from = new Set(this.keysOfFact(before));
    const to = new Set(this.keysOfFact(after));
    for (const key of new Set([...from, ...to])) {
      const slot = await this.slot(tables, key);
      const places = { from: from.has(key) ? placeOf(before) : null, to: to.has(key) ? placeOf(after) : null };
      await this.walk(tables, log, slot, places, after);
    }
  }

  /** Takes back what the event that was begun has written. */
  async undo(tables: ViewWriter): Promise<void> {
    const kid = this.nextKid === undefined ? await tables.nextKeyId() : this.firstKid;
    await tables.undo(firstVid(this.index), kid);
    this.forget();
  }

  forget(): void {
    this.slots = new Map();
    this.touched = new Set();
    this.hints = [];
    this.nextKid = undefined;
  }

  /** Keys touched since the last call, with what stands last for each. */
  async takeTouched(tables: ViewWriter): Promise<readonly TouchedKey[]> {
    const touched: TouchedKey[] = [];
    for (const slot of this.touched) {
      const last = await this.lastOf(tables, slot);
      touched.push({ kid: slot.kid, key: slot.key, last: last && standing(last) });
    }
    this.touched = new Set();
    return touched;
  }

  /** How many keys were touched since they were last taken. */
  get touchedKeys(): number {
    return this.touched.size;
  }

  takeHints(): readonly { readonly eff: number; readonly kid: number }[] {
    const hints = this.hints;
    this.hints = [];
    return hints;
  }

  /** Forgets what was touched and bounds the cache; call when a batch ends. */
  settle(): void {
    this.touched = new Set();
    this.hints = [];
    if (this.slots.size > KEPT_KEYS) this.slots = new Map();
  }

  private applyFrom(
    tables: ViewWriter,
    log: LogReader,
    fact: Fact,
    step: StepWithKeys<Row, unknown>,
    keys: readonly string[],
    start: number,
  ): Awaitable<void> {
    const place = { eff: fact.eff, cause: fact.index };
    for (let n = start; n < keys.length; n++) {
      const key = keys[n] ?? '';
      const slot = this.slots.get(key);
      // A promise for each event would cost as much as the event: only what needs the database waits.
      if (slot?.last === undefined || (slot.last && comparePlaces(slot.last, place) > 0))
        return this.applySlowly(tables, log, fact, key).then(() =>
          this.applyFrom(tables, log, fact, step, keys, n + 1),
        );
      const waiting = this.append(tables, slot, place, this.fold(step, slot.last?.state ?? null, fact.event, key));
      if (waiting) return waiting.then(() => this.applyFrom(tables, log, fact, step, keys, n + 1));
    }
  }

  private async applySlowly(tables: ViewWriter, log: LogReader, fact: Fact, key: string): Promise<void> {
    const slot = await this.slot(tables, key);
    const last = await this.lastOf(tables, slot);
    const to = { eff: fact.eff, cause: fact.index };
    if (last && comparePlaces(last, to) > 0) return this.walk(tables, log, slot, { from: null, to }, fact);
    const step = this.mustStep(fact.event.type);
    await this.append(tables, slot, to, this.fold(step, last?.state ?? null, fact.event, key));
  }

  private append(tables: ViewWriter, slot: Slot, place: Place, state: Encoded | null): Awaitable<void> {
    slot.last = { eff: place.eff, cause: place.cause, state };
    return this.write(tables, slot, place, state);
  }

  private write(tables: ViewWriter, slot: Slot, { eff, cause }: Place, state: Encoded | null): Awaitable<void> {
    this.touched.add(slot);
    if (eff > this.hintAfter) this.hints.push({ eff, kid: slot.kid });
    const sched = eff > this.now;
    return tables.addVersion({ vid: this.vid(), kid: slot.kid, eff, cause, sched, cells: state?.cells ?? null });
  }

  private remove(tables: ViewWriter, slot: Slot, { eff, cause }: Place): Awaitable<void> {
    this.touched.add(slot);
    return tables.addRemoval({ vid: this.vid(), kid: slot.kid, eff, cause });
  }

  private vid(): number {
    if (this.nextVid >= firstVid(this.index) + VERSIONS_PER_EVENT)
      throw new BrokenInvariant(`Event ${this.index} rewrites more than ${VERSIONS_PER_EVENT} versions`);
    return this.nextVid++;
  }

  /** Folds a key again from the earlier of two places on, as far as it makes a difference. */
  private async walk(tables: ViewWriter, log: LogReader, slot: Slot, places: Places, fact: Fact | null): Promise<void> {
    let from = earlier(places);
    const before = await tables.before(slot.kid, from);
    const walk = new Walk(this.rewriting(tables, slot), places, fact, before && this.lastFrom(before));
    for (let size = FIRST_CHUNK; ; size = Math.min(size * 4, LARGEST_CHUNK)) {
      const chunk = await tables.chain(slot.kid, from, size);
      const causes = chunk.map(({ cause }) => cause);
      const facts = await this.book.contents(log, causes, this.index);
      for (const [n, stands] of chunk.entries()) if (await walk.pass(stands, facts[n] ?? null)) return;
      const end = chunk.at(-1);
      if (!end || chunk.length < size) break;
      from = { eff: end.eff, cause: end.cause + 1 };
    }
    slot.last = await walk.end();
  }

  private rewriting(tables: ViewWriter, slot: Slot): Rewriting {
    return {
      fold: (before, { event }) => this.fold(this.mustStep(event.type), before, event, slot.key),
      write: (place, state) => this.write(tables, slot, place, state),
      remove: (place) => this.remove(tables, slot, place),
    };
  }

  private fold(
    steps: StepWithKeys<Row, unknown>,
    before: Encoded | null,
    event: ViewEvent,
    key: string,
  ): Encoded | null {
    return guarded(`${event.type} of ${key}`, () => {
      const row = steps.step(before?.row ?? null, event, key);
      return row === null ? null : this.codec.encode(row);
    });
  }

  private keysOfFact(fact: Fact | null): readonly string[] {
    const step = fact && this.stepOf(fact.event.type);
    return step ? this.keysOf(step, fact.event) : [];
  }

  private keysOf(steps: StepWithKeys<Row, unknown>, event: ViewEvent): readonly string[] {
    const named = guarded(`Keys of ${event.type}`, () => steps.keys(event));
    for (const key of named)
      if (typeof key !== 'string' || key === '' || key.includes('\0'))
        throw new InvalidRow(`${JSON.stringify(key)} is not a key`);
    return named.length > 1 ? [...new Set(named)] : named;
  }

  private stepOf(type: string): StepWithKeys<Row, unknown> | undefined {
    return Object.hasOwn(this.view.steps, type) ? this.view.steps[type] : undefined;
  }

  private mustStep(type: string): StepWithKeys<Row, unknown> {
    const step = this.stepOf(type);
    if (!step) throw new BrokenInvariant(`View ${this.view.name} has no step for ${type} any more`);
    return step;
  }

  private async slot(tables: ViewWriter, key: string): Promise<Slot> {
    const kept = this.slots.get(key);
    if (kept) return kept;
    const kid = await tables.keyId(key);
    const slot = kid === undefined ? await this.newSlot(tables, key) : new Slot(kid, key);
    this.slots.set(key, slot);
    return slot;
  }

  private async newSlot(tables: ViewWriter, key: string): Promise<Slot> {
    if (this.nextKid === undefined) this.nextKid = this.firstKid = await tables.nextKeyId();
    const kid = this.nextKid++;
    await tables.addKey(kid, key);
    return new Slot(kid, key, null);
  }

  private async lastOf(tables: ViewWriter, slot: Slot): Promise<Last | null> {
    if (slot.last !== undefined) return slot.last;
    const last = await tables.last(slot.kid);
    return (slot.last = last && this.lastFrom(last));
  }

  private lastFrom({ eff, cause, cells }: Standing): Last {
    return { eff, cause, state: cells && { row: this.codec.decode(cells), cells } };
  }
}

const placeOf = (fact: Fact | null): Place | null => fact && { eff: fact.eff, cause: fact.index };

const standing = ({ eff, cause, state }: Last): Standing => ({ eff, cause, cells: state?.cells ?? null });

function earlier({ from, to }: Places): Place {
  const place = from && to ? (comparePlaces(from, to) < 0 ? from : to) : (from ?? to);
  if (!place) throw new BrokenInvariant('A fact moves from nowhere to nowhere');
  return place;
}
