import type { Adapter, AdapterPayload } from 'oidc-provider';

/** Nobody keeps more sign-ins open than this while developing; beyond it the oldest are forgotten. */
const MOST = 1_000;

interface Entry {
  readonly payload: AdapterPayload;
  readonly endsMs: number;
}

/** What the provider remembers, in memory: a restart signs everybody out. One of each kind of thing. */
export class ProviderStore implements Adapter {
  private readonly entries = new Map<string, Entry>();

  constructor(private readonly nowMs: () => number) {}

  async upsert(id: string, payload: AdapterPayload, expiresIn: number): Promise<void> {
    const [oldest] = this.entries.size >= MOST ? this.entries.keys() : [];
    if (oldest !== undefined) this.entries.delete(oldest);
    this.entries.set(id, { payload, endsMs: this.nowMs() + expiresIn * 1000 });
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    const entry = this.entries.get(id);
    return entry && entry.endsMs > this.nowMs() ? entry.payload : undefined;
  }

  findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.findWhere((payload) => payload.uid === uid);
  }

  findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
    return this.findWhere((payload) => payload.userCode === userCode);
  }

  async consume(id: string): Promise<void> {
    const entry = this.entries.get(id);
    const payload = entry && { ...entry.payload, consumed: Math.floor(this.nowMs() / 1000) };
    if (entry && payload) this.entries.set(id, { ...entry, payload });
  }

  async destroy(id: string): Promise<void> {
    this.entries.delete(id);
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    for (const [id, { payload }] of this.entries) if (payload.grantId === grantId) this.entries.delete(id);
  }

  private async findWhere(isSought: (payload: AdapterPayload) => boolean): Promise<AdapterPayload | undefined> {
    for (const [id, { payload }] of this.entries) if (isSought(payload)) return this.find(id);
    return undefined;
  }
}
