import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { foundation } from './commands';
import { Dice } from './dice';
import { findingsIn, type Findings } from './findings';
import { Journal, type Acknowledged } from './journal';
import { readLog, replayAll, untilViewsShowAll } from './record';
import { cli } from './server-process';
import { Site } from './site';
import { Tally, Writer, type Asked, type Desk } from './writer';

const POLL_MS = 2;

export interface WorkOptions {
  /** An empty one, for the journal. */
  readonly folder: string;
  /** The data folder. */
  readonly record: string;
  readonly writers: number;
  readonly seed: number;
  /** Rounds of writing, each in projects of its own. */
  readonly rounds?: number;
  /** A 503 that says when to come again is no complaint: the writer does. */
  readonly unavailableMeansLater?: boolean;
}

/** Writers at work on a record over HTTP, whatever becomes of its servers, until every command is acknowledged. */
export class Work {
  readonly tally = new Tally();
  readonly asked = new Map<string, Asked>();
  readonly site = new Site();
  readonly dice: Dice;
  private desk: Desk | undefined;
  private written: Promise<unknown> = Promise.resolve();
  private journal: readonly Acknowledged[] = [];

  constructor(private readonly options: WorkOptions) {
    this.dice = new Dice(options.seed);
  }

  get record(): string {
    return this.options.record;
  }

  get token(): string {
    return this.desk?.tokens.director ?? '';
  }

  /** Founds the record on a server of the site, then lets the writers write. */
  async begin(): Promise<void> {
    const { writers, rounds = 1 } = this.options;
    const desk = await this.openDesk();
    this.desk = desk;
    const founder = new Writer('foundation', desk, 0);
    for (const command of foundation(rounds)) await founder.give(command);
    const all = Array.from({ length: writers }, (_, i) => new Writer(`w${i}`, desk, this.dice.below(2 ** 32)));
    this.written = Promise.all(all.map((writer) => writer.write()));
  }

  /** A process that has just started is slow; without the wait, faults would hit nothing but first requests. */
  async acknowledgement(): Promise<void> {
    const before = this.tally.acknowledged;
    while (this.tally.acknowledged === before) await sleep(POLL_MS);
  }

  /** Resolves when every writer has its last answer. */
  async end(): Promise<readonly Acknowledged[]> {
    this.site.closing = true;
    await this.written;
    this.journal = this.desk?.journal.read() ?? [];
    await this.desk?.journal.close();
    return this.journal;
  }

  /** Lets the writers wait for ever: a test that has failed has no end for them. */
  async abandon(): Promise<void> {
    this.site.close();
    this.written.catch(() => undefined);
    await this.desk?.journal.close();
  }

  /** What the record says of it all, once the views show everything. */
  async judged(): Promise<Judgement> {
    const client = await this.site.client();
    await untilViewsShowAll(client);
    const log = await readLog(client, this.token);
    const replays = await replayAll(client, this.token);
    return { log, replays, journal: this.journal, findings: findingsIn(log, this.asked, this.journal) };
  }

  private async openDesk(): Promise<Desk> {
    const token = (person: string) => cli('token', '--as', person, '--ttl', '12h', '--folder', this.record);
    const tokens = { director: await token('director'), ana: await token('ana') };
    const journal = await Journal.open(join(this.options.folder, 'journal'));
    const { site, tally, asked } = this;
    return { site, journal, tokens, tally, asked, unavailableMeansLater: this.options.unavailableMeansLater ?? false };
  }
}

export interface Judgement {
  readonly log: Awaited<ReturnType<typeof readLog>>;
  readonly replays: Awaited<ReturnType<typeof replayAll>>;
  readonly journal: readonly Acknowledged[];
  readonly findings: Findings;
}

/** As every log must be judged. */
export const nothingFound: Findings = { lost: [], duplicated: [], torn: [], phantom: [], gaps: [], disordered: [] };
