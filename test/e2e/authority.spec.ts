import { gbp } from '@tabularium/testing';
import { TestServer } from './api-server';
import { termsFor } from './terms';

/** Golden stories 5 and 13 over real HTTP and a real store: limits against splitting, and who could decide on any day. */
let server: TestServer;
let today = '2026-03-02';
const YEAR = 365;

beforeAll(async () => {
  server = await TestServer.start({}, { clock: () => Date.parse(`${today}T09:00:00.000Z`) });
  await server.person('paul', { role: 'PROJECT_MANAGER', project: 'PRJ-1' });
  await server.person('mona', { role: 'PMO_MANAGER' });
  await server.person('ada', { role: 'PMO_ANALYST' });
  await server.accepted('/api/portfolio/CITY/charter-portfolio', { name: 'City', ccy: 'GBP' });
  for (const id of ['PRJ-1', 'PRJ-2']) await server.accepted(`/api/project/${id}/register-project`, projectNamed(id));
  await server.accepted('/api/person/paul/delegate-limit', {
    matter: 'CHANGE_APPROVAL',
    limit: gbp(50_000),
    cumulativeLimit: gbp(100_000),
    windowDays: YEAR,
  });
});
afterAll(() => server.stop());

const projectNamed = (name: string) => ({
  name,
  portfolioId: 'CITY',
  unit: 'Harbour',
  tier: 'STANDARD',
  lifeCycle: 'PM2-1',
});

let changes = 0;
/** A change of an amount, waiting for approval. */
async function change(pounds: number): Promise<string> {
  const id = `PRJ-1.CR-${String(++changes).padStart(2, '0')}`;
  const to = (command: string, body: object) => server.accepted(`/api/change-request/${id}/${command}`, body, 'ada');
  await to('raise-change', { type: 'REQUEST_FOR_CHANGE', title: id, description: 'x', category: 'Works', priority: 3 });
  await to('triage-change', { size: 2, route: 'PROJECT_MANAGER' });
  const text = { scope: 'x', quality: 'x', benefits: 'x', risk: 'x', sustainability: 'x', ifNotDone: 'x' };
  await to('assess-impact', { cost: gbp(pounds), days: 0, ...text });
  await to('submit-change', {});
  return id;
}
const approve = (id: string, person = 'paul', headers: Readonly<Record<string, string>> = {}) =>
  server.post(`/api/change-request/${id}/approve-change`, JSON.stringify({ rationale: 'Worth it' }), person, headers);

describe('three times 40,000 within 50,000 each and 100,000 a year', () => {
  it('is two times 40,000: the third is refused, whoever else may decide it is named', async () => {
    const ids = [await change(40_000), await change(40_000), await change(40_000)] as const;
    const first = await approve(ids[0], 'paul', { 'idempotency-key': 'story-5-1' });
    const second = await approve(ids[1]);
    const third = await approve(ids[2], 'paul', { 'idempotency-key': 'story-5-3' });
    expect([first.status, second.status, third.status]).toEqual([201, 201, 409]);
    expect(third.body).toMatchObject({ code: 'AUTHORITY_EXCEEDED_CUMULATIVE' });
    expect(third.body['detail']).toContain('120000.00 GBP');
    const again = await approve(ids[0], 'paul', { 'idempotency-key': 'story-5-1' });
    expect(again.body).toMatchObject({ eventIds: first.body['eventIds'], replayed: true });
    expect((await approve(ids[2], 'paul', { 'idempotency-key': 'story-5-3' })).body).toMatchObject({
      code: 'AUTHORITY_EXCEEDED_CUMULATIVE',
    });
  });
});

const terms = termsFor(['chair'], [{ matterType: 'CHANGE_APPROVAL', voting: { method: 'SIMPLE' } }]);
const rows = [
  {
    matter: 'CHANGE_APPROVAL',
    holder: 'SPONSOR',
    singleLimit: gbp(10_000),
    cumulativeLimit: gbp(15_000),
    windowDays: 30,
  },
  { matter: 'CHANGE_APPROVAL', holder: 'PMO_MANAGER', singleLimit: gbp(200_000) },
  { matter: 'CHANGE_APPROVAL', holder: 'IB' },
];
const matrix = (command: string, body: object, person = 'director') =>
  server.accepted(`/api/delegation-matrix/organisation/${command}`, body, person);

describe('the matrix of the organisation', () => {
  beforeAll(async () => {
    await server.person('sue', { role: 'SPONSOR', project: 'PRJ-1' });
    await server.person('dan', { role: 'SPONSOR', project: 'PRJ-2' });
    await server.accepted('/api/governance-body/IB/establish-body', { name: 'Investment board', terms });
    await matrix('draft-matrix', { rows }, 'ada');
    await matrix('approve-matrix', { version: 1 });
    await matrix('activate-matrix', { version: 1, from: '2026-03-03' });
  });

  it('gives nothing before its first day, then what a role may decide, to all who hold it together', async () => {
    const ids = [await change(10_000), await change(10_000)] as const;
    expect((await approve(ids[0], 'sue')).body).toMatchObject({ code: 'AUTHORITY_EXCEEDED' });
    today = '2026-03-03';
    expect((await approve(ids[0], 'sue')).status).toBe(201);
    const second = await approve(ids[1], 'sue');
    expect(second.body).toMatchObject({ code: 'AUTHORITY_EXCEEDED_CUMULATIVE' });
    expect(second.body['detail']).toContain('this goes to PMO_MANAGER');
    expect((await approve(ids[1], 'mona')).status).toBe(201);
    const made = (await server.log()).filter(({ type }) => type === 'ChangeApproved').slice(-2);
    expect(made).toMatchObject([
      { metadata: { authority: { basis: 'DELEGATION', ref: 'organisation.1.SPONSOR', limit: gbp(10_000) } } },
      { metadata: { authority: { basis: 'DELEGATION', ref: 'organisation.1.PMO_MANAGER', limit: gbp(200_000) } } },
    ]);
    expect(made[0]).toMatchObject({
      metadata: { pins: { 'delegationMatrix-organisation': 2, 'authorityUse-SPONSOR.CHANGE_APPROVAL': 0 } },
    });
  });

  it('is used by another only where it was delegated and accepted, within what the giver has', async () => {
    const ids = [await change(60_000), await change(150_000)] as const;
    const grant = { from: 'mona', to: 'paul', matter: 'CHANGE_APPROVAL', validUntil: '2026-04-30', reason: 'Leave' };
    const path = '/api/delegation/PRJ-1.paul/grant-delegation';
    expect((await server.post(path, { ...grant, limit: gbp(200_001) }, 'mona')).body.code).toBe(
      'DELEGATION_EXCEEDS_SOURCE',
    );
    await server.accepted(path, { ...grant, limit: gbp(100_000) }, 'mona');
    expect((await approve(ids[0])).body).toMatchObject({ code: 'AUTHORITY_EXCEEDED' });
    await server.accepted('/api/delegation/PRJ-1.paul/accept-delegation', { delegationId: 'PRJ-1.paul~1' }, 'paul');
    expect((await approve(ids[0])).status).toBe(201);
    expect((await approve(ids[1])).body).toMatchObject({ code: 'AUTHORITY_EXCEEDED' });
    const made = (await server.log()).filter(({ type }) => type === 'ChangeApproved').at(-1);
    expect(made).toMatchObject({
      metadata: { actor: { id: 'paul', onBehalfOf: 'mona' }, authority: { ref: 'PRJ-1.paul~1' } },
    });
  });

  it('changes by decision only once it is in force', async () => {
    await matrix('draft-matrix', { rows }, 'ada');
    const answer = await server.post('/api/delegation-matrix/organisation/approve-matrix', { version: 2 });
    expect(answer.body).toMatchObject({ code: 'DECISION_NEEDED' });
  });
});

describe('on any day', () => {
  const report = async (name: string, query: string, person = 'director') =>
    (await server.get(`/api/reports/${name}?matter=CHANGE_APPROVAL&project=PRJ-1&${query}`, person)).body;
  const could = async (asOf: string) =>
    ((await report('who-could', `asOf=${asOf}`))['rows'] as readonly Record<string, unknown>[]).map(
      ({ personId, by, ref, upTo, left }) => ({ personId, by, ref, upTo, left }),
    );
  const ofThatDay = [
    { personId: 'sue', by: 'ROLE', ref: 'organisation.1.SPONSOR', upTo: gbp(10_000), left: gbp(5_000) },
    { personId: 'paul', by: 'OWN_LIMIT', ref: 'paul.2', upTo: gbp(50_000), left: gbp(20_000) },
    { personId: 'paul', by: 'DELEGATION', ref: 'PRJ-1.paul~1', upTo: gbp(100_000), left: null },
    { personId: 'mona', by: 'ROLE', ref: 'organisation.1.PMO_MANAGER', upTo: gbp(200_000), left: null },
    { personId: null, by: 'BODY', ref: 'organisation.1.IB', upTo: null, left: null },
  ];

  it('it is told who could decide, by the roles and limits of that day, whatever happened since', async () => {
    expect(await could('2026-03-03')).toEqual(ofThatDay);
    today = '2026-03-10';
    await server.accepted('/api/person/mona/revoke-role', { role: 'PMO_MANAGER', reason: 'Left' });
    await server.accepted('/api/person/paul/revoke-delegation', { matter: 'CHANGE_APPROVAL', reason: 'New rules' });
    expect(await could('2026-03-03')).toEqual(ofThatDay);
    expect((await could('2026-03-10')).map(({ personId }) => personId)).toEqual(['sue', null]);
    expect(await could('2026-03-01')).toEqual([]);
  });

  it('the register shows the matrix, limits and delegations of that day, and what of shared limits is used', async () => {
    const body = await report('delegation-register', 'asOf=2026-03-03', 'mona2');
    expect(body.code).toBe('NOT_ALLOWED');
    const register = await report('delegation-register', 'asOf=2026-03-03');
    expect(register).toMatchObject({
      matrix: [{ holder: 'SPONSOR', place: 1 }, { holder: 'PMO_MANAGER' }, { holder: 'IB', upTo: null, place: 3 }],
      limits: [{ key: 'paul.2', personId: 'paul', cumulativeUpTo: gbp(100_000) }],
      delegations: [{ key: 'PRJ-1.paul~1', giver: 'mona', state: 'ACCEPTED' }],
      used: [
        { holder: 'SPONSOR', approvals: 1, used: gbp(10_000), left: gbp(5_000), alerts: [] },
        { holder: 'paul', approvals: 2, used: gbp(80_000), left: gbp(20_000), alerts: ['SPLIT'] },
      ],
    });
  });
});
