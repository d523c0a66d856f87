import { ReadStoreUnavailable, VIEWS } from '@tabularium/read-store';
import type { Network } from './network';
import type {
  Build,
  ConsumerMark,
  Head,
  Leases,
  LogEntry,
  LogWriter,
  Snapshot,
  Storage,
  TableShape,
  Transaction,
} from './parts';
import { SqliteStorage } from './parts';
import type { SimulatedTime } from './simulated-time';
import type { SimulatedProcess } from './simulated-process';

/** As of the adapter of PostgreSQL: an owner that stands still in the midst of a batch is rolled back after this. */
const IDLE_WRITER_MS = 5_000;

/** Told of a process that wrote events with an epoch that was over. */
export type FencingBreach = (words: string) => void;

/** The database that all processes share: one real SQLite storage, leases by the simulation's clock. */
export class DatabaseServer {
  readonly storage: SqliteStorage;
  private readonly until = new Map<string, number>();
  private readonly open = new Map<SimulatedProcess, Set<(error: Error) => void>>();

  constructor(
    file: string,
    readonly time: SimulatedTime,
    private readonly breach: FencingBreach,
  ) {
    this.storage = new SqliteStorage(file);
  }

  /** What a process left open is rolled back: at once when it is gone, after a while when it is frozen. */
  lost(process: SimulatedProcess): void {
    const delayMs = process.isDown ? 0 : IDLE_WRITER_MS;
    const transactions = [...(this.open.get(process) ?? [])];
    this.time.after(delayMs, undefined, () => {
      if (process.isDown || process.isFrozen) for (const abort of transactions) abort(connectionLost());
    });
  }

  /** The server itself goes down and comes back: nothing that was open is committed. */
  restarted(): void {
    for (const transactions of this.open.values()) for (const abort of transactions) abort(connectionLost());
  }

  read<T>(work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
    return this.storage.read(work);
  }

  /** Commits when the work resolves and `fails` says no. */
  write<T>(
    process: SimulatedProcess,
    work: (transaction: Transaction, assertOpen: () => void) => Promise<T>,
    fails: () => boolean,
  ): Promise<T> {
    return this.storage.write(async (transaction) => {
      const { aborted, assertOpen, forget } = this.opened(process);
      try {
        const before = (await transaction.head()).index;
        const result = await Promise.race([work(transaction, assertOpen), aborted]);
        if (fails()) throw connectionLost();
        this.checkFence(process, transaction, before);
        return result;
      } finally {
        forget();
      }
    });
  }

  async claim(consumer: string, owner: string, ttlMs: number): Promise<number | null> {
    const { nowMs } = this.time;
    const held = await this.holderOf(consumer);
    const isOver = (this.until.get(consumer) ?? 0) < nowMs;
    if (held && held.owner !== null && held.owner !== owner && !isOver) return null;
    const epoch = held?.owner === owner ? held.epoch : await this.storage.leases.takeOver(consumer, owner);
    this.until.set(consumer, nowMs + ttlMs);
    return epoch;
  }

  async close(): Promise<void> {
    await this.storage.close();
  }

  private async holderOf(consumer: string) {
    const known = await this.storage.read(async (snapshot) => snapshot.consumers());
    return known.find((status) => status.consumer === consumer);
  }

  private opened(process: SimulatedProcess) {
    const transactions = this.open.get(process) ?? new Set();
    this.open.set(process, transactions);
    let isOpen = true;
    let abort: (error: Error) => void = () => undefined;
    const aborted = new Promise<never>((_, reject) => {
      abort = (error) => {
        isOpen = false;
        reject(error);
      };
    });
    aborted.catch(() => undefined);
    transactions.add(abort);
    if (process.isDown || process.isFrozen) this.lost(process);
    const assertOpen = () => {
      if (!isOpen) throw connectionLost();
    };
    return { aborted, assertOpen, forget: () => transactions.delete(abort) };
  }

  private checkFence(process: SimulatedProcess, transaction: Transaction, before: number): void {
    const head = transaction.head() as Head;
    const current = transaction.epochOf(VIEWS) as number;
    if (head.index > before && process.viewsEpoch !== current)
      this.breach(`${process.name} wrote with epoch ${process.viewsEpoch}, the owner is of ${current}`);
  }
}

const connectionLost = (): Error => new ReadStoreUnavailable('The connection to the database was lost');

/** The database as one process reaches it. */
export class DatabaseClient implements Storage {
  readonly leases: Leases;

  constructor(
    private readonly server: DatabaseServer,
    private readonly network: Network,
    private readonly process: SimulatedProcess,
  ) {
    this.leases = new LeaseClient(server, network, process);
  }

  read<T>(work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
    return this.network.askDatabase(this.process, 'read', () => this.server.read(work));
  }

  write<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const { network, process, server } = this;
    const isSlow = network.isSlowTransaction();
    return network.askDatabase(process, 'write', () =>
      server.write(
        process,
        async (transaction, assertOpen) => {
          const step = async () => {
            await network.step(process);
            assertOpen();
          };
          await step();
          return work(isSlow ? new SlowTransaction(transaction, step) : transaction);
        },
        () => network.commitFails(),
      ),
    );
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** Leases over the wire. */
class LeaseClient implements Leases {
  constructor(
    private readonly server: DatabaseServer,
    private readonly network: Network,
    private readonly process: SimulatedProcess,
  ) {}

  claim(consumer: string, owner: string, ttlMs: number): Promise<number | null> {
    return this.ask('claim', () => this.server.claim(consumer, owner, ttlMs));
  }

  takeOver(consumer: string, owner: string): Promise<number> {
    return this.ask('take over', () => this.server.storage.leases.takeOver(consumer, owner));
  }

  release(consumer: string, epoch: number): Promise<void> {
    return this.ask('release', () => this.server.storage.leases.release(consumer, epoch));
  }

  mark(consumer: string, epoch: number, mark: ConsumerMark): Promise<boolean> {
    return this.ask('mark', () => this.server.storage.leases.mark(consumer, epoch, mark));
  }

  private ask<T>(what: string, work: () => Promise<T>): Promise<T> {
    return this.network.askDatabase(this.process, what, work);
  }
}

/** A transaction of which every step is a round trip: its owner may die, freeze or be overtaken between any two. */
class SlowTransaction implements Transaction {
  readonly log: LogWriter;

  constructor(
    private readonly real: Transaction,
    private readonly step: () => Promise<void>,
  ) {
    const { log } = real;
    this.log = {
      entries: (indexes) => log.entries(indexes),
      range: (from, limit) => this.slowly(() => log.range(from, limit)),
      amendmentsOf: (facts) => log.amendmentsOf(facts),
      withEventId: (id) => log.withEventId(id),
      search: (asked) => log.search(asked),
      nowAt: (index) => log.nowAt(index),
      lastKnownAt: (instant) => log.lastKnownAt(instant),
      add: (entry: LogEntry) => this.slowly(() => log.add(entry)),
    };
  }

  head() {
    return this.slowly(() => this.real.head());
  }

  builds() {
    return this.slowly(() => this.real.builds());
  }

  active(view: string) {
    return this.real.active(view);
  }

  consumers() {
    return this.real.consumers();
  }

  view(build: Build, shape: TableShape) {
    return this.real.view(build, shape);
  }

  epochOf(consumer: string) {
    return this.slowly(() => this.real.epochOf(consumer));
  }

  saveHead(head: Head) {
    return this.slowly(() => this.real.saveHead(head));
  }

  createBuild(build: Omit<Build, 'id'>, shape: TableShape) {
    return this.real.createBuild(build, shape);
  }

  saveBuild(build: Build) {
    return this.slowly(() => this.real.saveBuild(build));
  }

  dropBuild(build: Build) {
    return this.real.dropBuild(build);
  }

  /** The answer comes later than it was made. */
  private async slowly<T>(work: () => T | Promise<T>): Promise<T> {
    await this.step();
    return work();
  }
}
