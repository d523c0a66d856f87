/** Clients remembered; with more, those seen longest ago start anew. */
const MAX_CLIENTS = 10_000;
/** A client may use this many seconds' worth at once. */
const BURST_SECONDS = 2;

interface Bucket {
  readonly tokens: number;
  readonly refilledMs: number;
}

/** A token bucket per client. In the process, not across several: a brake against one runaway client, not a quota. */
export class Limiter {
  private readonly buckets = new Map<string, Bucket>();

  /** @param perSecond requests a second; 0 = no limit */
  constructor(
    private readonly perSecond: number,
    private readonly nowMs: () => number = Date.now,
  ) {}

  /** True if one more request of the client fits. */
  takes(client: string): boolean {
    if (this.perSecond === 0) return true;
    const now = this.nowMs();
    const tokens = this.tokensOf(client, now);
    if (tokens < 1) return false;
    this.buckets.set(client, { tokens: tokens - 1, refilledMs: now });
    return true;
  }

  private tokensOf(client: string, now: number): number {
    const full = this.perSecond * BURST_SECONDS;
    const bucket = this.buckets.get(client);
    if (!bucket) this.makeRoom();
    const earned = bucket ? (Math.max(0, now - bucket.refilledMs) / 1000) * this.perSecond : full;
    return Math.min(full, (bucket?.tokens ?? 0) + earned);
  }

  private makeRoom(): void {
    const [oldest] = this.buckets.size >= MAX_CLIENTS ? this.buckets.keys() : [];
    if (oldest !== undefined) this.buckets.delete(oldest);
  }
}
