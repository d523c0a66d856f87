import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { LogClock, openEmbeddedStore, States, type Clock, type EventStore } from '@tabularium/event-store';
import type { ContextDefinition } from '@tabularium/http';
import { openTokens, type Tokens } from '@tabularium/identity';
import { instantOf, zoneOf, type Zone } from '@tabularium/kernel';
import { openSqliteReadStore, type ReadStore } from '@tabularium/read-store';
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

/** Opens the data folder of the settings. Throws StoreUnavailable when another process has it. */
export async function openStores(
  settings: Settings,
  contexts: readonly ContextDefinition[],
  registry: Registry,
  wall: Clock,
): Promise<Stores> {
  mkdirSync(settings.data, { recursive: true, mode: 0o700 });
  const zone = zoneOf(settings.timeZone);
  const today = () => zone.dayOf(instantOf(wall()));
  const log = openEmbeddedStore({ folder: settings.data });
  try {
    const views = await openSqliteReadStore({
      file: join(settings.data, VIEWS_FILE),
      views: contexts.flatMap((context) => context.views),
      timeZone: settings.timeZone,
      today,
      upcast: registry.upcast,
    });
    const shared = { states: new States(log, { upcast: registry.upcast }), clock: await LogClock.over(log, wall) };
    const close = async () => {
      await views.close();
      await log.close();
    };
    return { log, views, ...shared, zone, today, tokens: openTokens(settings.data), close };
  } catch (error) {
    await log.close();
    throw error;
  }
}
