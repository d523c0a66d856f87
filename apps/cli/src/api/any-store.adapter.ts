import { existsSync, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { EventStore } from '@tabularium/event-store';
import { EXIT, Failure } from '../exit';
import { loadEventStore } from '../lazy.adapter';

const SERVER = /^(esdb|kurrentdb)(\+discover)?:\/\//;

/** A store as it is named on the command line: a data folder, or the URL of a server. */
export interface NamedStore {
  readonly store: EventStore;
  /** For people: without user and password. */
  readonly label: string;
}

/** Opens a store to copy from; a server may be running on the folder. Throws Failure (exit 2 or 3). */
export function openToRead(text: string): NamedStore {
  if (SERVER.test(text)) return server(text);
  const folder = folderOf(text);
  const { fileOf, openEmbeddedStore } = loadEventStore();
  if (!existsSync(fileOf({ folder }))) throw new Failure(EXIT.unreachable, [`There is no log in ${folder}.`]);
  return { store: opened(() => openEmbeddedStore({ folder, readOnly: true })), label: folder };
}

/** Opens a store to copy to; a folder is made if need be, and locked. Throws Failure (exit 2 or 3). */
export function openToWrite(text: string): NamedStore {
  if (SERVER.test(text)) return server(text);
  const folder = folderOf(text);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return { store: opened(() => loadEventStore().openEmbeddedStore({ folder })), label: folder };
}

/** What of a URL may be shown. */
export const withoutSecrets = (url: string): string => url.replace(/\/\/.*@/, '//').replace(/\?.*$/s, '');

const server = (url: string): NamedStore => ({
  store: opened(() => loadEventStore().openEventStoreDb({ url })),
  label: withoutSecrets(url),
});

function folderOf(text: string): string {
  if (!/^[a-z+]{2,}:\/\//i.test(text)) return resolve(text);
  throw new Failure(EXIT.usage, ['A store is a data folder, or the URL of a server: esdb://… or kurrentdb://…']);
}

function opened<T>(open: () => T): T {
  try {
    return open();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (error.name === 'ConnectionStringInvalid') throw new Failure(EXIT.usage, [`The URL ${error.message}.`]);
    if (error.name === 'StoreUnavailable') throw new Failure(EXIT.unreachable, [`${error.message}.`]);
    throw error;
  }
}
