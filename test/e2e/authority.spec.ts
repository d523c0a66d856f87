import { TestServer } from './api-server';

/** Golden story 5 over real HTTP and a real store: limits against splitting. */
let server: TestServer;
const gbp = (pounds: number) => ({ minor: String(pounds * 100), ccy: 'GBP' });
const YEAR = 365;

beforeAll(async () => {
  server = await TestServer.start();
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
