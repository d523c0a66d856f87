import { setTimeout as sleep } from 'node:timers/promises';
import type { EventStore, StoredEvent } from '@tabularium/event-store';
import type { FollowerStatus } from '@tabularium/http';
import type { Process } from '@tabularium/kernel';
import { VIEWS } from '@tabularium/read-store';
import { DEADLINES, DeadlineRunner } from '../processes/deadline-runner';
import { ProcessRunner, type ProcessHost } from '../processes/process-runner';
import { Follower } from './follower';
import { Holder, pause, type Tenant } from './holder';
import { headOf, lagBehind } from './lag';
import { Progress } from './progress';
import { assertSameLog, LogChanged } from './same-log';
import { consumersOf, type ConsumerLag } from './consumers';

/** Bound of `Prefer: wait=projection`. */
const PROJECTION_TIMEOUT_MS = 5_000;
/** How far views may be behind, in seconds, and still count as caught up. */
const TOLERATED_LAG_S = 5;
const POLL_MS = 5;
/** How long a live batch gathers when nobody waits for the views. */
const LINGER_MS = 10;
const DAY_CHECK_MS = 30_000;

interface FollowingHost extends Omit<ProcessHost, 'news'> {
  readonly today: () => string;
  readonly knows: (event: StoredEvent) => boolean;
}

/** Everything that goes on behind the commands: views, processes, and who waits for them. */
export class Following {
  private readonly progress: Progress;
  private readonly holders: readonly Holder[];
  private readonly names: readonly string[];
  private started: Promise<unknown> | undefined;

  constructor(
    private readonly log: EventStore,
    private readonly host: FollowingHost,
    processes: readonly Process[],
    /** Undefined: nothing is followed here, and others are asked how far they are. */
    private readonly tenant: Tenant | undefined,
    /** Names of views of what is due. */
    private readonly deadlines: readonly string[] = [],
  ) {
    this.progress = new Progress(host.views);
    this.names = [VIEWS, ...processes.map(({ name }) => name), DEADLINES];
    this.holders = tenant ? this.holdersOf(processes, tenant) : [];
  }

  /** Resolves when everything was tried to be held. A second call does nothing. */
  async start(): Promise<void> {
    this.started ??= Promise.all(this.holders.map((holder) => holder.start()));
    await this.started;
  }

  projected = (position: string): Promise<boolean> => this.progress.until(position, PROJECTION_TIMEOUT_MS);

  consumers(): Promise<readonly ConsumerLag[]> {
    return consumersOf(this.host.views, this.names);
  }

  async status(nowMs: number): Promise<FollowerStatus> {
    const [{ index, position }, consumers] = await Promise.all([this.host.views.checkpoint(), this.consumers()]);
    const lag = await lagBehind(this.log, position, nowMs).catch(() => undefined);
    const stands = consumers.find(({ fault }) => fault !== undefined);
    const changed = this.tenant ? undefined : await this.changedLog();
    return {
      appliedTo: index,
      lagEvents: lag?.events ?? null,
      lagSeconds: lag?.seconds ?? null,
      caughtUp: changed === undefined && lag !== undefined && lag.seconds <= TOLERATED_LAG_S,
      consumers,
      ...(changed !== undefined || stands ? { fault: changed ?? (stands && wordsOf(stands)) } : {}),
    };
  }

  /** Who follows compares by itself; who only asks may have begun before the views. */
  private async changedLog(): Promise<string | undefined> {
    try {
      await assertSameLog(this.log, this.host.views);
      return undefined;
    } catch (error) {
      return error instanceof LogChanged ? error.message : undefined;
    }
  }

  /** Resolves when views and processes have dealt with everything in the log. Rejects when one of them stands still. */
  async caughtUp(): Promise<void> {
    for (;;) {
      const { position } = await this.host.views.checkpoint();
      const consumers = await this.consumers();
      const stands = consumers.find(({ fault }) => fault !== undefined);
      if (stands) throw new Error(wordsOf(stands));
      // Asked last: what processes have sent by now is before it.
      const head = consumers.every(({ lagEvents }) => lagEvents === 0) ? await headOf(this.log) : undefined;
      if (head === null || (head !== undefined && position !== null && position >= head)) return;
      await sleep(POLL_MS);
    }
  }

  async stop(): Promise<void> {
    this.progress.end();
    await Promise.all(this.holders.map((holder) => holder.stop()));
  }

  private holdersOf(processes: readonly Process[], tenant: Tenant): readonly Holder[] {
    const { views } = this.host;
    const holder = (name: string, work: (epoch: number, signal: AbortSignal) => Promise<void>): Holder =>
      new Holder(views, name, tenant, work, (error) => this.host.failed(name, error));
    const host: ProcessHost = { ...this.host, news: (after, signal) => this.progress.news(after, signal) };
    const runners = processes.map((process) => [process.name, new ProcessRunner(process, host)] as const);
    return [
      holder(VIEWS, (epoch, signal) => this.progress.followedHere(this.follow(epoch, signal))),
      ...runners.map(([name, runner]) => holder(name, (epoch, signal) => runner.run(epoch, signal))),
      holder(DEADLINES, (epoch, signal) => new DeadlineRunner(this.deadlines, this.host).run(epoch, signal)),
    ];
  }

  private async follow(epoch: number, signal: AbortSignal): Promise<void> {
    const follower = new Follower(this.log, this.host.views, {
      applied: this.progress.told,
      failed: (error) => this.host.failed(VIEWS, error),
      linger: () => (this.progress.isAnybodyWaiting ? Promise.resolve() : sleep(LINGER_MS)),
      knows: this.host.knows,
    });
    const ended = new AbortController();
    void this.watchTheDay(epoch, AbortSignal.any([signal, ended.signal]));
    try {
      await follower.run(epoch, signal);
    } finally {
      ended.abort();
    }
  }

  /** Questions about today are answered from current rows; those are brought to the new day when it comes. */
  private async watchTheDay(epoch: number, signal: AbortSignal): Promise<void> {
    for (let day = this.host.today(); !signal.aborted; await pause(DAY_CHECK_MS, signal)) {
      const today = this.host.today();
      if (today === day) continue;
      await this.host.views.ingest(epoch, []).then(
        () => (day = today),
        (error: unknown) => this.host.failed(VIEWS, error),
      );
    }
  }
}

const wordsOf = ({ consumer, fault }: ConsumerLag): string =>
  `${consumer === VIEWS ? '' : 'process '}${consumer}: ${fault}`;
