import { gbp } from '@tabularium/testing';
import { TestServer } from './api-server';
let server: TestServer;
let now = Date.parse('2026-03-02T09:00:00.000Z');

beforeAll(async () => {
  server = await TestServer.start({}, { clock: () => now });
  await server.person('mona');
  await server.person('ben', { role: 'PMO_ANALYST' });
  await server.accepted('/api/person/mona/grant-role', { role: 'PMO_MANAGER', until: '2026-03-10' });
  const limit = { matter: 'CHANGE_APPROVAL', limit: gbp(50_000), until: '2026-03-10' };
  await server.accepted('/api/person/mona/delegate-limit', limit);
  const lent = {
    from: 'mona',
    to: 'ben',
    matter: 'CHANGE_APPROVAL',
    limit: gbp(10_000),
    validUntil: '2026-03-09',
    reason: 'Leave',
  };
  await server.accepted('/api/delegation/ben/grant-delegation', lent, 'mona');
  await server.accepted('/api/delegation/ben/accept-delegation', { delegationId: 'ben~1' }, 'ben');
});
afterAll(() => server.stop());

const ENDINGS = ['RoleExpired', 'DelegationExpired', 'PersonalDelegationExpired'];
const endings = async () => (await server.log()).map(({ type }) => type).filter((type) => ENDINGS.includes(type));

const stateOf = async (row: string) => {
  const { body } = await server.get(`/api/views/${row}`);
  return (body['row'] as Readonly<Record<string, unknown>>)['state'];
};

const on = (day: string): void => void (now = Date.parse(`${day}T23:59:00.000Z`));

it('what has a last day counts to its end, and not a minute longer', async () => {
  on('2026-03-10');
  expect((await server.post('/api/project/PRJ-1/rename-project', [], 'mona')).status).toBe(400);
  expect((await server.get('/api/me', 'mona')).body).toMatchObject({ roles: [{ role: 'PMO_MANAGER' }], limits: [{}] });
  now += 60_000;
  expect((await server.post('/api/project/PRJ-1/rename-project', [], 'mona')).status).toBe(403);
  expect((await server.get('/api/me', 'mona')).body).toMatchObject({ roles: [], limits: [] });
});

it('the views say so from the day on, for any day that is asked', async () => {
  const state = (view: string, key: string, asOf: string) => stateOf(`${view}/${key}?asOf=${asOf}`);
  expect(await state('personal-delegations', 'ben~1', '2026-03-09')).toBe('ACCEPTED');
  expect(await state('personal-delegations', 'ben~1', '2026-03-10')).toBe('EXPIRED');
  expect(await state('grants', 'mona.1', '2026-03-10')).toBe('HELD');
  expect(await state('grants', 'mona.1', '2026-03-11')).toBe('EXPIRED');
});

it('every end is one event, recorded with what it ends: no clock fires it, and no rebuild', async () => {
  expect(await endings()).toEqual(ENDINGS);
  await server.engine.rebuild('grants');
  await server.restart();
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(await endings()).toEqual(ENDINGS);
});
