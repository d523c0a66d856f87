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

/** The client in use. It replaces its channel by itself when that fails, and goes to the leader it is sent to. */
export class Connection {
  readonly client: Client;

  constructor(private readonly to: ConnectionString) {
    this.client = driver().EventStoreDBClient.connectionString(clientText(to));
  }

  /** Credentials of one call. They also choose the call whose deadline is kept; an insecure server never sees them. */
  get credentials(): { readonly username: string; readonly password: string } {
    return this.to.user ?? { username: 'none', password: 'none' };
  }

  close(): Promise<void> {
    return release(this.client);
  }
}

/** `dispose` ends the streams, and may wait for ever; the socket is the channel's. */
async function release(client: Client): Promise<void> {
  const disposed = client.dispose().catch(() => undefined);
  await Promise.race([disposed, sleep(RELEASE_MS, undefined, { ref: false })]);
  const channel = await (client as unknown as Internals).getChannel().catch(() => undefined);
  channel?.close();
}
