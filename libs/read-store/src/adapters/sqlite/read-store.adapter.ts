import type { ReadStore } from '../../port';
import type { ReadStoreOptions } from '../../store';
import { openReadStore } from '../../store';
import { SqliteStorage } from './storage.adapter';

export interface SqliteReadStoreOptions extends ReadStoreOptions {
  /** Path of the SQLite file; made if it does not exist. Several processes may open it, one of them owns the writing. */
  readonly file: string;
}

/** Opens the embedded read store. Throws InvalidView. */
export function openSqliteReadStore({ file, ...options }: SqliteReadStoreOptions): Promise<ReadStore> {
  return openReadStore('sqlite', new SqliteStorage(file), options);
}
