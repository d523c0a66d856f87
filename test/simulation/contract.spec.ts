import { LogClient, type Wire } from './log-client';
import { LogServer } from './log-server';
import { eventStoreContract } from './parts';

/** A network without faults or delays. */
const wire: Wire = {
  ask: async (_what, _writes, work) => work(),
  fateOfPage: () => 'delivered',
  growth: (server, index) =>
    new Promise((resolve) => {
      if (server.length > index) return resolve();
      const stop = server.onGrowth(() => {
        stop();
        resolve();
      });
    }),
};

eventStoreContract('The simulated store', async () => {
  const server = new LogServer();
  let store = new LogClient(server, wire);
  return {
    get store() {
      return store;
    },
    deleteStream: (stream, expected) => store.deleteStream(stream, expected, 'softDelete'),
    tombstoneStream: (stream, expected) => store.deleteStream(stream, expected, 'tombstone'),
    reopen: async () => {
      await store.close();
      return (store = new LogClient(server, wire));
    },
    close: () => store.close(),
  };
});
