import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client as Database } from 'pg';
import { openTokens } from '@tabularium/identity';
import { hasPostgresServer } from '@tabularium/testing';
import type { Client, ReplyBody } from '../faults/client';
import { build, ServerProcess, type Environment } from '../faults/server-process';
import { startStores, type RunningStores } from '../faults/stores';

jest.setTimeout(240_000);

/** From the death of who held the views until they move again; more on a machine with more to do than it can. */
const TAKEN_OVER_MS = 5_000 * Math.max(1, (loadavg()[0] ?? 0) / (2 * cpus().length));

const isHere = hasPostgresServer();
if (!isHere && process.env['CI']) throw new Error('There is no PostgreSQL server, and it may not be skipped here');
if (!isHere) console.info(`Skipped: no PostgreSQL server for ${process.platform}-${process.arch}`);

(isHere ? describe : describe.skip)('Api and projectors on shared servers (EventStoreDB simulated)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tabularium-processes-'));
  let stores: RunningStores;
  let database: Database;
  let apis: readonly Client[];
  let projectors: readonly ServerProcess[];
  /** The second api. */
  let leaving: ServerProcess | undefined;
  const all: ServerProcess[] = [];
  let headers: Readonly<Record<string, string>>;

  const start = (role: 'api' | 'projector', environment: Environment = {}): ServerProcess => {
    const server = ServerProcess.start(folder, { ...stores.environment, TABULARIUM_ROLE: role, ...environment });
    all.push(server);
    return server;
  };

  beforeAll(async () => {
    build();
    stores = await startStores({ log: 'simulator', views: 'postgresql' });
    const serving = [start('api'), start('api')];
    projectors = [start('projector'), start('projector'), start('projector')];
    leaving = serving[1];
    // Five starts at once take their time on a machine that has other things to do.
    const ready = (server: ServerProcess) => server.ready().catch(() => server.ready());
    apis = await Promise.all(serving.map(ready));
    await Promise.all(projectors.map(ready));
    headers = { authorization: `Bearer ${await openTokens(folder).mint('director', 3_600)}` };
    database = new Database({ connectionString: stores.environment['DATABASE_URL'] });
    await database.connect();
    await database.query(`SET search_path = tabularium; ${WITNESS}`);
  }, 240_000);
  afterAll(async () => {
    await Promise.all(all.map((server) => server.kill()));
    await database.end();
    await stores.stop();
    rmSync(folder, { recursive: true });
  });

  const status = async (): Promise<ReplyBody> => (await apis[0]?.get('/health/ready'))?.body ?? {};
  const consumer = async (name: string): Promise<Readonly<Record<string, unknown>>> => {
    const all = ((await status())['consumers'] ?? []) as readonly Readonly<Record<string, unknown>>[];
    return all.find((other) => other['consumer'] === name) ?? {};
  };
  const heldBy = async (server: ServerProcess): Promise<boolean> =>
    String((await consumer('views'))['owner']).includes(`/${server.pid}/`);
  const holder = async (): Promise<ServerProcess> => {
    for (const end = Date.now() + 10_000; Date.now() < end; await sleep(50))
      for (const server of projectors) if (await heldBy(server)) return server;
    throw new Error('Nobody holds the views');
  };
  const acknowledged: string[] = [];
  /** Registers a person at one of the two, and waits until the views show it, if wanted; undefined = not acknowledged. */
  const register = async (n: number, wait = false): Promise<ReplyBody | undefined> => {
    const id = `p-${randomUUID()}`;
    const prefer: Readonly<Record<string, string>> = wait ? { prefer: 'wait=projection' } : {};
    const asked = { ...headers, ...prefer, 'idempotency-key': id };
    const body = { name: id, unit: 'PMO' };
    const reply = await apis[n % apis.length]?.post(`/api/person/${id}/register-person`, body, asked);
    if (reply?.status !== 201) return undefined;
    acknowledged.push(id);
    return reply.body;
  };

  /** Keeps both api at work meanwhile. */
  const underWrites = async <T>(work: () => Promise<T>): Promise<T> => {
    const done = new AbortController();
    const writer = async (first: number): Promise<void> => {
      for (let n = first; !done.signal.aborted; n++) await Promise.all([register(n), sleep(20)]);
    };
    const writing = Promise.all([writer(0), writer(1)]);
    try {
      return await work();
    } finally {
      done.abort();
      await writing;
    }
  };

  const epochOfViews = async (): Promise<number> => {
    const { rows } = await database.query<{ readonly epoch: string }>(
      `SELECT epoch FROM consumer WHERE name = 'views'`,
    );
    return Number(rows[0]?.epoch);
  };
  /** Milliseconds until an owner after the one of that epoch has applied something to the views. */
  const untilMoving = async (epoch: number): Promise<number> => {
    const began = performance.now();
    for (let n = 0; performance.now() - began < 30_000; n++) {
      await Promise.all([register(n), sleep(20)]);
      const { rows } = await database.query('SELECT 1 FROM witness WHERE epoch > $1 LIMIT 1', [epoch]);
      if (rows.length > 0) return performance.now() - began;
    }
    throw new Error('The views do not move');
  };

  it('answer of what the other has recorded, as soon as the views show it', async () => {
    expect((await register(0, true))?.['projected']).toBe(true);
    const id = acknowledged.at(-1);
    for (const api of apis)
      expect(await api.get(`/api/views/people/${id}`, headers['authorization']?.slice(7))).toMatchObject({
        status: 200,
      });
    expect(await status()).toMatchObject({ status: 'ready', role: 'api', caughtUp: true });
  });

  it('go on within five seconds when the projector that holds the views is killed', async () => {
    const killed = await holder();
    const tookMs = await underWrites(async () => {
      await sleep(200);
      const epoch = await epochOfViews();
      await killed.kill();
      return untilMoving(epoch);
    });
    console.log(`The views move again ${Math.round(tookMs)} ms after the kill`);
    expect(tookMs).toBeLessThan(TAKEN_OVER_MS);
    projectors = projectors.filter((server) => server !== killed);
  });

  it('fence off an owner that stood still for longer than its lease, and apply nothing twice', async () => {
    const stopped = await holder();
    const [next = stopped] = projectors.filter((server) => server !== stopped);
    await underWrites(async () => {
      await sleep(200);
      const epoch = await epochOfViews();
      stopped.standStill();
      try {
        await untilMoving(epoch);
        expect(await heldBy(next)).toBe(true);
      } finally {
        stopped.goOn();
      }
      await sleep(2_000);
      expect(await heldBy(next)).toBe(true);
      await stopped.ready();
    });
  });

  it('give back what they hold when they are asked to stop', async () => {
    const stopped = await holder();
    const epoch = await epochOfViews();
    const began = performance.now();
    expect(await stopped.stop()).toBe(0);
    const stoppedMs = performance.now() - began;
    const tookMs = await untilMoving(epoch);
    console.log(`Stopped in ${Math.round(stoppedMs)} ms, replaced in another ${Math.round(tookMs)} ms`);
    // Sooner than a lease runs out.
    expect(tookMs).toBeLessThan(TAKEN_OVER_MS / 2);
    projectors = projectors.filter((server) => server !== stopped);
  });

  it('end what runs when they are asked to stop', async () => {
    const client = apis[1];
    if (!client || !leaving) throw new Error('There are no two api');
    const running = Array.from({ length: 20 }, (_, n) =>
      client.post(
        `/api/person/late-${n}/register-person`,
        { name: 'late', unit: 'PMO' },
        {
          ...headers,
          prefer: 'wait=projection',
          'idempotency-key': `late-${n}`,
        },
      ),
    );
    await sleep(30);
    const began = performance.now();
    expect(await leaving.stop()).toBe(0);
    expect(performance.now() - began).toBeLessThan(TAKEN_OVER_MS);
    apis = apis.slice(0, 1);
    // A connection may be refused by then; an answer that came is whole.
    const answers = (await Promise.all(running)).filter((answer) => answer !== undefined);
    expect(answers.length).toBeGreaterThan(0);
    for (const answer of answers) expect([201, 503]).toContain(answer.status);
    acknowledged.push(...answers.flatMap(({ status, body }) => (status === 201 ? [String(body.stream).slice(7)] : [])));
  });

  it('wait for servers that are away, say so, and start when they are back', async () => {
    const [port, other] = [String(await freePort()), String(await freePort())];
    await stores.simulator?.network('shut');
    const waiting = start('projector', { TABULARIUM_PORT: port });
    const hopeless = start('api', { TABULARIUM_PORT: other });
    try {
      const reason = await untilSaid(port, 503);
      expect(reason).toMatchObject({ code: 'STARTING', detail: expect.stringContaining('does not answer') });
      expect((await fetch(`http://127.0.0.1:${port}/health/live`)).status).toBe(200);
      expect(waiting.words).toContain('waiting for the servers');
      await untilSaid(other, 503);
      expect(await hopeless.stop()).toBe(0);
    } finally {
      await stores.simulator?.network('open');
    }
    expect(await untilSaid(port, 200)).toMatchObject({ role: 'projector' });
    expect((await fetch(`http://127.0.0.1:${port}/api/views`, { headers })).status).toBe(404);
    expect(await waiting.stop()).toBe(0);
  });

  it('have recorded what they acknowledged, once, and show what a replay of the log shows', async () => {
    // Everything acknowledged before is before it in the log.
    expect((await register(0, true))?.['projected']).toBe(true);
    const token = headers['authorization']?.slice(7);
    const { rows } = await database.query<{ readonly stream: string; readonly n: string }>(
      `SELECT stream, count(*) AS n FROM log WHERE type = 'PersonRegistered' GROUP BY stream`,
    );
    const recorded = new Map(rows.map(({ stream, n }) => [stream, Number(n)]));
    expect([...recorded.values()].every((n) => n === 1)).toBe(true);
    expect(acknowledged.filter((id) => !recorded.has(`person-${id}`))).toEqual([]);
    for (const view of ['people', 'grants', 'refusals'])
      expect((await apis[0]?.get(`/api/views/${view}/replay`, token))?.body).toMatchObject({ equal: true });
  });

  it('never had two owners at once', async () => {
    const { rows } = await database.query<{ readonly idx: string; readonly epoch: string }>(
      'SELECT idx, epoch FROM witness ORDER BY n',
    );
    const epochs = rows.map(({ epoch }) => Number(epoch));
    const places = rows.map(({ idx }) => Number(idx));
    expect(new Set(epochs).size).toBeGreaterThanOrEqual(3);
    expect(epochs).toEqual(epochs.toSorted((a, b) => a - b));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });
});

/** Writes down under which epoch of the views each batch was applied. */
const WITNESS = `
CREATE TABLE witness (n bigserial PRIMARY KEY, idx bigint, epoch bigint);
CREATE FUNCTION witnessed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  INSERT INTO tabularium.witness (idx, epoch)
    SELECT NEW.idx, epoch FROM tabularium.consumer WHERE name = 'views';
  RETURN NULL;
END $$;
CREATE TRIGGER witnessed AFTER UPDATE ON head FOR EACH ROW EXECUTE FUNCTION witnessed();`;

async function untilSaid(port: string, expected: number): Promise<object> {
  for (const end = Date.now() + 90_000; Date.now() < end; await sleep(100)) {
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined);
    if (answer?.status === expected) return (await answer.json()) as object;
  }
  throw new Error(`/health/ready did not answer ${expected}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
