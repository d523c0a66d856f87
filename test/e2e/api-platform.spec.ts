import { createEngine, readSettings, SettingsInvalid } from '@tabularium/engine';
import { TestServer } from './api-server';

let server: TestServer;

beforeAll(async () => {
  server = await TestServer.start();
  await server.person('sam', { role: 'SPONSOR', project: 'PRJ-1' });
});
afterAll(() => server.stop());

const open = (path: string) => server.send('GET', path, {});

describe('OpenAPI', () => {
  interface Operation {
    readonly operationId: string;
    readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: object }>> };
    readonly responses: Readonly<Record<string, object>>;
  }
  const document = async () => {
    const { body } = await open('/api/openapi.json');
    const paths = body['paths'] as Readonly<Record<string, Readonly<Record<string, Operation>>>>;
    return { body, paths, operations: Object.values(paths).flatMap((methods) => Object.values(methods)) };
  };

  it('is 3.1, without `nullable`, and every operation has its own id', async () => {
    const { body, operations } = await document();
    expect(body['openapi']).toBe('3.1.0');
    expect(JSON.stringify(body)).not.toContain('"nullable"');
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(100);
  });
  it('gives a command its body, from the contract, and its answers', async () => {
    const { paths } = await document();
    const command = paths['/api/project/{id}/approve-project']?.['post'];
    expect(command?.requestBody?.content['application/json']?.schema).toMatchObject({
      additionalProperties: false,
      required: ['authorisedTotal', 'startsOn', 'endsOn', 'rationale'],
      properties: { startsOn: { type: 'string', format: 'date' } },
    });
    expect(Object.keys(command?.responses ?? {})).toEqual([
      '201',
      '400',
      '401',
      '403',
      '404',
      '409',
      '412',
      '422',
      '503',
    ]);
  });
  it('gives a view its columns as parameters', async () => {
    const { paths } = await document();
    expect(JSON.stringify(paths['/api/views/people']?.['get'])).toContain('"name.like"');
  });
  it('has a page for people that loads nothing from elsewhere', async () => {
    const page = await open('/docs');
    expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.text).not.toMatch(/(?:src|href)="https?:/);
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    expect((await open('/docs/docs.js')).headers['content-type']).toContain('text/javascript');
  });
});

describe('health', () => {
  it('is live, and ready once the views have caught up', async () => {
    expect(await open('/health/live')).toMatchObject({ status: 200 });
    expect(await open('/health/ready')).toMatchObject({
      status: 200,
      body: { status: 'ready', caughtUp: true, lagEvents: 0, lagSeconds: 0 },
    });
  });
});

it('figures are there for this machine, with commands counted by outcome', async () => {
  const { status, text, headers } = await open('/metrics');
  expect([status, headers['content-type']]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
  expect(text).toContain('tabularium_commands_total{category="person",command="RegisterPerson",outcome="accepted"}');
  expect(text).toMatch(/tabularium_applied_log_index \d+/);
});

it('says who the caller is', async () => {
  expect((await server.get('/api/me', 'sam')).body).toMatchObject({
    id: 'sam',
    roles: [{ role: 'SPONSOR', project: 'PRJ-1' }],
    limits: [],
  });
});

it('lists the views a caller may ask', async () => {
  const all = (await server.get('/api/views')).body as unknown as readonly { readonly name: string }[];
  const own = (await server.get('/api/views', 'sam')).body as unknown as readonly { readonly name: string }[];
  expect(all.map(({ name }) => name)).toContain('people');
  expect(own.map(({ name }) => name)).not.toContain('people');
});

it('puts fixed headers and a correlation id on every answer', async () => {
  const { headers } = await server.get('/api/views/people', 'director', { 'x-correlation-id': 'mine-1' });
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'cache-control': 'no-store',
    'x-correlation-id': 'mine-1',
  });
  const other = await server.get('/api/views/people', 'director', { 'x-correlation-id': 'a b\tc' });
  expect(other.headers['x-correlation-id']).toMatch(/^[0-9a-f-]{36}$/);
});

it('brakes one client that asks too often', async () => {
  const slow = await TestServer.start({ TABULARIUM_RATE: '5' });
  const answers = await Promise.all(Array.from({ length: 30 }, () => slow.send('GET', '/health/live', {})));
  const braked = answers.filter(({ status }) => status === 429);
  expect(braked.length).toBeGreaterThanOrEqual(15);
  expect(braked[0]).toMatchObject({ headers: { 'retry-after': '1' }, body: { code: 'TOO_MANY' } });
  await slow.stop();
});

describe('settings', () => {
  it('have defaults for everything', () => {
    expect(readSettings({})).toMatchObject({
      data: './.tabularium',
      host: '127.0.0.1',
      port: 7400,
      timeZone: 'UTC',
      logLevel: 'info',
    });
  });
  it('that are wrong are listed all at once', () => {
    const wrong = {
      TABULARIUM_PORT: '70000',
      TABULARIUM_HOST: 'no host',
      TABULARIUM_TIME_ZONE: 'Mars/Olympus',
      TABULARIUM_LOG_LEVEL: 'loud',
      DATABASE_URL: 'postgres://x',
      EVENTSTOREDB_URL: 'esdb://x',
    };
    const faults = faultsOf(wrong);
    for (const name of Object.keys(wrong))
      expect(faults.filter((fault) => fault.startsWith(`${name}: `))).toHaveLength(1);
  });
  it.each(['0x50', '-1', '80.5', 'http'])('take no %s for a port', (TABULARIUM_PORT) => {
    expect(faultsOf({ TABULARIUM_PORT })).not.toEqual([]);
  });
});

function faultsOf(environment: Readonly<Record<string, string>>): readonly string[] {
  try {
    readSettings(environment);
    return [];
  } catch (error) {
    return error instanceof SettingsInvalid ? error.faults : [];
  }
}

it('a second engine on the same folder is refused, and the first goes on', async () => {
  const settings = readSettings({ TABULARIUM_DATA: server.folder, TABULARIUM_LOG_LEVEL: 'silent' });
  await expect(createEngine({ settings })).rejects.toMatchObject({ name: 'StoreUnavailable' });
  expect((await open('/health/ready')).status).toBe(200);
});
