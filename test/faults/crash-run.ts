import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Audit, ownershipFindings } from './audit';
import { Member } from './member';
import type { Role } from './server-process';
import type { RunningStores } from './stores';
import { Work } from './work';

export interface RunOptions {
  /** An empty one, for the record and the journal. */
  readonly folder: string;
  readonly stores: RunningStores;
  readonly roles: readonly Role[];
  readonly writers: number;
  readonly kills: number;
  readonly seed: number;
}

/** How long the writers write before a kill, in milliseconds: at most, from the first acknowledgement of a round on. */
const LONGEST_MS = 2_000;
/** How often a server is killed once more while it starts. */
const KILLED_STARTING = 0.25;
/** How often a database is restarted and the network cut, beside a kill. */
const STORE_TROUBLE = 0.3;
/** One of so many rounds, from the first on: the projector that owns the views stands still for longer than its lease. */
const STILL_EVERY = 4;
/** A lease is three seconds. */
const STILL_MS = 4_500;
const POLL_MS = 20;

/**
 * Kills processes of a topology again and again while writers write, starting each anew, and ends with all commands
 * acknowledged. What they left behind is for the caller to judge.
 */
export class CrashRun {
  readonly work: Work;
  /** From the start of the process to the first 200 of /health/ready, after each kill. */
  readonly readySeconds: number[] = [];
  /** From the loss of the projector that owned the views until another moves them. */
  readonly takeOverSeconds: number[] = [];
  /** As `readySeconds`, for the first start, of an empty record. */
  firstReadySeconds = 0;
  killedStarting = 0;
  storeTroubles = 0;
  stills = 0;
  private readonly members: readonly Member[];
  private readonly audit: Audit | undefined;

  constructor(private readonly options: RunOptions) {
    const { folder, writers, seed, kills, stores, roles } = options;
    const record = join(folder, 'record');
    const unavailableMeansLater = Object.keys(stores.environment).length > 0;
    this.work = new Work({ folder, record, writers, seed, rounds: kills, unavailableMeansLater });
    this.members = roles.map((role) => new Member(role, record, stores.environment, this.work.site));
    this.audit = stores.database && new Audit(stores.database.url);
  }

  async play(): Promise<void> {
    const since = performance.now();
    for (const member of this.members) member.start();
    this.firstReadySeconds = Math.max(...(await Promise.all(this.members.map((member) => member.ready(since)))));
    await this.audit?.begin();
    await this.work.begin();
    for (let round = 0; round < this.options.kills; round++) {
      if (this.projectors.length > 1 && round % STILL_EVERY === 0) await this.standStill();
      await this.crash();
    }
    await this.work.acknowledgement();
    await this.work.end();
  }

  /** Stops everything in good order; resolves with the exit codes. */
  stop(): Promise<readonly (number | null | undefined)[]> {
    return Promise.all(this.members.map((member) => member.stop()));
  }

  get complaints(): readonly string[] {
    return this.members.flatMap(({ complaints }) => complaints);
  }

  /** Nothing where no database can tell. */
  async ownership() {
    return ownershipFindings((await this.audit?.moves()) ?? []);
  }

  private get projectors(): readonly Member[] {
    return this.members.filter(({ role }) => role === 'projector');
  }

  private async crash(): Promise<void> {
    const { site, dice } = this.work;
    await this.work.acknowledgement();
    await sleep(dice.below(LONGEST_MS));
    if (dice.chance(STORE_TROUBLE)) await this.troubleStores();
    const victim = this.members[dice.below(this.members.length)];
    if (!victim) return;
    const owned = (await this.owner()) === victim;
    const lostAt = performance.now();
    await victim.kill();
    if (owned) await this.takenOver(lostAt);
    while (dice.chance(KILLED_STARTING)) await this.killStarting(victim);
    const since = performance.now();
    victim.start();
    this.readySeconds.push(await victim.ready(since));
    site.round++;
  }

  /** The projector that owns the views stands still past its lease: another takes over, and it must not write any more. */
  private async standStill(): Promise<void> {
    await this.work.acknowledgement();
    const owner = await this.owner();
    if (!owner) return;
    this.stills++;
    const lostAt = performance.now();
    owner.standStill();
    await Promise.all([this.takenOver(lostAt), sleep(STILL_MS)]);
    owner.goOn();
  }

  /** The projector that moved the views last, where there is another to take over. */
  private async owner(): Promise<Member | undefined> {
    if (this.projectors.length < 2) return undefined;
    const name = await this.audit?.lastOwner();
    return this.projectors.find((member) => member.name === name);
  }

  private async takenOver(lostAt: number): Promise<void> {
    const before = await this.audit?.lastOwner();
    while ((await this.audit?.lastOwner()) === before) await sleep(POLL_MS);
    this.takeOverSeconds.push((performance.now() - lostAt) / 1_000);
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

  private async killStarting(victim: Member): Promise<void> {
    victim.start();
    await sleep(this.work.dice.next() * 1_000 * (this.readySeconds.at(-1) ?? 1));
    await victim.kill();
    this.killedStarting++;
  }
}
