import { gbp } from '@tabularium/testing';
import { TestServer } from './api-server';

let server: TestServer;
let now = Date.parse('2026-01-05T09:00:00.000Z');

const on = (day: string) => (now = Date.parse(`${day}T09:00:00.000Z`));
const lights = { name: 'Lights', portfolioId: 'CITY', unit: 'Harbour', tier: 'STANDARD', lifeCycle: 'PM2-1' };
const rating = (value: string) => ({ scale: 'DCA-3', rating: value, commentary: 'As seen' });

beforeAll(async () => {
  server = await TestServer.start({}, { clock: () => now });
  await server.person('mia', { role: 'PMO_MANAGER' });
  await server.person('sam');
  await server.accepted('/api/person/mia/delegate-limit', { matter: 'PROJECT_APPROVAL', limit: gbp(500_000) });
  await server.accepted('/api/portfolio/CITY/charter-portfolio', { name: 'City', ccy: 'GBP' });
  on('2026-01-10');
  await server.accepted('/api/project/P1/register-project', lights);
  await server.accepted('/api/project/P2/register-project', { ...lights, name: '=cmd|calc', unit: 'Roads, "north"' });
  on('2026-02-10');
  await server.accepted('/api/project/P1/assign-sponsor', { personId: 'sam' });
  await server.accepted(
    '/api/project/P1/approve-project',
    {
      authorisedTotal: gbp(250_000),
      startsOn: '2026-03-01',
      endsOn: '2027-03-01',
      rationale: 'Needed',
    },
    'mia',
  );
  on('2026-03-10');
  await server.accepted('/api/project/P1/assess-delivery-confidence', rating('GREEN'));
  on('2026-04-10');
  await server.accepted('/api/project/P1/rename-project', { name: 'Harbour lights', reason: 'Clearer' });
});
afterAll(() => server.stop());

const names = ({ body }: { readonly body: { readonly [name: string]: unknown } }) =>
  (body['rows'] as readonly { readonly row: { readonly name: string } }[]).map(({ row }) => row.name);
const register = '/api/views/project-register';

describe('a question as of a date', () => {
  it.each([
    ['2026-01-09', []],
    ['2026-01-10', ['Lights', '=cmd|calc']],
    ['2026-04-09', ['Lights', '=cmd|calc']],
    ['2026-04-10', ['Harbour lights', '=cmd|calc']],
  ])('of %s sees what was so then', async (day, expected) => {
    expect(names(await server.get(`${register}?asOf=${day}&sort=key`))).toEqual(expected);
  });

  it('as known at an instant or a log index sees what was known then', async () => {
    const known = await server.get(`${register}?knownAt=2026-04-09T00:00:00.000Z&asOf=2026-12-31&sort=key`);
    expect(names(known)).toEqual(['Lights', '=cmd|calc']);
    const { logIndex } = known.body['basis'] as { readonly logIndex: number };
    expect(names(await server.get(`${register}?knownAt=${logIndex}&asOf=2026-12-31&sort=key`))).toEqual(names(known));
    expect((await server.get(`${register}?knownAt=-1`)).body['total']).toBe(0);
  });

  it('states the basis, and asked with it again answers the same', async () => {
    const { body } = await server.get(`${register}?sort=key`);
    const { logIndex, asOf } = body['basis'] as { readonly logIndex: number; readonly asOf: string };
    on('2026-04-20');
    await server.accepted('/api/project/P2/rename-project', { name: 'Roads', reason: 'Clearer' });
    const again = await server.get(`${register}?sort=key&knownAt=${logIndex}&asOf=${asOf}`);
    expect(again.body['rows']).toEqual(body['rows']);
  });
});

describe('filters, order and pages', () => {
  it.each([
    ['name=Lights', 0],
    ['name=Harbour%20lights', 1],
    ['name.like=LIGHT', 1],
    ['key=P2', 1],
    ['unit=Harbour&name.like=road', 0],
    ['sponsor=', 1],
    ['limit=1', 2],
    ['offset=5', 2],
  ])('%s finds %d', async (query, total) => {
    expect((await server.get(`${register}?${query}`)).body['total']).toBe(total);
  });
  it('orders by columns, descending with a minus, ties by key', async () => {
    expect(names(await server.get(`${register}?sort=-name`))).toEqual(['Roads', 'Harbour lights']);
    expect(names(await server.get(`${register}?sort=tier,-key`))).toEqual(['Roads', 'Harbour lights']);
  });
  it.each([
    'colour=red',
    'name=a&name=b',
    'name.contains=a',
    'name.__proto__=a',
    '__proto__=a',
    'sort=colour',
    'limit=0',
    'limit=1001',
    'limit=1e3',
    'limit=',
    'offset=-1',
    'offset=9007199254740993',
    'asOf=2026-02-30',
    'asOf=yesterday',
    'asOf=2026-01-01T00:00:00%2B02:00',
    'asOf=0000-01-01',
    'asOf=%2B275760-09-13',
    'asOf=%2B292278994-08-17',
    'asOf=-0001-01-01',
    'asOf=2026-01-01T00:00:00',
    'asOf=2026-03-29T01:30:00',
    'asOf=2026-02-30T00:00:00Z',
    'asOf=2026-01-01T24:00:00Z',
    'asOf=2026-01-01&asOf=2026-01-02',
    'knownAt=-2',
    'knownAt=999999',
    'knownAt=1.5',
    'knownAt=2026-01-01',
    'startsOn.gte=soon',
    'asof=2026-01-01',
  ])('refuses ?%s', async (query) => {
    expect(await server.get(`${register}?${query}`)).toMatchObject({ status: 400, body: { code: expect.any(String) } });
  });
});

describe('history', () => {
  it('gives every version of a row with the events that made it', async () => {
    const { body } = await server.get(`${register}/P1/history`);
    const versions = body['versions'] as readonly { readonly causes: readonly { readonly type: string }[] }[];
    expect(versions.flatMap(({ causes }) => causes.map(({ type }) => type))).toEqual([
      'ProjectRegistered',
      'SponsorAssigned',
      'ProjectApproved',
      'DeliveryConfidenceAssessed',
      'ProjectRenamed',
    ]);
    expect(versions.at(-1)?.causes[0]).toMatchObject({ actor: { id: 'director' }, reason: 'Clearer' });
  });

  it('explains one column: when it changed, by whose act, by what right', async () => {
    const { body } = await server.get(`${register}/P1/why?column=name`);
    expect(body['versions']).toMatchObject([
      { value: 'Lights', events: [{ type: 'ProjectRegistered', data: { name: 'Lights' } }] },
      { value: 'Harbour lights', events: [{ type: 'ProjectRenamed', data: { reason: 'Clearer' } }] },
    ]);
    expect((await server.get(`${register}/P1/why?column=colour`)).status).toBe(400);
    expect((await server.get(`${register}/P9/why?column=name`)).status).toBe(404);
  });

  it('keeps what was believed before a correction, and says what corrected it', async () => {
    const log = (await server.get('/api/events?type=DeliveryConfidenceAssessed')).body;
    const [assessed] = log['events'] as readonly { readonly id: string; readonly index: number }[];
    await server.accepted(
      '/api/project/P1/correct-delivery-confidence',
      {
        assessmentEventId: assessed?.id,
        rating: 'RED',
        commentary: 'Misread',
        reason: 'Typing error',
      },
      'mia',
    );
    const { body } = await server.get('/api/views/confidence-history?asOf=2026-03-31');
    expect(JSON.stringify(body)).toContain('RED');
    const before = await server.get(`/api/views/confidence-history?asOf=2026-03-31&knownAt=${assessed?.index}`);
    expect(JSON.stringify(before.body)).toContain('GREEN');
    const [row] = body['rows'] as readonly { readonly key: string }[];
    const why = await server.get(
      `/api/views/confidence-history/${encodeURIComponent(row?.key ?? '')}/why?column=rating`,
    );
    expect(why.body['versions']).toMatchObject([
      { value: 'GREEN', knownTo: expect.any(Number) },
      {
        value: 'RED',
        knownTo: null,
        events: [{ type: 'DeliveryConfidenceAssessed' }, { type: 'FactCorrected', data: { reason: 'Typing error' } }],
      },
    ]);
  });
});

describe('diff', () => {
  it('between two dates says what changed, in which columns, caused by what', async () => {
    const { body } = await server.get(`${register}/diff?from=2026-02-28&to=2026-04-15&key=P1`);
    expect(body).toMatchObject({
      total: 1,
      entries: [
        {
          key: 'P1',
          kinds: ['changed'],
          before: { name: 'Lights' },
          after: { name: 'Harbour lights' },
          columns: expect.arrayContaining(['name']),
        },
      ],
    });
    const [entry] = body['entries'] as readonly { readonly causes: readonly object[] }[];
    expect(entry?.causes).toContainEqual(expect.objectContaining({ type: 'ProjectRenamed', reason: 'Clearer' }));
  });
  it('says when the past was restated', async () => {
    const { body } = await server.get(
      '/api/views/confidence-history/diff?from=2026-03-31&to=2026-03-31&fromKnownAt=2026-04-15T00:00:00.000Z',
    );
    expect(body).toMatchObject({ entries: [{ kinds: ['restated'], causes: [{ type: 'FactCorrected' }] }] });
  });
  it('is between the dates asked for where a column is called like one of them', async () => {
    const { body: now } = await server.get('/api/views/grants?asOf=2026-04-15');
    const { body } = await server.get('/api/views/grants/diff?from=2020-01-01&to=2026-04-15');
    expect(now['total']).toBeGreaterThan(0);
    expect(body['total']).toBe(now['total']);
    const none = await server.get('/api/views/grants/diff?from=2020-01-01&to=2026-04-15&from.gte=2099-01-01');
    expect(none.body['total']).toBe(0);
  });
  it('needs an earlier basis', async () => {
    expect((await server.get(`${register}/diff`)).status).toBe(400);
  });
});

it('filters rows by a column that is called like a date of the diff', async () => {
  const asked = async (filter: string) => (await server.get(`/api/views/grants?asOf=2026-04-15${filter}`)).body;
  const [first] = (await asked(''))['rows'] as readonly { readonly row: { readonly from: string } }[];
  expect((await asked(`&from=${first?.row.from}`))['total']).toBeGreaterThan(0);
  expect((await asked('&from=2099-01-01'))['total']).toBe(0);
});

it('takes no other words for yes and no', async () => {
  const asked = async (value: string) => (await server.get(`/api/views/action-tracker?overdue=${value}`)).status;
  expect([await asked('true'), await asked('false'), await asked('')]).toEqual([200, 200, 200]);
  expect([await asked('yes'), await asked('toString'), await asked('__proto__')]).toEqual([400, 400, 400]);
});

it('says of a view that does not exist what it says of any other address', async () => {
  for (const path of ['nothing', 'nothing/diff', 'nothing/x/why', 'toString']) {
    const { status, body } = await server.get(`/api/views/${path}`);
    expect([path, status, body.code]).toEqual([path, 404, 'NOT_FOUND']);
  }
});

it('totals, hash and replay answer at a basis, and the replay from the store is equal', async () => {
  for (const view of ['project-register', 'portfolio-dashboard', 'confidence-history', 'people', 'refusals']) {
    const { body } = await server.get(`/api/views/${view}/replay?asOf=2026-04-15`);
    expect([view, body['equal']]).toEqual([view, true]);
    const hash = await server.get(`/api/views/${view}/hash?asOf=2026-04-15`);
    expect(hash.body['sha256']).toBe((body['replay'] as { readonly sha256: string }).sha256);
  }
  expect((await server.get(`${register}/totals/none`)).status).toBe(404);
});

describe('CSV', () => {
  const csv = (query = '') => server.get(`${register}${query}`, 'director', { accept: 'text/csv' });
  it('has a header line, quotes what needs it, and disarms what a spreadsheet would run', async () => {
    const { text, headers } = await csv('?asOf=2026-04-15&sort=key');
    expect(headers).toMatchObject({
      'content-type': expect.stringContaining('text/csv'),
      'content-disposition': 'attachment; filename="project-register.csv"',
      'x-basis-as-of': '2026-04-15T23:59:59.999Z',
    });
    const [header, p1, p2] = text.split('\r\n');
    expect(header).toMatch(/^key,name,/);
    expect(p1).toMatch(/^P1,Harbour lights,/);
    expect(p2).toContain("'=cmd|calc");
    expect(p2).toContain('"Roads, ""north"""');
  });
  it('gives amounts as numbers with their currency beside', async () => {
    const { text } = await server.get('/api/views/delegations', 'director', { accept: 'text/csv' });
    const [header = '', row = ''] = text.split('\r\n').map((line) => line.split(','));
    const cell = (name: string) => row[header.indexOf(name)];
    expect([cell('upTo'), cell('upTo currency')]).toEqual(['500000', 'GBP']);
  });
});

describe('the log', () => {
  it('is read on from where one stopped', async () => {
    const first = (await server.get('/api/events?limit=3')).body;
    const second = (await server.get(`/api/events?limit=3&after=${String(first['next'])}`)).body;
    const indexes = [first, second].flatMap(({ events }) =>
      (events as readonly { readonly index: number }[]).map(({ index }) => index),
    );
    expect(indexes).toEqual([0, 1, 2, 3, 4, 5]);
    const all = (await server.get('/api/events?type=ProjectRenamed')).body;
    expect(all['events']).toHaveLength(2);
    expect(all['next']).toBe(all['head']);
  });
  it('gives one stream from the store, and nothing of streams that are not there or not ours', async () => {
    const { body } = await server.get('/api/streams/project-P1?from=1&limit=1');
    expect(body['events']).toMatchObject([{ revision: 1, type: 'SponsorAssigned' }]);
    for (const stream of ['project-P9', '$all', '$ce-project', 'project', 'project-', 'x%00-y'])
      expect((await server.get(`/api/streams/${stream}`)).status).toBe(404);
  });
});

it('the audit trail says what each event changed, by whom and why, and what was refused', async () => {
  await server.post('/api/project/P1/register-project', lights);
  await server.engine.caughtUp();
  const { body } = await server.get('/api/audit/P1');
  const entries = body['entries'] as readonly { readonly type: string; readonly changes: readonly object[] }[];
  expect(entries.find(({ type }) => type === 'ProjectRenamed')).toMatchObject({
    actor: { id: 'director' },
    authority: { basis: 'ROLE' },
    reason: 'Clearer',
  });
  expect(entries.find(({ type }) => type === 'ProjectRenamed')?.changes).toEqual(
    expect.arrayContaining([
      { field: 'from', before: null, after: 'Lights' },
      { field: 'name', before: null, after: 'Harbour lights' },
    ]),
  );
  expect(entries.find(({ type }) => type === 'FactCorrected')).toMatchObject({
    amends: expect.any(String),
    changes: expect.arrayContaining([{ field: 'rating', before: 'GREEN', after: 'RED' }]),
  });
  expect(body['refusals']).toMatchObject([{ type: 'CommandRefused', data: { code: 'PROJECT_EXISTS' } }]);
  expect((await server.get('/api/audit/NOWHERE')).status).toBe(404);
  expect((await server.get('/api/audit/a%2fb')).status).toBe(400);
});
