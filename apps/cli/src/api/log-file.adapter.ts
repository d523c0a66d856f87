import { existsSync } from 'node:fs';
import type { EventStore } from '@tabularium/event-store';
import { EXIT, Failure } from '../exit';
import { loadEventStore } from '../lazy.adapter';

/** The log of a data folder by itself, without the engine; while it is open no server can start. Throws Failure (exit 3). */
export function openLog(folder: string): EventStore {
  const { openEmbeddedStore, fileOf, StoreUnavailable } = loadEventStore();
  const file = fileOf({ folder });
  if (!existsSync(file)) throw new Failure(EXIT.unreachable, [`There is no log in ${folder}.`]);
  try {
    return openEmbeddedStore({ folder });
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    throw new Failure(EXIT.unreachable, [
      `${error.message}.`,
      'Stop that process (or wait until it is done), then ask again.',
    ]);
  }
}
