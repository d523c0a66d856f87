import { gbp } from '@tabularium/testing';
import { TestServer } from './api-server';

let server: TestServer;

beforeAll(async () => {
  server = await TestServer.start();
  await server.person('mia', { role: 'PMO_MANAGER' });
  await server.person('sam', { role: 'SPONSOR', project: 'PRJ-1' });
  await server.person('pat', { role: 'PROJECT_MANAGER', project: 'PRJ-1' });
});
afterAll(() => server.stop());

const register = (id: string) => `/api/person/${id}/register-person`;
const zoe = { name: 'Zoe', unit: 'PMO' };
const key = (value: string) => ({ 'idempotency-key': value });
const recorded = async () => (await server.log()).length;
const refusals = async () => (await server.log()).filter(({ type }) => type === 'CommandRefused');

describe('a command', () => {
  it('is answered with a receipt, and is in the views when the answer waited for them', async () => {
    const answer = await server.post(register('zoe'), zoe, 'director', key('register-zoe'));
    expect(answer).toMatchObject({
      status: 201,
      body: { stream: 'person-zoe', revision: 0, commandId: 'register-zoe', projected: true },
    });
    expect(answer.headers['preference-applied']).toBe('wait=projection');
    expect((await server.get('/api/views/people/zoe')).body).toMatchObject({ row: { name: 'Zoe' } });
  });

  it('sent again under the same key gives the original receipt and records nothing', async () => {
    const first = await server.post(register('yan'), zoe, 'director', key('register-yan'));
    const before = await recorded();
    const again = await server.post(register('yan'), zoe, 'director', key('register-yan'));
    expect(again).toMatchObject({ status: 201, body: { eventIds: first.body['eventIds'], replayed: true } });
    expect(await recorded()).toBe(before);
  });

  it('gets a key of its own when none is given', async () => {
    const { body } = await server.post(register('xiu'), zoe);
    expect(body['commandId']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('with a key used for another body, another command or another stream is refused', async () => {
    await server.accepted(register('wim'), zoe);
    await server.post(register('vic'), zoe, 'director', key('once'));
    const reused = { status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } };
    expect(await server.post(register('vic'), { ...zoe, unit: 'IT' }, 'director', key('once'))).toMatchObject(reused);
    const grant = { role: 'PMO_ANALYST' };
    expect(await server.post('/api/person/vic/grant-role', grant, 'director', key('once'))).toMatchObject(reused);
    expect(await server.post('/api/person/wim/grant-role', grant, 'director', key('once'))).toMatchObject(reused);
  });

  it('races against itself on two streams under one key: one is carried out', async () => {
    const both = ['u1', 'u2'].map((id) => server.post(register(id), zoe, 'director', key('race')));
    expect((await Promise.all(both)).map(({ status }) => status).sort()).toEqual([201, 422]);
  });

  it('at a revision that has moved on is refused with the one it is at', async () => {
    const grant = { role: 'PMO_ANALYST' };
    const path = '/api/person/tom/grant-role';
    await server.accepted(register('tom'), zoe);
    expect(await server.post(path, grant, 'director', { 'if-match': '"7"' })).toMatchObject({
      status: 412,
      body: { code: 'REVISION_CONFLICT', revision: 0 },
    });
    expect((await server.post(path, grant, 'director', { 'if-match': '"0"' })).status).toBe(201);
  });
});

describe('a refusal by the rules', () => {
  it('is 409 with code and completed words, and on record with who asked', async () => {
    const clash = { role: 'AUDITOR' };
    const answer = await server.post('/api/person/mia/grant-role', clash, 'director', key('clash'));
    expect(answer).toMatchObject({
      status: 409,
      body: { code: 'SOD_ROLE_CLASH', detail: 'AUDITOR does not go together with PMO_MANAGER' },
    });
    expect((await refusals()).at(-1)).toMatchObject({
      stream: 'refusals-clash',
      data: { commandType: 'GrantRole', target: 'person-mia', code: 'SOD_ROLE_CLASH' },
      metadata: { actor: { id: 'director', role: 'PMO_DIRECTOR' }, commandId: 'clash' },
    });
  });

  it('stands for its key: sent again it is the same answer and one record; another body is not', async () => {
    const asked = { role: 'AUDITOR' };
    const before = await recorded();
    expect((await server.post('/api/person/mia/grant-role', asked, 'director', key('clash'))).status).toBe(409);
    expect(await recorded()).toBe(before);
    const other = await server.post('/api/person/mia/grant-role', { role: 'PMO_ANALYST' }, 'director', key('clash'));
    expect(other.status).toBe(422);
  });

  it('of something that is not there is 404 with its code', async () => {
    expect(await server.post('/api/person/nobody/grant-role', { role: 'AUDITOR' })).toMatchObject({
      status: 404,
      body: { code: 'PERSON_NOT_FOUND' },
    });
  });
});

describe('a refusal by roles', () => {
  it('is 403, tells nothing of the body, and is on record', async () => {
    const answer = await server.post(register('new'), '{"broken', 'mia', key('not-json'));
    expect(answer.status).toBe(400);
    const refused = await server.post('/api/person/mia/grant-role', '{"broken', 'mia', key('no-right'));
    expect(refused).toMatchObject({ status: 403, body: { code: 'NOT_ALLOWED' } });
    expect(refused.body.faults).toBeUndefined();
    expect((await refusals()).at(-1)).toMatchObject({
      stream: 'refusals-no-right',
      data: { commandType: 'GrantRole', target: 'person-mia', code: 'NOT_ALLOWED' },
      metadata: { actor: { id: 'mia' } },
    });
  });

  it('does not use up the key: with the role, the same command is carried out', async () => {
    await server.accepted(register('rob'), zoe);
    const asked = [register('new'), zoe, 'rob', key('later')] as const;
    expect((await server.post(...asked)).status).toBe(403);
    expect((await server.post(...asked)).status).toBe(403);
    await server.accepted('/api/person/rob/grant-role', { role: 'PMO_MANAGER' });
    expect((await server.post(...asked)).status).toBe(201);
  });

  it('works at once when a role is taken back', async () => {
    await server.person('quinn', { role: 'PMO_MANAGER' });
    expect((await server.post(register('q1'), zoe, 'quinn')).status).toBe(201);
    await server.accepted('/api/person/quinn/revoke-role', { role: 'PMO_MANAGER', reason: 'Left' });
    expect((await server.post(register('q2'), zoe, 'quinn')).status).toBe(403);
  });
});

it('records nothing for a caller who is not signed in, or a malformed body', async () => {
  const before = await recorded();
  expect((await server.send('POST', register('x'), { 'content-type': 'application/json' }, '{}')).status).toBe(401);
  expect((await server.post(register('x'), {})).status).toBe(400);
  expect(await recorded()).toBe(before);
});

describe('within the process', () => {
  const given = { category: 'person', id: 'ina', command: 'RegisterPerson', data: zoe };
  it('a command goes the same way', async () => {
    expect(await server.engine.submit({ ...given, actor: 'mia', commandId: 'in-1' })).toMatchObject({
      kind: 'accepted',
      receipt: { stream: 'person-ina', commandId: 'in-1' },
    });
    expect(await server.engine.submit({ ...given, actor: 'mia' })).toMatchObject({
      kind: 'refused',
      refusal: { code: 'PERSON_EXISTS' },
    });
  });
  it.each([
    ['a caller without the role', { ...given, actor: 'sam' }, { status: 403 }],
    [
      'the engine where SYSTEM is not listed',
      { ...given, command: 'RevokeRole', data: { role: 'AUDITOR', reason: 'x' }, actor: 'system' },
      { status: 403 },
    ],
    ['a malformed body', { ...given, data: { name: 7 }, actor: 'mia' }, { status: 400 }],
    ['an unknown command', { ...given, command: 'Fly', actor: 'mia' }, { status: 404 }],
    ['an unknown aggregate', { ...given, category: 'dragon', actor: 'mia' }, { status: 404 }],
  ])('%s is refused as over HTTP', async (_, submission, problem) => {
    await expect(server.engine.submit(submission)).rejects.toMatchObject(problem);
  });
});

describe('acting by a delegated limit', () => {
  const approval = (pounds: number) => ({
    authorisedTotal: gbp(pounds),
    startsOn: '2026-02-01',
    endsOn: '2027-02-01',
    rationale: 'Needed',
  });
  const project = { name: 'Lights', portfolioId: 'CITY', unit: 'Harbour', tier: 'STANDARD', lifeCycle: 'PM2-1' };

  beforeAll(async () => {
    await server.accepted('/api/portfolio/CITY/charter-portfolio', { name: 'City', ccy: 'GBP' });
    await server.accepted('/api/project/PRJ-1/register-project', project, 'pat');
    await server.accepted('/api/project/PRJ-1/assign-sponsor', { personId: 'sam' });
    await server.accepted('/api/person/mia/delegate-limit', { matter: 'PROJECT_APPROVAL', limit: gbp(1000) });
  });

  it('without one, or above it, is refused', async () => {
    const refused = { status: 409, body: { code: 'AUTHORITY_EXCEEDED' } };
    expect(await server.post('/api/project/PRJ-1/approve-project', approval(1))).toMatchObject(refused);
    expect(await server.post('/api/project/PRJ-1/approve-project', approval(1001), 'mia')).toMatchObject(refused);
  });

  it('is recorded with the limit, and pins the person it was given to', async () => {
    await server.accepted('/api/project/PRJ-1/approve-project', approval(1000), 'mia');
    expect((await server.log()).at(-1)).toMatchObject({
      type: 'ProjectApproved',
      metadata: {
        actor: { id: 'mia', role: 'PMO_MANAGER' },
        authority: { basis: 'DELEGATION', ref: 'mia.2', limit: gbp(1000) },
        pins: { 'person-mia': 2 },
      },
    });
  });
});

describe('after a restart', () => {
  it('keys used on other streams, receipts and refusals are still known', async () => {
    await server.post(register('lea'), zoe, 'director', key('durable'));
    await server.restart();
    const before = await recorded();
    expect((await server.post(register('max'), zoe, 'director', key('durable'))).status).toBe(422);
    expect((await server.post(register('lea'), zoe, 'director', key('durable'))).body['replayed']).toBe(true);
    const asked = { role: 'AUDITOR' };
    expect(await server.post('/api/person/mia/grant-role', asked, 'director', key('clash'))).toMatchObject({
      status: 409,
      body: { code: 'SOD_ROLE_CLASH', detail: 'AUDITOR does not go together with PMO_MANAGER' },
    });
    expect(await recorded()).toBe(before);
  });
});
