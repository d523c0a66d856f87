/**
 * What lies between the ports and the front doors, by relative path: the simulation runs it without Nest and without
 * sockets. The only file under test/ that may (see .dependency-cruiser.cjs).
 */
export { CommandRuntime } from '../../libs/engine/src/commands/command-runtime';
export { Duties } from '../../libs/engine/src/commands/duties';
export { KnownKeys } from '../../libs/engine/src/commands/known-keys';
export { RefusalRecord } from '../../libs/engine/src/commands/refusal-record';
export { Following } from '../../libs/engine/src/follow/following';
export { People } from '../../libs/engine/src/people';
export type { CausedCommand } from '../../libs/engine/src/processes/process-runner';
export { Registry } from '../../libs/engine/src/registry';
export { eventStoreContract } from '../../libs/event-store/src/contract-suite';
export { checkName, encodeAppend } from '../../libs/event-store/src/encode';
export { matcherOf, type Matcher } from '../../libs/event-store/src/log-filter';
export { SqliteStorage } from '../../libs/read-store/src/adapters/sqlite/storage.adapter';
export type {
  Build,
  ConsumerMark,
  Head,
  Leases,
  LogEntry,
  LogWriter,
  Snapshot,
  Storage,
  TableShape,
  Transaction,
} from '../../libs/read-store/src/storage';
export { openReadStore } from '../../libs/read-store/src/store';
