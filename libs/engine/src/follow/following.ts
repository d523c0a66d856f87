import { setTimeout as sleep } from 'node:timers/promises';
import type { EventStore } from '@tabularium/event-store';
import type { FollowerStatus } from '@tabularium/http';
import { Follower } from './follower';
import { headOf, lagBehind } from './lag';
import { Waiting } from './waiting';
import type { ProcessHost } from '../processes/process-runner';
import { ProcessRunner } from '../processes/process-runner';
import type { Process } from '@tabularium/kernel';

/** Bound of `Prefer: wait=projection`. */
const PROJECTION_TIMEOUT_MS = 5_000;
/** How far views may be behind, in seconds, and still count as caught up. */
const TOLERATED_LAG_S = 5;
const POLL_MS = 5;
/** How long a live batch gathers when nobody waits for the views. */
const LINGER_MS = 10;
const DAY_CHECK_MS = 30_000;

/** Everything that goes on behind the commands: views, processes, and who waits for them. */
export class Following {
  private readonly waiting = new Waiting();
  private readonly follower: Follower;
  private readonly processes: ProcessRunner;
  private dayTimer: NodeJS.Timeout | undefined;

  constructor(
    private readonly log: EventStore,
    private readonly host: Omit<ProcessHost, 'epoch'> & { readonly today: () => string },
    processes: readonly Process[],
    failed: (error: unknown) => void,
  ) {
    const applied = ({ index, position }: { readonly index: number; readonly position: string }) => {
      this.waiting.reached(position);
      this.processes.reached(index);
    };
    const linger = () => (this.waiting.isAnybodyWaiting ? Promise.resolve() : sleep(LINGER_MS));
    this.follower = new Follower(log, host.views, { applied, failed, linger });
    this.processes = new ProcessRunner(processes, { ...host, epoch: () => this.follower.owner });
  }

  async start(): Promise<void> {
    await this.follower.start();
    const { index, position } = this.follower.applied;
    if (position !== null) this.waiting.reached(position);
    await this.processes.start(index);
    this.watchTheDay();
  }

  projected = (position: string): Promise<boolean> => this.waiting.until(position, PROJECTION_TIMEOUT_MS);

  get appliedTo(): number {
    return this.follower.applied.index;
  }

  /** The follower has reached the head of the log at least once, and follows. */
  get isLive(): boolean {
    return this.follower.caughtUp;
  }

  get processLag(): number {
    return this.processes.lag;
  }

  async status(nowMs: number): Promise<FollowerStatus> {
    const { index, position } = this.follower.applied;
    const lag = await lagBehind(this.log, position, nowMs).catch(() => undefined);
    const fault = this.follower.fault ?? this.processes.fault;
    return {
      appliedTo: index,
      lagEvents: lag?.events ?? null,
      lagSeconds: lag?.seconds ?? null,
      caughtUp: this.follower.caughtUp && lag !== undefined && lag.seconds <= TOLERATED_LAG_S,
      ...(fault ? { fault } : {}),
    };
  }

  /** Resolves when views and processes have dealt with everything in the log. Rejects when one of them stands still. */
  async caughtUp(): Promise<void> {
    for (;;) {
      const head = await headOf(this.log);
      const stands = this.follower.applied.position;
      if ((head === null || (stands !== null && stands >= head)) && this.processes.lag === 0) return;
      if (this.processes.fault) throw new Error(this.processes.fault);
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }

  async stop(): Promise<void> {
    clearInterval(this.dayTimer);
    this.waiting.end();
    await this.processes.stop();
    await this.follower.stop();
  }

  /** Questions about today are answered from current rows; those are brought to the new day when it comes. */
  private watchTheDay(): void {
    let day = this.host.today();
    this.dayTimer = setInterval(() => {
      if (this.host.today() === day) return;
      day = this.host.today();
      this.host.views.ingest(this.follower.owner, []).catch((error: unknown) => this.host.failed('day', error));
    }, DAY_CHECK_MS);
    this.dayTimer.unref();
  }
}
