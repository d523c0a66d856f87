import { startPostgresServer, type PostgresServer } from '@tabularium/testing';
import { startSimulator, type RunningSimulator } from '../eventstoredb-simulator/child';
import type { Environment } from './server-process';

/** Where the log and the views are kept. */
export interface Pair {
  readonly log: 'embedded' | 'simulator';
  readonly views: 'sqlite' | 'postgresql';
}

/** A pair with its servers running, as processes of Tabularium are told of it. */
export interface RunningStores {
  readonly environment: Environment;
  readonly simulator?: RunningSimulator;
  readonly database?: PostgresServer;
  stop(): Promise<void>;
}

export async function startStores({ log, views }: Pair): Promise<RunningStores> {
  const [simulator, database] = await Promise.all([
    log === 'simulator' ? startSimulator() : undefined,
    views === 'postgresql' ? startPostgresServer({ durable: true }) : undefined,
  ]);
  return {
    environment: {
      ...(simulator ? { EVENTSTOREDB_URL: `${simulator.url}&defaultDeadline=2000` } : {}),
      ...(database ? { DATABASE_URL: database.url } : {}),
    },
    ...(simulator ? { simulator } : {}),
    ...(database ? { database } : {}),
    stop: async () => void (await Promise.all([simulator?.stop(), database?.stop()])),
  };
}
