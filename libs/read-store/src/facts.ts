import type { Upcast, Fact } from './content';
import { isAmendment } from '@tabularium/kernel';
import { contentOf } from './content';
import { BrokenInvariant } from './errors';
import type { Awaitable, LogEntry, LogReader } from './storage';

class Noted {
  /** The content without amendments, worked out once. */
  plain?: Fact | null;

  constructor(
    readonly entry: LogEntry,
    readonly amendments: readonly LogEntry[],
  ) {}
}

const KEPT = 5_000;

/** Contents of facts, as known at a log index, with a cache that goes when a transaction is rolled back. */
export class FactBook {
  private noted = new Map<number, Noted>();

  constructor(private readonly upcast: Upcast) {}

  /** Takes in entries that have been read or appended, so that they need not be read again. */
  async note(log: LogReader, entries: readonly LogEntry[]): Promise<void> {
    const facts = entries.filter(({ event }) => !isAmendment(event));
    const amendments = await log.amendmentsOf(facts.map(({ event }) => event.index));
    for (const entry of facts) this.keep(entry, amendments);
  }

  /** Takes in an entry that has just been appended and cannot have amendments yet. */
  noteNew(entry: LogEntry): void {
    this.noted.set(entry.event.index, new Noted(entry, []));
  }

  /** Forget what is known of a fact: it has been amended. */
  drop(index: number): void {
    this.noted.delete(index);
  }

  clear(): void {
    this.noted = new Map();
  }

  /** Bounds the memory; call between batches. */
  trim(): void {
    if (this.noted.size > KEPT) this.clear();
  }

  /** The content in force of a fact as known at a log index; null = voided then. */
  content(log: LogReader, index: number, known: number): Awaitable<Fact | null> {
    const kept = this.noted.get(index);
    if (kept) return this.at(kept, known);
    return this.load(log, [index]).then(() => this.at(this.mustHave(index), known));
  }

  contents(log: LogReader, indexes: readonly number[], known: number): Awaitable<readonly (Fact | null)[]> {
    const missing = indexes.filter((index) => !this.noted.has(index));
    const all = (): readonly (Fact | null)[] => indexes.map((index) => this.at(this.mustHave(index), known));
    return missing.length ? this.load(log, missing).then(all) : all();
  }

  private async load(log: LogReader, indexes: readonly number[]): Promise<void> {
    const amendments = await log.amendmentsOf(indexes);
    for (const entry of await log.entries(indexes)) this.keep(entry, amendments);
  }

  private keep(entry: LogEntry, amendments: readonly LogEntry[]): void {
    const { index } = entry.event;
    this.noted.set(
      index,
      new Noted(
        entry,
        amendments.filter(({ fact }) => fact === index),
      ),
    );
  }

  private mustHave(index: number): Noted {
    const noted = this.noted.get(index);
    if (!noted) throw new BrokenInvariant(`The log copy has no event ${index}`);
    return noted;
  }

  private at(noted: Noted, known: number): Fact | null {
    if (noted.amendments.length === 0) return this.plain(noted);
    return contentOf(
      noted.entry,
      noted.amendments.filter(({ event }) => event.index <= known),
      this.upcast,
    );
  }

  private plain(noted: Noted): Fact | null {
    return (noted.plain ??= contentOf(noted.entry, [], this.upcast));
  }
}
