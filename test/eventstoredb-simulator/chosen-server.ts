import type { EventStoreDBClient } from '@eventstore/db-client';
import { EventStoreDBClient as Client } from '@eventstore/db-client';
import { startSimulator } from './child';

/** What the suites speak to: the server named by EVENTSTOREDB_URL, else a simulator of their own. */
export interface ChosenServer {
  readonly url: string;
  stop(): Promise<void>;
}

export async function chosenServer(): Promise<ChosenServer> {
  const url = process.env['TEST_EVENTSTOREDB_URL'];
  return url ? { url, stop: () => Promise.resolve() } : startSimulator();
}

/** What a server says of its version; a simulator says that it is one. */
export async function versionOf(url: string): Promise<string> {
  const client = Client.connectionString(url.replace(/^kurrentdb/, 'esdb')) as unknown as Capable;
  const { serverVersion } = await client.capabilities;
  await client.dispose();
  return serverVersion;
}

/** The client knows, and does not say it in its types. */
interface Capable extends Pick<EventStoreDBClient, 'dispose'> {
  readonly capabilities: Promise<{ readonly serverVersion: string }>;
}
