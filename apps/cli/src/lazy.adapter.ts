import type * as engine from '@tabularium/engine';
import type * as eventStore from '@tabularium/event-store';
import type * as identity from '@tabularium/identity';
import type * as migration from '@tabularium/migration';
import type * as sample from '@tabularium/sample';

// Loaded when needed: Nest, the validators and the stores take longer to load than a server takes to answer.
export const loadEngine = (): typeof engine => load('@tabularium/engine') as typeof engine;
export const loadEventStore = (): typeof eventStore => load('@tabularium/event-store') as typeof eventStore;
export const loadIdentity = (): typeof identity => load('@tabularium/identity') as typeof identity;
export const loadMigration = (): typeof migration => load('@tabularium/migration') as typeof migration;
export const loadSample = (): typeof sample => load('@tabularium/sample') as typeof sample;

// Not import(): jest runs CommonJS, which has none.
const load = (name: `@tabularium/${string}`): unknown => require(name);
