import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEngine, readSettings } from '@tabularium/engine';
import { openEmbeddedStore } from '@tabularium/event-store';
import { TestServer } from './api-server';

describe('a first start that was killed between the first person and their role', () => {
  it('is gone on with at the next', async () => {
    const server = await TestServer.start();
    const first = [];
    for await (const event of server.engine.log.readAll({ limit: 1 })) first.push(event);
    await server.stop();

    const folder = mkdtempSync(join(tmpdir(), 'tabularium-first-'));
    const store = openEmbeddedStore({ folder });
    for (const { stream, ...event } of first) await store.append(stream, 'no_stream', [event]);
    await store.close();

    const settings = readSettings({ TABULARIUM_DATA: folder, TABULARIUM_LOG_LEVEL: 'silent' });
    const engine = await createEngine({ settings });
    const types = [];
    for await (const { type } of engine.log.readAll()) types.push(type);
    await engine.close();
    rmSync(folder, { recursive: true });
    expect(types).toEqual(['PersonRegistered', 'RoleGranted']);
  });
});
