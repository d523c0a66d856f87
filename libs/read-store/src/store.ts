import type { Instant, LocalDate } from '@tabularium/kernel';
import { setTimeout } from 'node:timers/promises';
import { Asking } from './asking';
import { Building, createBuild, statusOf, type Write } from './building';
import { Calendar } from './calendar';
import type { Upcast } from './content';
import type { Definition } from './definition';
import { define, sameColumns } from './definition';
import { InvalidView } from './errors';
import type { IngestOptions } from './ingestion';
import { Ingestion, owned } from './ingestion';
import {
  FencedOff,
  VIEWS,
  type BasisAsked,
  type Checkpoint,
  type Condition,
  type ConsumerStatus,
  type LoggedEvent,
  type PageAsked,
  type ReadStore,
  type RebuildOptions,
  type ViewStatus,
} from './port';
import { Queue } from './queue';
import type { ConsumerMark, LogSearch, Storage } from './storage';
import type { View } from './view';

export interface ReadStoreOptions {
  readonly views: readonly View[];
  /** IANA name of the organisation's time zone. */
  readonly timeZone: string;
  /** Today in that zone. Told, so that a test or a report can be of any day. */
  readonly today: () => LocalDate;
  /** Brings events to the newest version of their type; default: as they are. */
  readonly upcast?: Upcast;
  /** Told when building beside fails for a reason outside the view (a full disk); it is tried again. */
  readonly onBuildError?: (error: unknown) => void;
  /** For who only asks: registers no view, so that a role without the right to write is enough. Another process owns the tables. */
  readonly readOnly?: boolean;
}

const POLL_MS = 20;
/** Before building beside is tried again. */
const BUILD_PAUSE_MS = 2_000;

/** Registers the views and opens the store over a storage. Throws InvalidView. */
export async function openReadStore(
  name: ReadStore['name'],
  storage: Storage,
  {
    views,
    timeZone,
    today,
    upcast = (event) => event,
    onBuildError = () => undefined,
    readOnly = false,
  }: ReadStoreOptions,
): Promise<ReadStore> {
  const calendar = new Calendar(timeZone, today);
  const definitions = new Map(views.map((view) => [view.name, define(view)]));
  if (definitions.size < views.length) throw new InvalidView('Two views have the same name');
  const queue = new Queue();
  if (!readOnly) await queue.run(() => register(storage, definitions, calendar));
  return new Store(name, storage, definitions, calendar, upcast, queue, onBuildError);
}

/** A view that is new gets its tables: at once if the log copy is empty, else they are built beside. */
function register(storage: Storage, definitions: ReadonlyMap<string, Definition>, calendar: Calendar): Promise<void> {
  return storage.write(async (transaction) => {
    const head = await transaction.head();
    const builds = await transaction.builds();
    for (const definition of definitions.values()) {
      const { name, version } = definition.view;
      const known = builds.filter(({ view }) => view === name);
      const active = known.find(({ stage }) => stage === 'active');
      if (active?.version === version && !sameColumns(active.shape, definition.shape))
        throw new InvalidView(`View ${name} has other columns than its version ${version} had; raise the version`);
      if (known.length > 0) continue;
      if (head.index < 0) await createBuild(transaction, definition, 'active', calendar.endOfToday());
      else await createBuild(transaction, definition, 'building');
    }
  });
}

class Store implements ReadStore {
  private readonly asking: Asking;
  private readonly ingestion: Ingestion;
  private readonly building: Building;
  private readonly stopping = new AbortController();
  private background: Promise<void> = Promise.resolve();
  private epoch = 0;

  constructor(
    readonly name: ReadStore['name'],
    private readonly storage: Storage,
    private readonly definitions: ReadonlyMap<string, Definition>,
    private readonly calendar: Calendar,
    private readonly upcast: Upcast,
    private readonly queue: Queue,
    private readonly onBuildError: (error: unknown) => void,
  ) {
    this.asking = new Asking(storage, definitions, calendar);
    this.ingestion = new Ingestion(storage, definitions, calendar, upcast);
    this.building = new Building(this.inTurn, calendar, upcast);
  }

  checkpoint(): Promise<Checkpoint> {
    return this.storage.read(async (snapshot) => {
      const { index, position } = await snapshot.head();
      return { index, position };
    });
  }

  async claim(consumer: string, owner: string, ttlMs: number): Promise<number | null> {
    const epoch = await this.storage.leases.claim(consumer, owner, ttlMs);
    if (consumer === VIEWS && epoch !== null) this.owns(epoch);
    return epoch;
  }

  clockMs(): Promise<number | undefined> {
    return this.storage.read(async (snapshot) => snapshot.clockMs?.());
  }

  async takeOver(consumer: string = VIEWS, owner = 'alone'): Promise<number> {
    const epoch = await this.storage.leases.takeOver(consumer, owner);
    if (consumer === VIEWS) this.owns(epoch);
    return epoch;
  }

  release(consumer: string, epoch: number): Promise<void> {
    return this.storage.leases.release(consumer, epoch);
  }

  consumers(): Promise<readonly ConsumerStatus[]> {
    return this.storage.read(async (snapshot) => {
      const { index } = await snapshot.head();
      const all = await snapshot.consumers();
      return all.map((status) => (status.consumer === VIEWS ? { ...status, doneTo: index } : status));
    });
  }

  markFault(epoch: number, consumer: string, fault: string | null): Promise<void> {
    return this.mark(epoch, consumer, { fault });
  }

  ingest(epoch: number, batch: readonly LoggedEvent[], options: IngestOptions = {}): Promise<Checkpoint> {
    return this.queue.run(() => this.ingestion.ingest(epoch, batch, options));
  }

  moveTo(epoch: number, position: string): Promise<void> {
    return this.queue.run(() => this.ingestion.moveTo(epoch, position));
  }

  resolve(basis: BasisAsked) {
    return this.asking.resolve(basis);
  }

  dayOf(instant: Instant): LocalDate {
    return this.calendar.dayOf(instant);
  }

  one(view: string, key: string, basis: BasisAsked) {
    return this.asking.one(view, key, basis);
  }

  page(view: string, basis: BasisAsked, page: PageAsked) {
    return this.asking.page(view, basis, page);
  }

  history(view: string, key: string, knownAt?: BasisAsked['knownAt']) {
    return this.asking.history(view, key, knownAt);
  }

  diff(view: string, from: BasisAsked, to: BasisAsked, page: Omit<PageAsked, 'sort'>) {
    return this.asking.diff(view, from, to, page);
  }

  totals(view: string, total: string, basis: BasisAsked, where?: readonly Condition[]) {
    return this.asking.totals(view, total, basis, where);
  }

  contentHash(view: string, basis: BasisAsked) {
    return this.asking.contentHash(view, basis);
  }

  events(indexes: readonly number[]): Promise<readonly LoggedEvent[]> {
    return this.storage.read(async ({ log }) => (await log.entries(indexes)).map(({ event }) => event));
  }

  eventsOf(asked: LogSearch): Promise<readonly LoggedEvent[]> {
    return this.storage.read(async ({ log }) => (await log.search(asked)).map(({ event }) => event));
  }

  async waitFor(view: string, index: number, timeoutMs: number): Promise<boolean> {
    for (const end = performance.now() + timeoutMs; ;) {
      if ((await this.asking.appliedTo(view)) >= index) return true;
      if (performance.now() >= end) return false;
      await setTimeout(Math.min(POLL_MS, timeoutMs));
    }
  }

  rebuild(view: View, options: RebuildOptions = {}): Promise<ViewStatus> {
    const signals = [this.stopping.signal, options.signal].filter((signal) => signal !== undefined);
    return this.building.rebuild(define(view), { ...options, signal: AbortSignal.any(signals) });
  }

  status(): Promise<readonly ViewStatus[]> {
    return this.storage.read(async (snapshot) => (await snapshot.builds()).map(statusOf));
  }

  async consumedTo(consumer: string): Promise<number> {
    return (await this.consumers()).find((status) => status.consumer === consumer)?.doneTo ?? -1;
  }

  markConsumed(epoch: number, consumer: string, index: number): Promise<void> {
    return this.mark(epoch, consumer, { index });
  }

  async close(): Promise<void> {
    this.stopping.abort();
    await this.background;
    await this.queue.idle();
    await this.storage.close();
  }

  private readonly inTurn: Write = (work) => this.queue.run(() => this.storage.write(work));

  private async mark(epoch: number, consumer: string, mark: ConsumerMark): Promise<void> {
    if (await this.storage.leases.mark(consumer, epoch, mark)) return;
    throw new FencedOff(`Epoch ${epoch} of ${consumer} is over`);
  }

  /** With a new epoch comes the building of what is missing, as long as it lasts. */
  private owns(epoch: number): void {
    if (epoch === this.epoch) return;
    this.epoch = epoch;
    this.background = this.background.then(() => this.buildInBackground(epoch));
  }

  private async buildInBackground(epoch: number): Promise<void> {
    const fenced: Write = (work) =>
      this.inTurn(async (transaction) => {
        await owned(transaction, epoch);
        return work(transaction);
      });
    const building = new Building(fenced, this.calendar, this.upcast);
    while (this.epoch === epoch && !this.stopping.signal.aborted) {
      try {
        return await this.buildWhatIsMissing(building);
      } catch (error) {
        if (error instanceof FencedOff) return;
        this.onBuildError(error);
        await setTimeout(BUILD_PAUSE_MS, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      }
    }
  }

  /**
   * Registered views whose active build is of another version, or behind the head. One that stopped at an event is tried
   * again: what could not apply it may have been repaired.
   */
  private async buildWhatIsMissing(building: Building): Promise<void> {
    const builds = await this.storage.read(async (snapshot) => snapshot.builds());
    const head = await this.checkpoint();
    const { signal } = this.stopping;
    for (const definition of this.definitions.values()) {
      const { name, version } = definition.view;
      const active = builds.find((build) => build.view === name && build.stage === 'active');
      if (active?.version !== version) await building.rebuild(definition, { signal, switch: 'always' });
      else if (active.appliedTo < head.index) await building.catchUp(definition, active, { signal });
    }
  }
}
