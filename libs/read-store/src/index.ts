export { openSqliteReadStore } from './adapters/sqlite/read-store.adapter';
export type { SqliteReadStoreOptions } from './adapters/sqlite/read-store.adapter';
export type { Upcast } from './content';
export * from './errors';
export { foldLog } from './fold-log';
export type { FoldedLog } from './fold-log';
export * from './port';
export type { ReadStoreOptions } from './store';
export * from './view';
