import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Reply } from './client';
import { readLog, untilViewsShowAll } from './record';
import { build, cliWith, ServerProcess, type Environment } from './server-process';
import { startStores, type RunningStores } from './stores';

const HOUR_MS = 3_600_000;
const YEAR_MS = 365 * 24 * HOUR_MS;
/** The server reads its clock file fifty times a second. */
const READ_MS = 200;

const folder = mkdtempSync(join(tmpdir(), 'tabularium-clock-'));
const clockFile = join(folder, 'clock');
const record = join(folder, 'record');
const skewed = { CLOCK_FILE: clockFile, NODE_OPTIONS: `--require ${join(__dirname, 'skewed-clock.cjs')}` };
let server: ServerProcess;
let people = 0;

beforeAll(build, 120_000);
afterEach(() => server.kill());
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function setClock(words: string | number): Promise<void> {
  writeFileSync(clockFile, String(words));
  await sleep(READ_MS);
}

async function start(stores: Environment = {}): Promise<void> {
  server = ServerProcess.start(record, { ...skewed, ...stores });
  while (!(await server.client?.get('/health/live'))) await sleep(20);
}

/** A command of somebody whose token is of the server's own time. */
async function register(): Promise<Reply | undefined> {
  const key = `person-${people++}`;
  const headers = { authorization: `Bearer ${await token()}`, 'idempotency-key': key };
  return server.client?.post(`/api/person/${key}/register-person`, { name: key, unit: 'PMO' }, headers);
}

const token = (): Promise<string> => cliWith(skewed, 'token', '--as', 'director', '--folder', record);

async function expectRefused(): Promise<void> {
  expect(await register()).toMatchObject({ status: 503, retryAfter: '30', body: { code: 'CLOCK_BEHIND_LOG' } });
  const ready = await server.client?.get('/health/ready');
  expect([ready?.status, ready?.body['recordingFault']]).toEqual([
    503,
    expect.stringMatching(/The clock says .*, the log is at /),
  ]);
}

it('Recorded-at never goes back, whatever the clock does; what would bear a wrong time is refused, and said', async () => {
  await setClock(0);
  await start();
  await server.ready();
  expect((await register())?.status).toBe(201);

  for (const step of [-HOUR_MS, -YEAR_MS]) {
    await setClock(step);
    await expectRefused();
  }
  await setClock(-30_000);
  expect((await register())?.status).toBe(201);
  await setClock(`still ${Date.now()}`);
  expect([(await register())?.status, (await register())?.status]).toEqual([201, 201]);

  await setClock(-YEAR_MS);
  await server.kill();
  await start();
  await expectRefused();
  await setClock(0);
  await server.ready();
  expect((await register())?.status).toBe(201);

  const client = await server.ready();
  await untilViewsShowAll(client);
  const log = await readLog(client, await token());
  const recorded = log.map(({ metadata }) => metadata.recordedAt);
  expect(recorded).toEqual([...recorded].sort());
  expect(log.filter(({ stream }) => stream.startsWith('person-person-'))).toHaveLength(5);
}, 120_000);

describe('Where the views are in PostgreSQL, which all processes share', () => {
  let stores: RunningStores;
  beforeAll(async () => void (stores = await startStores({ log: 'embedded', views: 'postgresql' })), 60_000);
  afterAll(() => stores.stop());

  it.each([
    ['a year ahead', YEAR_MS, /31536000\.\d s ahead of that of the database/],
    ['five seconds behind', -5_000, /5\.\d s behind/],
  ])(
    'a process whose clock is %s records nothing, and says why',
    async (_, off, why) => {
      await setClock(off);
      await start(stores.environment);
      const headers = { authorization: `Bearer ${await token()}`, 'idempotency-key': 'any' };
      const answer = await server.client?.post(
        '/api/person/any/register-person',
        { name: 'any', unit: 'PMO' },
        headers,
      );
      expect(answer).toMatchObject({ status: 503, retryAfter: '30', body: { code: 'CLOCK_OFF' } });
      const ready = await server.client?.get('/health/ready');
      expect([ready?.status, ready?.body['recordingFault']]).toEqual([503, expect.stringMatching(why)]);
    },
    60_000,
  );
});
