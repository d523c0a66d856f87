import { setTimeout as sleep } from 'node:timers/promises';
import type { ReadStore } from '@tabularium/read-store';

/** How long a lease holds unless it is renewed, which happens three times as often. */
const LEASE_MS = 3_000;
/** How often somebody else's consumer is asked for. */
const RETRY_MS = 300;

/** Who holds consumers here. `alone`: no other process can be there, so what is wanted is taken at once and for good. */
export interface Tenant {
  readonly owner: string;
  readonly alone: boolean;
}

/** Does the work of one consumer whenever it can be held, and lets go of it when it is lost. Never both here and elsewhere. */
export class Holder {
  private readonly stopping = new AbortController();
  private told: string | undefined;
  private running: Promise<void> = Promise.resolve();

  /**
   * @param work ends soon after its signal; rejects when a write was fenced off
   * @param failed told of what keeps the consumer from being held
   */
  constructor(
    private readonly views: ReadStore,
    private readonly consumer: string,
    private readonly tenant: Tenant,
    private readonly work: (epoch: number, signal: AbortSignal) => Promise<void>,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** Resolves once it was tried. */
  async start(): Promise<void> {
    const epoch = await this.claim();
    this.running = this.run(epoch);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(first: number | null | undefined): Promise<void> {
    const { signal } = this.stopping;
    for (let epoch = first; ; epoch = await this.claim()) {
      if (typeof epoch === 'number') await this.hold(epoch);
      await pause(RETRY_MS, signal);
      if (signal.aborted) return;
    }
  }

  private async hold(epoch: number): Promise<void> {
    const lost = new AbortController();
    const signal = AbortSignal.any([this.stopping.signal, lost.signal]);
    const renewing = this.tenant.alone ? undefined : this.renew(epoch, lost);
    try {
      await this.work(epoch, signal);
    } catch (error) {
      this.failed(error);
    } finally {
      lost.abort();
      await renewing;
      await this.views.release(this.consumer, epoch).catch(() => undefined);
    }
  }

  /** A lease that could not be renewed in time may be somebody else's by now. */
  private async renew(epoch: number, lost: AbortController): Promise<void> {
    for (let renewedAt = performance.now(); ;) {
      await pause(LEASE_MS / 3, lost.signal);
      if (lost.signal.aborted) return;
      const askedAt = performance.now();
      const held = await this.claim();
      if (held === epoch) renewedAt = askedAt;
      else if (held !== undefined || performance.now() - renewedAt > LEASE_MS) lost.abort();
    }
  }

  /** Null = somebody else's; undefined = not known. */
  private async claim(): Promise<number | null | undefined> {
    const { owner, alone } = this.tenant;
    try {
      const { views, consumer } = this;
      const epoch = await (alone ? views.takeOver(consumer, owner) : views.claim(consumer, owner, LEASE_MS));
      this.told = undefined;
      return epoch;
    } catch (error) {
      this.tell(error);
      return undefined;
    }
  }

  /** Once, however often it is tried. */
  private tell(error: unknown): void {
    const words = error instanceof Error ? error.message : String(error);
    if (words !== this.told) this.failed(error);
    this.told = words;
  }
}

export const pause = async (ms: number, signal: AbortSignal): Promise<void> =>
  void (await sleep(ms, undefined, { signal }).catch(() => undefined));
