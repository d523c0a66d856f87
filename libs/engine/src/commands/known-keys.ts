import type { ReadStore } from '@tabularium/read-store';
import type { RecordedEvent } from '@tabularium/kernel';

/** What a key was used for: the stream it wrote to, and what was asked. */
export interface UsedKey {
  readonly stream: string;
  /** SHA-256 of what was asked. */
  readonly hash: string;
  /** The recorded refusal, if that was the answer. */
  readonly refusal?: RecordedEvent;
}

/** Keys of this process remembered beside the log copy, which is behind by what has not been projected. */
const REMEMBERED = 50_000;

/**
 * Which idempotency keys were used. A key used again on the same stream is recognised by the stream itself, however old;
 * this tells of other streams and of refusals, from the recent keys of this process and from the log copy.
 */
export class KnownKeys {
  private readonly recent = new Map<string, UsedKey>();
  private readonly running = new Map<string, string>();

  constructor(private readonly views: ReadStore) {}

  async used(commandId: string): Promise<UsedKey | undefined> {
    const recent = this.recent.get(commandId);
    if (recent) return recent;
    return this.logged(commandId, 0);
  }

  /** The first use on record that counts: a refusal by roles leaves the key free. */
  private async logged(commandId: string, from: number): Promise<UsedKey | undefined> {
    const [event] = await this.views.eventsOf({ commandId, from, limit: 1 });
    if (!event) return undefined;
    const key = { stream: event.stream, hash: event.metadata.commandHash };
    if (event.stream !== refusalStream(commandId)) return key;
    return event.data['code'] === NOT_ALLOWED ? this.logged(commandId, event.index + 1) : { ...key, refusal: event };
  }

  remember(commandId: string, key: UsedKey): void {
    const [oldest] = this.recent.size >= REMEMBERED ? this.recent.keys() : [];
    if (oldest !== undefined) this.recent.delete(oldest);
    this.recent.set(commandId, key);
  }

  /** Holds a key for one stream while its command runs; undefined when another stream holds it. */
  hold(commandId: string, stream: string): (() => void) | undefined {
    const holder = this.running.get(commandId);
    if (holder !== undefined) return holder === stream ? () => undefined : undefined;
    this.running.set(commandId, stream);
    return () => void this.running.delete(commandId);
  }
}

/** Code of a refusal by roles. With the role given, the same command can be sent again under the same key. */
export const NOT_ALLOWED = 'NOT_ALLOWED';

export const refusalStream = (commandId: string): string => `refusals-${commandId}`;
