import { gbp } from '@tabularium/testing';
import { TestServer, type Body } from './api-server';

/** What is used on one day of a limit for that day, late in the day and early in it, where UTC has another. */
describe.each([
  ['America/Los_Angeles', '2026-03-03T04:00:00.000Z', '2026-03-03T07:59:59.999Z', '2026-03-03T08:00:00.000Z'],
  ['Pacific/Auckland', '2026-03-01T20:00:00.000Z', '2026-03-02T10:59:59.999Z', '2026-03-02T11:00:00.000Z'],
])('on 2 March in %s', (TABULARIUM_TIME_ZONE, now, last, first) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start(
      { TABULARIUM_SAMPLE: 'no', TABULARIUM_TIME_ZONE },
      { clock: () => Date.parse(now) },
    );
    await server.person('mia', { role: 'PMO_MANAGER' });
    await server.person('ana', { role: 'PMO_ANALYST' });
    const aDay = { limit: gbp(100), cumulativeLimit: gbp(100), windowDays: 1 };
    await server.accepted('/api/person/mia/delegate-limit', { matter: 'CHANGE_APPROVAL', ...aDay });
    await server.accepted('/api/portfolio/CITY/charter-portfolio', { name: 'City', ccy: 'GBP' });
    const project = { name: 'x', portfolioId: 'CITY', unit: 'x', tier: 'LIGHT', lifeCycle: 'PM2-1' };
    await server.accepted('/api/project/P/register-project', project, 'ana');
    await change('raise-change', { type: 'CONCERN', title: 'x', description: 'x', category: 'x', priority: 3 });
    await change('triage-change', { size: 2, route: 'x' });
    const text = { scope: 'x', quality: 'x', benefits: 'x', risk: 'x', sustainability: 'x', ifNotDone: 'x' };
    await change('assess-impact', { cost: gbp(60), days: 0, ...text });
    await change('submit-change', {});
    await change('approve-change', { rationale: 'x' }, 'mia');
  }, 60_000);
  afterAll(() => server.stop());

  const change = (command: string, body: object, person = 'ana') =>
    server.accepted(`/api/change-request/P.CR-01/${command}`, body, person);
  const used = async (basis: string) => {
    const { body } = await server.get(`/api/reports/delegation-register?${basis}`);
    return (body['used'] as readonly Body[]).map((each) => each['used']);
  };

  it('reports of the day and of instants of it tell it, those of the next day do not', async () => {
    for (const basis of ['', 'asOf=2026-03-02', `asOf=${now}`, `asOf=${last}`])
      expect([basis, await used(basis)]).toEqual([basis, [gbp(60)]]);
    for (const basis of ['asOf=2026-03-03', `asOf=${first}`]) expect([basis, await used(basis)]).toEqual([basis, []]);
  });
});
