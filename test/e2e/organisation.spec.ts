import { TestServer } from './api-server';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
  await server.person('pat', { role: 'PROJECT_MANAGER', project: 'PRJ-1' });
  await server.person('ana', { role: 'PMO_ANALYST' });
});
afterAll(() => server.stop());

const row = async (path: string) => (await server.get(`/api/views/${path}`)).body['row'];
const today = () => new Date().toISOString().slice(0, 10);

it('the organisation is a tree with one lead a unit', async () => {
  const ORG = '/api/organisation/ORG';
  await server.accepted(`${ORG}/create-org-unit`, { unitId: 'CITY', name: 'City' });
  await server.accepted(`${ORG}/create-org-unit`, { unitId: 'FIN', name: 'Finance', parentId: 'CITY' });
  const cycle = await server.post(`${ORG}/move-org-unit`, { unitId: 'CITY', parentId: 'FIN', reason: 'x' });
  expect([cycle.status, cycle.body.code]).toEqual([409, 'ORG_CYCLE']);
  const nobody = await server.post(`${ORG}/appoint-unit-lead`, { unitId: 'FIN', personId: 'nobody' });
  expect([nobody.status, nobody.body.code]).toEqual([404, 'PERSON_NOT_FOUND']);
  await server.accepted(`${ORG}/appoint-unit-lead`, { unitId: 'FIN', personId: 'ana' });
  expect(await row('org-units/ORG.FIN')).toMatchObject({ name: 'Finance', parentId: 'CITY', lead: 'ana' });
});

it('everybody with a role declares their own interests, and nobody those of others', async () => {
  const asked = { counterparty: 'Rowan Ltd', nature: 'Shares' };
  await server.accepted('/api/interest-register/pat/declare-standing-interest', asked, 'pat');
  const other = await server.post('/api/interest-register/pat/attest-nil', { year: 2026 }, 'ana');
  expect([other.status, other.body.code]).toEqual([409, 'NOT_YOUR_REGISTER']);
  expect(await row('interest-register/pat.I1')).toMatchObject({ personId: 'pat', counterparty: 'Rowan Ltd' });
});

it('a policy is adopted by decision only', async () => {
  const rules = [{ ruleId: 'CPI', text: 'Red below', value: '0.90' }];
  const RAG = '/api/governance-policy/RAG';
  await server.accepted(`${RAG}/draft-policy`, { kind: 'RAG_THRESHOLDS', title: 'Red', rules }, 'ana');
  await server.accepted(`${RAG}/submit-policy`, { version: 1 });
  expect((await server.post(`${RAG}/adopt-policy`, { version: 1 })).status).toBe(404);
  const adopt = {
    category: 'governancePolicy',
    id: 'RAG',
    command: 'AdoptPolicy',
    data: { version: 1 },
    actor: 'system',
  };
  expect(await server.engine.submit(adopt)).toMatchObject({ refusal: { code: 'DECISION_NEEDED' } });
  expect(await server.engine.submit({ ...adopt, decision: 'IB-2026-0001' })).toMatchObject({ kind: 'accepted' });
  await server.accepted(`${RAG}/activate-policy`, { version: 1 });
  expect(await row('policies/RAG.v1')).toMatchObject({
    state: 'IN_FORCE',
    author: 'ana',
    submittedBy: 'director',
    decisionNo: 'IB-2026-0001',
    from: today(),
  });
});
