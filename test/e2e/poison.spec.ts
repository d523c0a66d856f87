import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { contexts as allContexts, createEngine, readSettings, type Engine } from '@tabularium/engine';
import { EVENTS_FILE } from '@tabularium/event-store';
import type { ContextDefinition } from '@tabularium/http';
import type { Process } from '@tabularium/kernel';
import { openSqlite } from '@tabularium/sqlite';
import { pino } from 'pino';
import { startSimulator, type RunningSimulator } from '../eventstoredb-simulator/child';
import { appendRaw } from '../eventstoredb-simulator/raw-event';

jest.setTimeout(60_000);

interface Health {
  readonly status: string;
  readonly fault?: string;
  readonly appliedTo: number;
  readonly consumers: readonly { readonly consumer: string; readonly doneTo: number; readonly fault?: string }[];
}

const organisation = allContexts.filter(({ name }) => name === 'organisation');

const withProcesses = (...processes: readonly Process[]): readonly ContextDefinition[] => [
  ...organisation,
  { name: 'more', title: 'More', aggregates: [], views: [], processes, reports: [] },
];

describe.each(['embedded', 'EventStoreDB (simulator)'])('A poisoned log: %s', (kind) => {
  let folder: string;
  let simulator: RunningSimulator | undefined;
  let engine: Engine;
  let logged: readonly string[];

  const open = async (contexts: readonly ContextDefinition[] = organisation): Promise<void> => {
    const lines: string[] = [];
    logged = lines;
    const settings = readSettings({ TABULARIUM_DATA: folder, EVENTSTOREDB_URL: simulator?.url });
    const logger = pino({ level: 'error' }, { write: (line: string) => void lines.push(line) });
    engine = await createEngine({ settings, contexts, logger });
  };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tabularium-poison-'));
    simulator = kind === 'embedded' ? undefined : await startSimulator();
    await open();
    await engine.caughtUp();
  });
  afterEach(async () => {
    await engine.close();
    await simulator?.stop();
    rmSync(folder, { recursive: true });
  });

  const health = async (): Promise<Health> => {
    const { body } = await engine.inject({ method: 'GET', path: '/health/ready' });
    return JSON.parse(body) as Health;
  };
  const untilHealth = async (wanted: (health: Health) => boolean): Promise<Health> => {
    for (let tries = 0; tries < 400; tries++) {
      const found = await health();
      if (wanted(found)) return found;
      await sleep(25);
    }
    throw new Error(`Never so: ${JSON.stringify(await health())}`);
  };
  const standing = (): Promise<Health> => untilHealth(({ fault }) => fault !== undefined);
  const register = (id: string) =>
    engine.submit({
      category: 'person',
      id,
      command: 'RegisterPerson',
      data: { name: id, unit: 'PMO' },
      actor: 'director',
    });

  /** As somebody with access to the store may write. */
  const writeRaw = async (stream: string, data: string): Promise<void> => {
    await engine.close();
    if (simulator) return void (await appendRaw(simulator, stream, data, '{}'));
    const file = openSqlite(join(folder, EVENTS_FILE));
    file
      .prepare('INSERT INTO event SELECT max(position) + 1, ?, 0, ?, ?, ?, ? FROM event')
      .run(stream, randomUUID(), 'Raw', data, '{}');
    file.close();
  };
  /** A well-formed event, after the last one. */
  const write = async (stream: string, type: string, schemaVersion: number): Promise<void> => {
    for await (const { data, metadata } of engine.log.readAll({ direction: 'backwards', limit: 1 }))
      await engine.log.append(stream, 'no_stream', [
        { id: randomUUID(), type, data, metadata: { ...metadata, schemaVersion } },
      ]);
  };

  it('stands still before what is no JSON, says so once, and commands go on', async () => {
    await writeRaw('raw-1', '{"half":');
    await open();
    const { status, appliedTo, fault } = await standing();
    expect([status, appliedTo]).toEqual(['degraded', 1]);
    expect((await engine.inject({ method: 'GET', path: '/health/ready' })).status).toBe(200);
    expect(fault).toMatch(/^views: log index 2: The event at revision 0 of raw-1 cannot be read/);
    expect(await register('ana')).toMatchObject({ kind: 'accepted' });
    await sleep(1_000);
    expect((await health()).appliedTo).toBe(1);
    expect(logged).toHaveLength(1);
    await expect(engine.caughtUp()).rejects.toThrow('raw-1');
    const { body } = await engine.inject({ method: 'GET', path: '/metrics' });
    expect(body).toContain('tabularium_consumer_fault{consumer="views"} 1');
    expect(body).toMatch(/tabularium_lag_events [1-9]/);
  });

  it.each([
    ['of a type', 'parcel-1', 'ParcelSent', 1],
    ['of a version', 'person-zoe', 'PersonRegistered', 99],
    ['that is somebody else’s', 'parcel-1', 'Raw', undefined],
  ])('stands still before an event %s that it does not know', async (_, stream, type, version) => {
    if (version === undefined) {
      await writeRaw(stream, '{}');
      await open();
    } else await write(stream, type, version);
    expect((await standing()).fault).toMatch(
      new RegExp(`^views: log index 2: This release does not know ${type} of version ${version} .*${stream} at 0`),
    );
    expect(await register('ana')).toMatchObject({ kind: 'accepted' });
    expect((await health()).appliedTo).toBe(1);
  });

  it('goes on by itself with a release that knows the event', async () => {
    await write('portfolio-p', 'PortfolioChartered', 1);
    await register('ana');
    await standing();
    await engine.close();
    await open(allContexts);
    await untilHealth(({ appliedTo, fault }) => appliedTo === 3 && fault === undefined);
    expect((await engine.views.page('people', {}, { limit: 10 })).rows.map(({ key }) => key)).toEqual([
      'ana',
      'director',
    ]);
  });

  it('lets one process stand still before an event it cannot react to, and the others go on', async () => {
    const reacted: string[] = [];
    const sound: Process = {
      name: 'sound',
      on: { PersonRegistered: (_, { entityId }) => (reacted.push(entityId), []) },
    };
    const broken: Process = {
      name: 'broken',
      on: {
        PersonRegistered: (_, { entityId }) => {
          if (entityId === 'ben') throw new Error('no way to react');
          return [];
        },
      },
    };
    await engine.close();
    await open(withProcesses(broken, sound));
    for (const id of ['ana', 'ben', 'carl']) await register(id);
    const { status, fault, consumers } = await untilHealth(
      (found) => found.appliedTo === 4 && found.fault !== undefined && reacted.length === 4,
    );
    expect(status).toBe('degraded');
    expect(fault).toMatch(/^process broken: log index 3 \(PersonRegistered .*, person-ben at 0\): no way to react$/);
    const places = new Map(consumers.map(({ consumer, doneTo }) => [consumer, doneTo]));
    expect(['views', 'broken', 'sound'].map((name) => places.get(name))).toEqual([4, 2, 4]);
    await sleep(1_000);
    expect(logged).toHaveLength(1);
    await engine.close();
    await open(withProcesses({ name: 'broken', on: {} }, sound));
    await untilHealth(
      ({ status: now, consumers: after }) =>
        now === 'ready' && after.some(({ consumer, doneTo }) => consumer === 'broken' && doneTo === 4),
    );
    expect(reacted).toEqual(['director', 'ana', 'ben', 'carl']);
  });
});
