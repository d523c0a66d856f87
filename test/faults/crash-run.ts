import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ServerProcess } from './server-process';
import type { RunningStores } from './stores';
import { Work } from './work';

export interface RunOptions {
  /** An empty one, for the record and the journal. */
  readonly folder: string;
  readonly stores: RunningStores;
  readonly writers: number;
  readonly kills: number;
  readonly seed: number;
}

/** How long the writers write before a kill, in milliseconds: at most, from the first acknowledgement of a round on. */
const LONGEST_MS = 2_000;
/** How often a server is killed once more while it starts. */
const KILLED_STARTING = 0.25;
/** How often a database is restarted, or a network cut, beside a kill. */
const STORE_TROUBLE = 0.3;

/**
 * Kills the server again and again while writers write, starting it anew each time, and ends with all commands
 * acknowledged. What they left behind is for the caller to judge.
 */
export class CrashRun {
  readonly work: Work;
  /** From the start of the process to the first 200 of /health/ready, after each kill. */
  readonly readySeconds: number[] = [];
  /** The same for the first start, of an empty record. */
  firstReadySeconds = 0;
  readonly complaints: string[] = [];
  killedStarting = 0;
  storeTroubles = 0;
  private server: ServerProcess;

  constructor(private readonly options: RunOptions) {
    const { folder, writers, seed, kills, stores } = options;
    const unavailableMeansLater = Object.keys(stores.environment).length > 0;
    this.work = new Work({
      folder,
      record: join(folder, 'record'),
      writers,
      seed,
      rounds: kills,
      unavailableMeansLater,
    });
    this.server = this.start();
  }

  async play(): Promise<void> {
    const { work } = this;
    const since = performance.now();
    work.site.up(await this.server.ready());
    this.firstReadySeconds = (performance.now() - since) / 1_000;
    await work.begin();
    for (let kill = 0; kill < this.options.kills; kill++) await this.crash();
    await work.acknowledgement();
    await work.end();
  }

  /** Stops the server in good order; resolves with its exit code. */
  async stop(): Promise<number | null> {
    const code = await this.server.stop();
    this.complaints.push(...this.server.complaints);
    return code;
  }

  private async crash(): Promise<void> {
    const { site, dice } = this.work;
    await this.work.acknowledgement();
    await sleep(dice.below(LONGEST_MS));
    if (dice.chance(STORE_TROUBLE)) await this.troubleStores();
    if (this.server.client) site.down(this.server.client);
    await this.kill();
    while (dice.chance(KILLED_STARTING)) await this.killStarting();
    const since = performance.now();
    this.server = this.start();
    const client = await this.server.ready();
    this.readySeconds.push((performance.now() - since) / 1_000);
    site.round++;
    site.up(client);
  }

  private async troubleStores(): Promise<void> {
    const { database, simulator } = this.options.stores;
    if (!database && !simulator) return;
    this.storeTroubles++;
    await Promise.all([
      database?.restart(this.work.dice.chance(0.5) ? 'fast' : 'crash'),
      simulator?.network('killSockets'),
    ]);
    await this.work.acknowledgement();
  }

  private async killStarting(): Promise<void> {
    this.server = this.start();
    await sleep(this.work.dice.next() * 1_000 * (this.readySeconds.at(-1) ?? 1));
    await this.kill();
    this.killedStarting++;
  }

  private async kill(): Promise<void> {
    await this.server.kill();
    this.complaints.push(...this.server.complaints);
  }

  private start(): ServerProcess {
    return ServerProcess.start(this.work.record, this.options.stores.environment);
  }
}
