export * from './adapters/embedded/embedded-store.adapter';
export * from './port';
