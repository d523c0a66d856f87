import { setTimeout as sleep } from 'node:timers/promises';
import type * as Driver from '@eventstore/db-client';
import type { ConnectionString } from './connection-string';
import { clientText } from './connection-string';

export type Client = Driver.EventStoreDBClient;
export type { AllStreamResolvedEvent, ResolvedEvent } from '@eventstore/db-client';

/** The one place that reaches the client's code; loaded when it is first needed. */
const driver = () => require('@eventstore/db-client') as typeof Driver;

/** What the client keeps to itself, and what holds its socket. */
interface Internals {
  readonly getChannel: () => Promise<{ close(): void }>;
}

const DEFAULT_KEEP_ALIVE_MS = 10_000;
const RELEASE_MS = 500;

export type JsonEvent = Parameters<typeof Driver.jsonEvent>[0];
export const jsonEvent = (event: JsonEvent) => driver().jsonEvent(event);

export interface ServerFilter {
  readonly on: 'stream' | 'type';
  readonly prefixes?: readonly string[];
  readonly regex?: string;
}

/** @param checkpointReached must not throw: the client would hang for ever */
export function serverFilter(
  { on, prefixes, regex }: ServerFilter,
  checkpointReached: (position: { readonly commit: bigint; readonly prepare: bigint }) => void,
) {
  const make = on === 'stream' ? driver().streamNameFilter : driver().eventTypeFilter;
  const options = {
    checkpointInterval: 1,
    checkpointReached: (_: unknown, at: Parameters<typeof checkpointReached>[0]) => checkpointReached(at),
  };
  return prefixes ? make({ prefixes: [...prefixes], ...options }) : make({ regex: regex ?? '', ...options });
}

/** The client in use. It is made anew after it failed to reach the server. */
export class Connection {
  private client: Client;
  private renewals = 0;
  private closed = false;
  private readonly released = new WeakSet<Client>();

  constructor(private readonly to: ConnectionString) {
    this.client = this.open();
  }

  get current(): Client {
    return this.client;
  }

  /** Credentials of one call. They also choose the call whose deadline is kept; an insecure server never sees them. */
  get credentials(): { readonly username: string; readonly password: string } {
    return this.to.user ?? { username: 'none', password: 'none' };
  }

  /**
   * Takes a fresh client, unless somebody else already did. A channel that could not connect waits longer each time before
   * it tries again, and a new one with the same options inherits that; hence one option differs by a millisecond.
   */
  renew(failed: Client): void {
    if (this.closed || failed !== this.client) return;
    this.renewals++;
    this.client = this.open();
    this.released.add(failed);
    void release(failed);
  }

  /** Whether a client was let go: what it was reading then ends as if it were complete. */
  wasReleased(client: Client): boolean {
    return this.closed || this.released.has(client);
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await release(this.client);
  }

  private open(): Client {
    const given = Number(this.to.options.get('keepAliveTimeout') ?? DEFAULT_KEEP_ALIVE_MS);
    const keepAliveTimeout = given < 0 ? DEFAULT_KEEP_ALIVE_MS : given;
    const options = new Map([...this.to.options, ['keepAliveTimeout', String(keepAliveTimeout + this.renewals)]]);
    return driver().EventStoreDBClient.connectionString(clientText({ ...this.to, options }));
  }
}

/** `dispose` ends the streams, and may wait for ever; the socket is the channel's. */
async function release(client: Client): Promise<void> {
  const disposed = client.dispose().catch(() => undefined);
  await Promise.race([disposed, sleep(RELEASE_MS, undefined, { ref: false })]);
  const channel = await (client as unknown as Internals).getChannel().catch(() => undefined);
  channel?.close();
}
