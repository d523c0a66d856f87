/** Clients remembered; with more, those seen longest ago start anew. */
const MAX_CLIENTS = 10_000;
/** A client may use this many seconds' worth at once. */
const BURST_SECONDS = 2;

interface Bucket {
  tokens: number;
  refilledMs: number;
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
    const bucket = this.refilled(client);
    if (bucket.tokens < 1) return false;
    bucket.tokens--;
    return true;
  }

  private refilled(client: string): Bucket {
    const now = this.nowMs();
    const bucket = this.buckets.get(client);
    if (!bucket) return this.opened(client, now);
    const earned = (Math.max(0, now - bucket.refilledMs) / 1000) * this.perSecond;
    bucket.tokens = Math.min(this.perSecond * BURST_SECONDS, bucket.tokens + earned);
    bucket.refilledMs = now;
    return bucket;
  }

  private opened(client: string, now: number): Bucket {
    const [oldest] = this.buckets.size >= MAX_CLIENTS ? this.buckets.keys() : [];
    if (oldest !== undefined) this.buckets.delete(oldest);
    const bucket = { tokens: this.perSecond * BURST_SECONDS, refilledMs: now };
    this.buckets.set(client, bucket);
    return bucket;
  }
}
