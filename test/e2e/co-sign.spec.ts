import { gbp } from '@tabularium/testing';
import { TestServer } from './api-server';
import { termsFor } from './terms';

/** A row of the matrix that takes two: the holder decides what somebody else has signed, as it stands. */
let server: TestServer;
const today = '2026-03-02';
const terms = termsFor(['chair'], [{ matterType: 'CHANGE_APPROVAL', voting: { method: 'SIMPLE' } }]);
const matter = 'CHANGE_APPROVAL';
const rows = [
  { matter, holder: 'SPONSOR', singleLimit: gbp(10_000) },
  { matter, holder: 'PMO_MANAGER', singleLimit: gbp(50_000), coSign: 'FINANCE_CONTROLLER' },
  { matter, holder: 'IB' },
];
const matrix = (command: string, body: object, person = 'director') =>
  server.post(`/api/delegation-matrix/organisation/${command}`, body, person);

beforeAll(async () => {
  server = await TestServer.start({ TABULARIUM_SAMPLE: 'no' }, { clock: () => Date.parse(`${today}T09:00:00.000Z`) });
  for (const [person, role] of [
    ['mona', 'PMO_MANAGER'],
    ['max', 'PMO_MANAGER'],
    ['fay', 'FINANCE_CONTROLLER'],
    ['ada', 'PMO_ANALYST'],
  ] as const)
    await server.person(person, { role });
  await server.person('both', { role: 'PMO_MANAGER' }, { role: 'FINANCE_CONTROLLER' });
  await server.accepted('/api/portfolio/CITY/charter-portfolio', { name: 'City', ccy: 'GBP' });
  const project = { name: 'Lights', portfolioId: 'CITY', unit: 'Harbour', tier: 'STANDARD', lifeCycle: 'PM2-1' };
  await server.accepted('/api/project/PRJ-1/register-project', project);
  await server.accepted('/api/governance-body/IB/establish-body', { name: 'Investment board', terms });
  await server.accepted('/api/delegation-matrix/organisation/draft-matrix', { rows }, 'ada');
  for (const command of ['approve-matrix', 'activate-matrix'])
    await server.accepted(`/api/delegation-matrix/organisation/${command}`, { version: 1 });
}, 60_000);
afterAll(() => server.stop());

let changes = 0;
async function change(pounds: number): Promise<string> {
  const id = `PRJ-1.CR-${String(++changes).padStart(2, '0')}`;
  const to = (command: string, body: object) => server.accepted(`/api/change-request/${id}/${command}`, body, 'ada');
  await to('raise-change', { type: 'REQUEST_FOR_CHANGE', title: id, description: 'x', category: 'Works', priority: 3 });
  await to('triage-change', { size: 2, route: 'PMO' });
  const text = { scope: 'x', quality: 'x', benefits: 'x', risk: 'x', sustainability: 'x', ifNotDone: 'x' };
  await to('assess-impact', { cost: gbp(pounds), days: 0, ...text });
  await to('submit-change', {});
  return id;
}
const approve = async (id: string, person = 'mona', headers: Readonly<Record<string, string>> = {}) => {
  const { status, body } = await server.post(
    `/api/change-request/${id}/approve-change`,
    { rationale: 'Worth it' },
    person,
    headers,
  );
  return body.code ?? status;
};
const sign = async (id: string, person = 'fay', command = 'ApproveChange') => {
  const { status, body } = await server.post(`/api/co-signature/${id}.changeRequest/co-sign`, { command }, person);
  return body.code ?? status;
};

it('nobody decides by it before somebody else who holds the role has signed', async () => {
  const id = await change(40_000);
  expect(await approve(id)).toBe('CO_SIGN_NEEDED');
  expect(await sign(id, 'max')).toBe(201);
  expect(await approve(id)).toBe('CO_SIGN_NEEDED');
  expect(await sign(id, 'fay', 'RejectChange')).toBe(201);
  expect(await approve(id)).toBe('CO_SIGN_NEEDED');
  expect(await sign(id)).toBe(201);
  const key = { 'idempotency-key': 'approve-with-fay' };
  expect(await approve(id, 'mona', key)).toBe(201);
  expect(await approve(id, 'mona', key)).toBe(201);
  const approved = (await server.log()).filter(({ type }) => type === 'ChangeApproved');
  expect(approved).toMatchObject([
    { metadata: { actor: { id: 'mona' }, authority: { ref: 'organisation.1.PMO_MANAGER' } } },
  ]);
  const pins = (approved[0] as unknown as { readonly metadata: { readonly pins: object } }).metadata.pins;
  expect(pins).toHaveProperty([`coSignature-${id}.changeRequest`], 2);
});

it('who holds both roles does not sign for themselves', async () => {
  const id = await change(20_000);
  expect(await sign(id, 'both')).toBe(201);
  expect(await approve(id, 'both')).toBe('CO_SIGN_NEEDED');
  expect(await approve(id)).toBe(201);
});

it('a signature is on the thing as it stood: what changes since is signed again', async () => {
  const id = await change(30_000);
  expect(await sign(id)).toBe(201);
  const postponed = { until: '2026-04-01', reason: 'Wait' };
  await server.accepted(`/api/change-request/${id}/postpone-change`, postponed, 'mona');
  await server.accepted(`/api/change-request/${id}/submit-change`, {}, 'ada');
  expect(await approve(id)).toBe('CO_SIGN_NEEDED');
  expect(await sign(id)).toBe(201);
  expect(await approve(id)).toBe(201);
});

it('a signature falls with the role of who gave it', async () => {
  const id = await change(15_000);
  await server.person('cora', { role: 'FINANCE_CONTROLLER' });
  expect(await sign(id, 'cora')).toBe(201);
  await server.accepted('/api/person/cora/revoke-role', { role: 'FINANCE_CONTROLLER', reason: 'Left' });
  expect(await approve(id)).toBe('CO_SIGN_NEEDED');
});

it('nothing is signed that is not there, nor by who may not', async () => {
  expect(await sign('PRJ-1.CR-99')).toBe('NOTHING_TO_SIGN');
  expect(await sign('PRJ-1.CR-01', 'ada')).toBe('NOT_ALLOWED');
});

it('above the limit a signature changes nothing', async () => {
  const id = await change(60_000);
  expect(await sign(id)).toBe(201);
  expect(await approve(id)).toBe('AUTHORITY_EXCEEDED');
});

it('nobody who decides nothing can be asked to sign', async () => {
  const barred = rows.map((row) => ('coSign' in row ? { ...row, coSign: 'AUDITOR' } : row));
  expect((await matrix('draft-matrix', { rows: barred }, 'ada')).body.code).toBe('HOLDER_BARRED');
});
