import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventStoreContract } from '../../contract-suite';
import { metadata, numbers } from '../../contract-suite/scene';
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

describe('A subscription of the embedded store', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tabularium-lag-'));
  const store = openEmbeddedStore({ folder });
  afterAll(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });
  const append = (count: number) =>
    store.append(
      'a-1',
      'any',
      numbers(count).map(() => ({ id: randomUUID(), type: 'Happened', data: {}, metadata })),
    );

  it('says when its consumer falls behind, and when it has caught up again', async () => {
    await append(1);
    const kinds: string[] = [];
    for await (const { kind } of store.subscribeToAll({})) {
      if (kinds.at(-1) !== kind) kinds.push(kind);
      if (kind === 'caughtUp' && kinds.length > 2) break;
      if (kind === 'caughtUp') await append(400);
    }
    expect(kinds).toEqual(['event', 'caughtUp', 'fellBehind', 'event', 'caughtUp']);
  });

  it('stays live while it is only a little late', async () => {
    const kinds: string[] = [];
    for await (const { kind } of store.subscribeToAll({ after: 'end' })) {
      kinds.push(kind);
      if (kind === 'caughtUp') await append(3);
      if (kinds.length === 4) break;
    }
    expect(kinds).toEqual(['caughtUp', 'event', 'event', 'event']);
  });
});
