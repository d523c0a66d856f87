export * from './adapters/embedded/embedded-store.adapter';
export * from './command-hash';
export * from './event-ids';
export { UnknownEventType } from './folded-streams';
export * from './log-clock';
export * from './port';
export * from './receipt';
export * from './states';
export * from './transact';
