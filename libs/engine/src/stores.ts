import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  LogClock,
  openEmbeddedStore,
  openEventStoreDb,
  States,
  type Clock,
  type EventStore,
} from '@tabularium/event-store';
import type { ContextDefinition } from '@tabularium/http';
import { openTokens, type Tokens } from '@tabularium/identity';
import { instantOf, zoneOf, type Zone } from '@tabularium/kernel';
import {
  openPostgresReadStore,
  openSqliteReadStore,
  type ReadStore,
  type ReadStoreOptions,
} from '@tabularium/read-store';
import { checkClock } from './clock-check';
import type { Settings } from './config/settings';
import type { Registry } from './registry';

/** What lies in the data folder, opened. */
export interface Stores {
  readonly log: EventStore;
  readonly views: ReadStore;
  readonly states: States;
  readonly clock: LogClock;
  readonly zone: Zone;
  readonly tokens: Tokens;
  /** Today in the zone, by the wall clock. */
  readonly today: () => string;
  close(): Promise<void>;
}

const VIEWS_FILE = 'views.db';

/** Opens what the settings name. Throws StoreUnavailable when another process has the folder, or a server does not answer. */
export async function openStores(
  settings: Settings,
  contexts: readonly ContextDefinition[],
  registry: Registry,
  wall: Clock,
  onBuildError: (error: unknown) => void,
): Promise<Stores> {
  mkdirSync(settings.data, { recursive: true, mode: 0o700 });
  const zone = zoneOf(settings.timeZone);
  const today = () => zone.dayOf(instantOf(wall()));
  const log = openLog(settings);
  try {
    const views = await openViews(settings, {
      views: contexts.flatMap((context) => context.views),
      timeZone: settings.timeZone,
      today,
      upcast: registry.upcast,
      onBuildError,
      readOnly: settings.role === 'api',
    });
    const clock = await LogClock.over(log, wall);
    const shared = { states: new States(log, { upcast: registry.upcast }), clock };
    // A clock that is given is meant to differ.
    const stopChecking = wall === Date.now ? await checkClock(clock, views, wall) : () => undefined;
    const close = async () => {
      stopChecking();
      await views.close();
      await log.close();
    };
    return { log, views, ...shared, zone, today, tokens: openTokens(settings.data), close };
  } catch (error) {
    await log.close();
    throw error;
  }
}

/** The embedded log belongs to one process; whatever keeps its views, nobody else follows it. */
export const isAlone = ({ eventStoreUrl }: Settings): boolean => eventStoreUrl === undefined;

/** On the server that the settings name, else in the data folder. */
const openLog = ({ eventStoreUrl, data }: Settings): EventStore =>
  eventStoreUrl === undefined ? openEmbeddedStore({ folder: data }) : openEventStoreDb({ url: eventStoreUrl });

/** In PostgreSQL if the settings name one, else beside the events. */
function openViews({ databaseUrl, data }: Settings, options: ReadStoreOptions): Promise<ReadStore> {
  if (databaseUrl === undefined) return openSqliteReadStore({ file: join(data, VIEWS_FILE), ...options });
  return openPostgresReadStore({ url: databaseUrl, ...options });
}
