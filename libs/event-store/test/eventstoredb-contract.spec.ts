import { eventStoreContract } from '../src/contract-suite';
import { openEventStoreDb } from '../src/index';
import { chosenServer } from '../../../test/eventstoredb-simulator/chosen-server';

jest.setTimeout(120_000);

eventStoreContract('An EventStoreDB', async () => {
  const server = await chosenServer();
  let store = openEventStoreDb({ url: server.url });
  return {
    get store() {
      return store;
    },
    deleteStream: (stream, expected) => store.deleteStream(stream, expected),
    tombstoneStream: (stream, expected) => store.tombstoneStream(stream, expected),
    reopen: async () => {
      await store.close();
      return (store = openEventStoreDb({ url: server.url }));
    },
    close: async () => {
      await store.close();
      await server.stop();
    },
  };
});
