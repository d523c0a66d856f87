import { isAmendment, millis } from '@tabularium/kernel';
import { aimOf, applyEntry } from './applying';
import { Breath } from './breath';
import type { Calendar } from './calendar';
import type { Upcast } from './content';
import { refreshCurrent, Working } from './current';
import type { Definition } from './definition';
import { CannotApply, LogGap } from './errors';
import { FactBook } from './facts';
import { Folding } from './folding';
import { BEFORE_ALL } from './place';
import type { Checkpoint, LoggedEvent } from './port';
import { FencedOff, VIEWS } from './port';
import type { Build, Head, LogEntry, Storage, Transaction } from './storage';

export interface IngestOptions {
  /** More events are at hand: current rows may wait (questions about now are answered from the versions, slower). */
  readonly catchingUp?: boolean;
}

/** Takes events into the log copy and the active views. Calls must not overlap. */
export class Ingestion {
  private readonly book: FactBook;
  private epoch = 0;
  private readonly foldings = new Map<number, { readonly folding: Folding; appliedTo: number }>();

  constructor(
    private readonly storage: Storage,
    private readonly definitions: ReadonlyMap<string, Definition>,
    private readonly calendar: Calendar,
    upcast: Upcast,
  ) {
    this.book = new FactBook(upcast);
  }

  async ingest(epoch: number, batch: readonly LoggedEvent[], options: IngestOptions): Promise<Checkpoint> {
    // What was kept in memory holds as long as nobody else writes.
    if (epoch !== this.epoch) this.forget();
    this.epoch = epoch;
    try {
      return await this.storage.write((transaction) => this.apply(transaction, epoch, batch, options));
    } catch (error) {
      this.forget();
      throw error;
    }
  }

  moveTo(epoch: number, position: string): Promise<void> {
    return this.storage.write(async (transaction) =>
      transaction.saveHead({ ...(await owned(transaction, epoch)), position }),
    );
  }

  private async apply(
    transaction: Transaction,
    epoch: number,
    batch: readonly LoggedEvent[],
    { catchingUp = false }: IngestOptions,
  ): Promise<Checkpoint> {
    const head = await owned(transaction, epoch);
    const fresh = continuation(head, batch);
    const views = await this.working(transaction, head);
    const after = await this.applyAll(transaction, head, fresh, views);
    const today = this.calendar.endOfToday();
    for (const working of views) await this.settle(transaction, working, head, after, catchingUp ? null : today);
    if (fresh.length > 0) await transaction.saveHead(after);
    this.book.trim();
    return { index: after.index, position: after.position };
  }

  private async applyAll(
    transaction: Transaction,
    head: Head,
    events: readonly LoggedEvent[],
    views: readonly Working[],
  ) {
    const breath = new Breath();
    let now = head.now ?? BEFORE_ALL;
    for (const event of events) {
      now = Math.max(now, millis(event.metadata.recordedAt));
      const entry = await this.append(transaction, event, now);
      for (const working of views) if (working.build.fault === null) await this.applyTo(transaction, working, entry);
      await breath.take();
    }
    const last = events.at(-1);
    return last ? { ...head, index: last.index, position: last.position, now } : head;
  }

  private async append({ log }: Transaction, event: LoggedEvent, now: number): Promise<LogEntry> {
    const aim = isAmendment(event) ? await aimOf(log, event) : { amends: null, fact: null };
    const entry: LogEntry = { event, now, ...aim };
    await log.add(entry);
    if (aim.fact !== null) this.book.drop(aim.fact);
    if (!isAmendment(event)) this.book.noteNew(entry);
    return entry;
  }

  /** A view that meets an event it cannot apply stops before it; the others go on. */
  private async applyTo({ log }: Transaction, working: Working, entry: LogEntry): Promise<void> {
    try {
      await applyEntry(entry, working.folding, working.tables, log, this.book);
    } catch (error) {
      if (!(error instanceof CannotApply)) throw error;
      await working.folding.undo(working.tables);
      const fault = `log index ${entry.event.index}: ${error.message}`;
      working.build = {
        ...working.build,
        fault,
        appliedTo: entry.event.index - 1,
        currentIndex: null,
        currentAt: null,
      };
    }
  }

  private async settle(transaction: Transaction, working: Working, head: Head, after: Head, today: number | null) {
    if (working.build.fault === null) working.build = { ...working.build, appliedTo: after.index };
    if (working.build.fault === null && today !== null && isDue(working.build, today))
      working.build = await refreshCurrent(working, head.index, after.now ?? BEFORE_ALL, today);
    else working.folding.settle();
    await transaction.saveBuild(working.build);
    const kept = this.foldings.get(working.build.id);
    if (kept) kept.appliedTo = working.build.appliedTo;
  }

  /** The active builds this process has code for and that stand at the head. */
  private async working(transaction: Transaction, head: Head): Promise<readonly Working[]> {
    const builds = await transaction.builds();
    return builds
      .filter((build) => build.stage === 'active' && build.fault === null && build.appliedTo === head.index)
      .flatMap((build) => this.work(transaction, build));
  }

  private work(transaction: Transaction, build: Build): readonly Working[] {
    const definition = this.definitions.get(build.view);
    if (definition?.view.version !== build.version) return [];
    const folding = this.foldingOf(build, definition);
    folding.hintAfter = build.currentAt ?? Infinity;
    return [new Working(build, folding, transaction.view(build, definition.tables))];
  }

  private foldingOf(build: Build, { view, codec }: Definition): Folding {
    const kept = this.foldings.get(build.id);
    if (kept?.appliedTo === build.appliedTo) return kept.folding;
    const folding = new Folding(view, codec, this.book);
    this.foldings.set(build.id, { folding, appliedTo: build.appliedTo });
    return folding;
  }

  private forget(): void {
    this.book.clear();
    this.foldings.clear();
  }
}

const isDue = ({ appliedTo, currentIndex, currentAt }: Build, today: number): boolean =>
  currentIndex !== appliedTo || currentAt !== today;

/** Throws FencedOff; else the epoch holds until the transaction ends. */
export async function owned(transaction: Transaction, epoch: number): Promise<Head> {
  const held = await transaction.epochOf(VIEWS);
  if (held !== epoch) throw new FencedOff(`Epoch ${epoch} of ${VIEWS} is over; the owner is of epoch ${held}`);
  return transaction.head();
}

/** The events after the checkpoint, without gaps. */
function continuation(head: Head, batch: readonly LoggedEvent[]): readonly LoggedEvent[] {
  const fresh = batch.filter(({ index }) => index > head.index);
  fresh.forEach(({ index }, n) => {
    if (index !== head.index + 1 + n) throw new LogGap(head.index + 1 + n, index);
  });
  return fresh;
}
