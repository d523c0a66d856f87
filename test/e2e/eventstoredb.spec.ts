import { status } from '@grpc/grpc-js';
import { readSettings, SettingsInvalid } from '@tabularium/engine';
import { TestServer } from './api-server';
import { startSimulator, type RunningSimulator } from '../eventstoredb-simulator/child';

jest.setTimeout(120_000);

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The engine over an EventStoreDB (simulator), unchanged above its ports. */
describe('The engine on an EventStoreDB (simulator)', () => {
  let store: RunningSimulator;
  let server: TestServer;
  beforeAll(async () => {
    store = await startSimulator();
    server = await TestServer.start({
      EVENTSTOREDB_URL: `${store.url}&connectionName=hush-hush&defaultDeadline=2000`,
      TABULARIUM_SAMPLE: 'no',
    });
    await server.engine.caughtUp();
  });
  afterAll(async () => {
    await server.stop();
    await store.stop();
  });

  const ready = async () => server.send('GET', '/health/ready', {});
  const readyWithin = async (ms: number): Promise<boolean> => {
    for (const end = Date.now() + ms; Date.now() < end; await sleep(50))
      if ((await ready()).status === 200) return true;
    return false;
  };
  const streams = async () => (await server.log()).map(({ stream }) => stream);

  it('records a command once, shows it in the views, and knows it after a restart', async () => {
    await server.person('ana', { role: 'PMO_ANALYST' });
    const before = await server.log();
    await server.restart();
    expect(await server.log()).toEqual(before);
    expect((await server.get('/api/me', 'ana')).body).toMatchObject({ id: 'ana' });
    expect(await readyWithin(5_000)).toBe(true);
  });

  it('records a command once though the answer to its append is lost', async () => {
    await store.misbehave({ kind: 'errorAfterWrite', code: status.UNAVAILABLE });
    const answer = server.post('/api/person/ben/register-person', { name: 'ben', unit: 'PMO' });
    await sleep(20);
    await store.misbehave({ kind: 'none' });
    expect([201, 503]).toContain((await answer).status);
    const key = { 'idempotency-key': 'carl-1' };
    await store.misbehave({ kind: 'silentAfterWrite' });
    const first = server.post('/api/person/carl/register-person', { name: 'carl', unit: 'PMO' }, 'director', key);
    await sleep(1_000);
    await store.misbehave({ kind: 'none' });
    expect((await first).status).toBe(201);
    expect((await streams()).filter((stream) => stream.includes('carl'))).toHaveLength(1);
  });

  it('says that it is not ready while the server is away, refuses to record, and goes on by itself', async () => {
    await store.network('shut');
    const refused = await server.post('/api/person/dora/register-person', { name: 'dora', unit: 'PMO' });
    expect(refused.status).toBe(503);
    expect(refused.headers['retry-after']).toBeDefined();
    const down = await ready();
    expect(down.status).toBe(503);
    expect(down.text).toContain('does not answer');
    expect(down.text + refused.text).not.toContain('hush-hush');
    await sleep(5_000);
    await store.network('open');
    expect(await readyWithin(10_000)).toBe(true);
    await server.accepted('/api/person/dora/register-person', { name: 'dora', unit: 'PMO' });
    expect((await streams()).filter((stream) => stream.includes('dora'))).toHaveLength(1);
  });

  it('is ready again after its subscription was ended, broken or met with silence', async () => {
    for (const [n, break_] of [
      () => store.misbehave({ kind: 'halfClose' }),
      () => store.network('killSockets'),
      () => store.misbehave({ kind: 'silent' }),
    ].entries()) {
      await break_();
      await sleep(300);
      await store.misbehave({ kind: 'none' });
      expect(await readyWithin(10_000)).toBe(true);
      await server.accepted(`/api/person/eve-${n}/register-person`, { name: 'eve', unit: 'PMO' });
    }
  });
});

it('A connection string that is none is refused at the start, without a word of its secrets', () => {
  const read = () => readSettings({ EVENTSTOREDB_URL: 'esdb://admin:hush:hush@host' });
  expect(read).toThrow(SettingsInvalid);
  expect(read).toThrow(/EVENTSTOREDB_URL/);
  expect(read).not.toThrow(/hush/);
});
