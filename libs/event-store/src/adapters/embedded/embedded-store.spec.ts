import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventStoreContract } from '../../contract-suite';
import { openEmbeddedStore } from './embedded-store.adapter';

eventStoreContract('The embedded store', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tabularium-contract-'));
  let store = openEmbeddedStore({ folder });
  return {
    get store() {
      return store;
    },
    deleteStream: (stream, expected) => store.deleteStream(stream, expected),
    tombstoneStream: (stream, expected) => store.tombstoneStream(stream, expected),
    reopen: async () => {
      await store.close();
      return (store = openEmbeddedStore({ folder }));
    },
    close: async () => {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
});
