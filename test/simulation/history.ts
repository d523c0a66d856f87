import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { instantOf, zoneOf } from '@tabularium/kernel';
import { VIEWS, type ReadStore } from '@tabularium/read-store';
import { Dice } from '../faults/dice';
import { foundation } from './commands';
import { DatabaseServer } from './database';
import { processes, registry, TIME_ZONE, views } from './installation';
import { faultsOf, type Glimpse } from './invariants';
import { LogServer } from './log-server';
import { calm, Network } from './network';
import { openReadStore, SqliteStorage } from './parts';
import { SimulatedTime } from './simulated-time';
import { Trouble } from './trouble';
import { Users } from './users';

/** What became of a seed. */
export interface History {
  readonly seed: number;
  /** What does not hold; empty when all is well. */
  readonly faults: readonly string[];
  readonly trace: readonly string[];
  /** SHA-256 of trace and log. */
  readonly hash: string;
  readonly events: number;
  readonly simulatedMs: number;
  readonly tasks: number;
}

/** A minute and a half before midnight in London, so that many histories see the day change. */
const START_MS = Date.UTC(2026, 5, 14, 22, 58, 30);
/** Bounds of simulated time: for the beginning, and for everything to be caught up once trouble has ended. */
const CALM_MS = 60_000;
const CAUGHT_UP_MS = 90_000;

/** Lives through a whole history. The folder is for the database, which is removed, and for the empty one it is made from. */
export async function live(seed: number, folder: string): Promise<History> {
  const file = join(folder, `views-${process.pid}-${seed}.db`);
  copyFileSync(await emptyDatabase(folder), file);
  const dice = new Dice(seed);
  const time = new SimulatedTime(dice, START_MS);
  const uninstall = time.install();
  const world = new World(seed, dice, time, file);
  try {
    return await world.history();
  } finally {
    uninstall();
    await world.close();
  }
}

async function emptyDatabase(folder: string): Promise<string> {
  const file = join(folder, `empty-${process.pid}.db`);
  if (existsSync(file)) return file;
  const storage = new SqliteStorage(file);
  const today = () => zone.dayOf(instantOf(START_MS));
  await openReadStore('sqlite', storage, { views, timeZone: TIME_ZONE, today });
  await storage.close();
  return file;
}

const zone = zoneOf(TIME_ZONE);

class World {
  private readonly lines: string[] = [];
  private readonly faults: string[] = [];
  private readonly log = new LogServer();
  private readonly database: DatabaseServer;
  private readonly trouble: Trouble;
  private readonly users: Users;
  private readonly glimpses: Glimpse[] = [];

  constructor(
    private readonly seed: number,
    private readonly dice: Dice,
    private readonly time: SimulatedTime,
    private readonly file: string,
  ) {
    this.database = new DatabaseServer(file, time, (words) => this.fault(words));
    const network = new Network(time, dice, calm, this.trace);
    const site = { log: this.log, database: this.database, network, trace: this.trace };
    const sizes = { apis: 1 + dice.below(3), projectors: 1 + dice.below(3) };
    this.trouble = new Trouble(time, dice, site, sizes);
    this.users = new Users(time, dice, network, this.trouble.doors, this.trace);
  }

  async history(): Promise<History> {
    const crashed = (error: unknown) => this.fault(`nobody handles ${String(error)}`);
    process.on('unhandledRejection', crashed);
    try {
      await this.begin();
      await this.middle();
      if (await this.settle()) await this.judge();
    } finally {
      process.off('unhandledRejection', crashed);
    }
    return this.result();
  }

  async close(): Promise<void> {
    await this.database.close();
    for (const suffix of ['', '-wal', '-shm']) rmSync(this.file + suffix, { force: true });
  }

  private readonly trace = (line: string): void =>
    void this.lines.push(`${(this.time.elapsedMs / 1000).toFixed(3)} ${line}`);

  private fault(words: string): void {
    this.trace(`FAULT: ${words}`);
    this.faults.push(words);
  }

  private async begin(): Promise<void> {
    this.trouble.start();
    void this.users.give(foundation);
    if (!(await this.time.run(() => this.users.areDone, CALM_MS))) this.fault('the beginning did not end');
  }

  private async middle(): Promise<void> {
    this.trouble.begin();
    const forMs = 2_000 + this.dice.next() * 18_000;
    const until = this.time.elapsedMs + forMs;
    const users = 2 + this.dice.below(4);
    for (let user = 0; user < users; user++) void this.users.work(user, 3 + this.dice.below(8));
    const readStore = await this.observer();
    while (await this.time.run(() => this.time.elapsedMs >= this.nextGlimpse, until)) await this.glimpse(readStore);
    this.trouble.end();
  }

  private nextGlimpse = 0;

  /** Looks at a view as a reader would, whatever is going on. */
  private async glimpse(readStore: ReadStore): Promise<void> {
    this.nextGlimpse = this.time.elapsedMs + 500 + this.dice.next() * 5_000;
    const { name: view } = views[this.dice.below(views.length)]!;
    const { basis, sha256 } = await readStore.contentHash(view, {});
    this.glimpses.push({ view, logIndex: basis.logIndex, asOf: basis.asOf, sha256 });
  }

  /** Everything catches up when nothing is wrong any more, within bounds. */
  private async settle(): Promise<boolean> {
    const limit = this.time.elapsedMs + CAUGHT_UP_MS;
    if (!(await this.time.run(() => this.users.areDone, limit))) {
      this.fault('some users were never answered');
      return false;
    }
    const readStore = await this.observer();
    for (let quietAt = this.time.elapsedMs; this.time.elapsedMs < limit;) {
      quietAt += 250;
      await this.time.run(() => this.time.elapsedMs >= quietAt, quietAt);
      if (await this.isCaughtUp(readStore)) return true;
      if (!(await this.time.run(() => this.time.elapsedMs >= quietAt, limit))) break;
    }
    this.fault(`not caught up: the log has ${this.log.length - 1} events, ${await this.standings(readStore)}`);
    return false;
  }

  private async isCaughtUp(readStore: ReadStore): Promise<boolean> {
    const last = this.log.readAll({}).length - 1;
    const known = new Map((await readStore.consumers()).map(({ consumer, doneTo }) => [consumer, doneTo]));
    return [VIEWS, ...processes.map(({ name }) => name)].every((name) => known.get(name) === last);
  }

  private async standings(readStore: ReadStore): Promise<string> {
    const all = await readStore.consumers();
    return all.map(({ consumer, doneTo, fault }) => `${consumer} #${doneTo} ${fault ?? ''}`).join(', ');
  }

  private async judge(): Promise<void> {
    const readStore = await this.observer();
    const events = this.log.readAll({});
    for (const words of await faultsOf(events, this.users.journal, readStore, this.glimpses)) this.fault(words);
  }

  /** The database without a network: who looks from outside. */
  private observer(): Promise<ReadStore> {
    const today = () => zone.dayOf(instantOf(this.time.nowMs));
    const options = { views, timeZone: TIME_ZONE, today, upcast: registry.upcast, readOnly: true };
    return openReadStore('sqlite', this.database.storage, options);
  }

  private result(): History {
    const events = this.log.readAll({});
    const hash = createHash('sha256')
      .update(JSON.stringify([this.lines, events]))
      .digest('hex');
    const { seed, faults, lines: trace } = this;
    return {
      seed,
      faults,
      trace,
      hash,
      events: events.length,
      simulatedMs: this.time.elapsedMs,
      tasks: this.time.tasksRun,
    };
  }
}
