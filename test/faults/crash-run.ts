import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { foundation } from './commands';
import { Dice } from './dice';
import { Journal } from './journal';
import { cli, ServerProcess } from './server-process';
import { Site } from './site';
import { Tally, Writer, type Asked, type Desk } from './writer';

export interface RunOptions {
  /** An empty one, for the record and the journal. */
  readonly folder: string;
  readonly writers: number;
  readonly kills: number;
  readonly seed: number;
}

/** How long the writers write before a kill, in milliseconds: at most, from the first acknowledgement of a round on. */
const LONGEST_MS = 2_000;
const POLL_MS = 2;
/** How often a server is killed once more while it starts. */
const KILLED_STARTING = 0.25;

/**
 * Kills the server again and again while writers write, starting it anew each time, and ends with all commands
 * acknowledged. What they left behind is for the caller to judge.
 */
export class CrashRun {
  readonly tally = new Tally();
  readonly asked = new Map<string, Asked>();
  /** From the start of the process to the first 200 of /health/ready, after each kill. */
  readonly readySeconds: number[] = [];
  /** The same for the first start, of an empty record. */
  firstReadySeconds = 0;
  readonly complaints: string[] = [];
  killedStarting = 0;
  private readonly site = new Site();
  private readonly dice: Dice;
  private server: ServerProcess;

  constructor(private readonly options: RunOptions) {
    this.dice = new Dice(options.seed);
    this.server = ServerProcess.start(this.record);
  }

  get record(): string {
    return join(this.options.folder, 'record');
  }

  async play() {
    const since = performance.now();
    this.site.up(await this.server.ready());
    this.firstReadySeconds = (performance.now() - since) / 1_000;
    const desk = await this.desk();
    const founder = new Writer('foundation', desk, 0);
    for (const command of foundation(this.options.kills)) await founder.give(command);
    const writers = Array.from({ length: this.options.writers }, (_, i) => new Writer(`w${i}`, desk, this.seed()));
    const written = Promise.all(writers.map((writer) => writer.write()));
    for (let kill = 0; kill < this.options.kills; kill++) await this.crash();
    await this.acknowledgement();
    this.site.closing = true;
    await written;
    const journal = desk.journal.read();
    await desk.journal.close();
    return { journal, client: await this.site.client(), token: desk.tokens.director };
  }

  /** Stops the server in good order; resolves with its exit code. */
  async stop(): Promise<number | null> {
    this.site.forget();
    const code = await this.server.stop();
    this.complaints.push(...this.server.complaints);
    return code;
  }

  private async crash(): Promise<void> {
    await this.acknowledgement();
    await sleep(this.dice.below(LONGEST_MS));
    this.site.down();
    await this.kill();
    this.site.forget();
    while (this.dice.chance(KILLED_STARTING)) await this.killStarting();
    const since = performance.now();
    this.server = ServerProcess.start(this.record);
    const client = await this.server.ready();
    this.readySeconds.push((performance.now() - since) / 1_000);
    this.site.round++;
    this.site.up(client);
  }

  /** A process that has just started is slow; without the wait, the kills would hit nothing but first requests. */
  private async acknowledgement(): Promise<void> {
    const before = this.tally.acknowledged;
    while (this.tally.acknowledged === before) await sleep(POLL_MS);
  }

  private async killStarting(): Promise<void> {
    this.server = ServerProcess.start(this.record);
    await sleep(this.dice.next() * 1_000 * (this.readySeconds.at(-1) ?? 1));
    await this.kill();
    this.killedStarting++;
  }

  private async kill(): Promise<void> {
    await this.server.kill();
    this.complaints.push(...this.server.complaints);
  }

  private async desk(): Promise<Desk> {
    const token = (person: string) => cli('token', '--as', person, '--ttl', '12h', '--folder', this.record);
    const tokens = { director: await token('director'), ana: await token('ana') };
    const journal = await Journal.open(join(this.options.folder, 'journal'));
    return { site: this.site, journal, tokens, tally: this.tally, asked: this.asked };
  }

  private seed(): number {
    return this.dice.below(2 ** 32);
  }
}
