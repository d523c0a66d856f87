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

describe('The last revision that the embedded store knows without reading', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tabularium-heads-'));
  const store = openEmbeddedStore({ folder });
  afterAll(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });
  const append = (stream: string) =>
    store.append(stream, 'any', [{ id: randomUUID(), type: 'Happened', data: {}, metadata }]);

  it('follows every append, and is -1 without a stream', async () => {
    expect(store.lastRevision('a-1')).toBe(-1);
    await append('a-1');
    await append('a-1');
    expect(store.lastRevision('a-1')).toBe(1);
  });

  it('is not given for a stream of which something was deleted', async () => {
    for (const stream of ['a-2', 'a-3']) await append(stream);
    await store.deleteStream('a-2');
    await store.tombstoneStream('a-3');
    expect([store.lastRevision('a-2'), store.lastRevision('a-3')]).toEqual([undefined, undefined]);
    await append('a-2');
    expect(store.lastRevision('a-2')).toBeUndefined();
  });

  it('is not given by a reader of a log that somebody else writes', async () => {
    await append('a-4');
    const reader = openEmbeddedStore({ folder, readOnly: true });
    expect(reader.lastRevision('a-4')).toBeUndefined();
    await reader.close();
  });
});
