import { TestServer } from './api-server';

const REGISTER = '/api/interest-register/ana';
let server: TestServer;
let now = Date.parse('2026-03-02T09:00:00.000Z');

beforeAll(async () => {
  server = await TestServer.start({}, { clock: () => now });
  await server.person('ana', { role: 'PMO_ANALYST' });
});
afterAll(() => server.stop());

const overdue = async () =>
  (await server.log()).filter(({ type }) => type === 'AttestationOverdue').map(({ data }) => data['year']);

/** Until the engine has looked at what is due. */
async function eventually(years: readonly number[]): Promise<void> {
  for (let wait = 0; wait < 60 && (await overdue()).length < years.length; wait++)
    await new Promise((resolve) => setTimeout(resolve, 50));
  await server.engine.caughtUp();
  expect(await overdue()).toEqual(years);
}

it('whoever keeps a register returns it once a year, and is late on the first of April', async () => {
  await server.accepted(`${REGISTER}/declare-standing-interest`, { counterparty: 'Oriel', nature: 'Shares' }, 'ana');
  now = Date.parse('2027-03-31T23:00:00.000Z');
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(await overdue()).toEqual([]);
  now = Date.parse('2027-04-01T00:00:00.000Z');
  await eventually([2027]);
  expect((await server.get('/api/views/interest-register/ana.2027')).body['row']).toMatchObject({ kind: 'OVERDUE' });
});

it('makes up for it, and is asked again the year after', async () => {
  await server.accepted(`${REGISTER}/confirm-interests`, { year: 2027 }, 'ana');
  expect((await server.get('/api/views/interest-register/ana.2027')).body['row']).toMatchObject({ kind: 'CONFIRMED' });
  expect((await server.get('/api/views/return-deadlines/ana')).body['row']).toMatchObject({ due: '2028-04-01' });
});

it('is fired by no rebuild and no restart', async () => {
  await server.engine.rebuild('return-deadlines');
  await server.restart();
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(await overdue()).toEqual([2027]);
});

it('is fired once by who was down on the day', async () => {
  await server.restart(() => (now = Date.parse('2028-06-15T09:00:00.000Z')));
  await eventually([2027, 2028]);
});
