import { startSimulator } from './child';

/** What the suites speak to: the server named by EVENTSTOREDB_URL, else a simulator of their own. */
export interface ChosenServer {
  readonly url: string;
  stop(): Promise<void>;
}

export async function chosenServer(): Promise<ChosenServer> {
  const url = process.env['EVENTSTOREDB_URL'];
  return url ? { url, stop: () => Promise.resolve() } : startSimulator();
}
