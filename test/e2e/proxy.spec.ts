import { TestServer } from './api-server';

/** Statuses of five requests that a proxy on this machine hands on for a client. */
const asked = async (server: TestServer, client: string): Promise<readonly number[]> => {
  const answers = [];
  for (let n = 0; n < 5; n++) answers.push(await server.send('GET', '/health/live', { 'x-forwarded-for': client }));
  return answers.map(({ status }) => status);
};

describe('Clients behind a proxy', () => {
  let server: TestServer;
  const start = async (environment: Readonly<Record<string, string>>): Promise<void> => {
    server = await TestServer.start({ TABULARIUM_RATE: '1', ...environment });
  };
  afterEach(() => server.stop());

  it('are limited each for themselves when the proxy is configured', async () => {
    await start({ TABULARIUM_PROXY: 'loopback' });
    expect(await asked(server, '203.0.113.1')).toEqual([200, 200, 429, 429, 429]);
    expect(await asked(server, '203.0.113.2')).toEqual([200, 200, 429, 429, 429]);
    expect(await asked(server, '203.0.113.3, 203.0.113.1')).toContain(429);
  });

  it('are one client when it is not: what a header says is not believed', async () => {
    await start({});
    expect(await asked(server, '203.0.113.1')).toEqual([200, 200, 429, 429, 429]);
    expect(await asked(server, '203.0.113.2')).not.toContain(200);
  });

  it('do not read the figures as if they sat at this machine', async () => {
    await start({ TABULARIUM_RATE: '0' });
    expect((await server.send('GET', '/metrics', {})).status).toBe(200);
    expect((await server.send('GET', '/metrics', { 'x-forwarded-for': '203.0.113.1' })).status).toBe(401);
  });
});
