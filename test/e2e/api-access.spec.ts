import { commandSpec, kebab, PROJECT_ROLES, ROLES, type Role } from '@tabularium/contracts';
import { contexts } from '@tabularium/engine';
import { TestServer, type Answer } from './api-server';

let server: TestServer;

/** One person per role; project roles are held for OWN. */
const holderOf = (role: Role): string => `holder-${kebab(role.replaceAll('_', '-'))}`;

beforeAll(async () => {
  server = await TestServer.start();
  for (const role of ROLES)
    await server.person(holderOf(role), { role, ...(PROJECT_ROLES.has(role) ? { project: 'OWN' } : {}) });
  await server.person('nobody');
  await server.accepted('/api/portfolio/CITY/charter-portfolio', { name: 'City', ccy: 'GBP' });
  for (const id of ['OWN', 'OTHER']) await server.accepted(`/api/project/${id}/register-project`, projectNamed(id));
});
afterAll(() => server.stop());

const projectNamed = (name: string) => ({
  name,
  portfolioId: 'CITY',
  unit: 'Harbour',
  tier: 'STANDARD',
  lifeCycle: 'PM2-1',
});

const commands = contexts
  .flatMap(({ aggregates }) => aggregates.map(({ contract }) => contract))
  .flatMap((contract) =>
    Object.entries(contract.commands).map(([name, message]) => ({
      name: `${contract.category} ${name}`,
      category: contract.category,
      path: (id: string) => `/api/${kebab(contract.category)}/${id}/${kebab(name)}`,
      allow: commandSpec(message).allow,
      anyProject: commandSpec(message).anyProject ?? false,
    })),
  );
const routed = commands.filter(({ allow }) => allow.some((role) => role !== 'SYSTEM'));
const unrouted = commands.filter(({ allow }) => allow.every((role) => role === 'SYSTEM'));

/** What nobody accepts as a body: who gets as far as the body is told so. */
const NO_BODY = '[]';

describe('every command, for every role', () => {
  it.each(routed)(
    '$name is open to the roles it lists, project roles within their project, and to nobody else',
    async ({ path, allow, anyProject }) => {
      const answers: Record<string, number> = {};
      const expected: Record<string, number> = {};
      for (const role of ROLES)
        for (const scope of ['OWN.x-1', 'OTHER.x-1']) {
          const may = allow.includes(role) && (anyProject || !PROJECT_ROLES.has(role) || scope.startsWith('OWN.'));
          expected[`${role} ${scope}`] = may ? 400 : 403;
          answers[`${role} ${scope}`] = (await server.post(path(scope), NO_BODY, holderOf(role))).status;
        }
      expect(answers).toEqual(expected);
    },
  );

  it('holds no command that only the engine gives', async () => {
    for (const { path } of unrouted) expect((await server.post(path('OWN'), NO_BODY)).status).toBe(404);
  });
});

/** Something that is there, by its aggregate; of projects always the other one. */
const there: Readonly<Record<string, string>> = {
  person: 'nobody',
  organisation: 'ORG',
  governancePolicy: 'RAG',
  delegationMatrix: 'organisation',
  delegation: 'nobody',
  rateTable: 'organisation',
  document: 'CASE',
  interestRegister: 'director',
  portfolio: 'CITY',
  programme: 'PRG',
  project: 'OTHER',
  gateReview: 'OTHER.RfP',
  budget: 'OTHER',
  costLedger: 'OTHER',
  changeRequest: 'OTHER.CR-01',
  legacyReturn: 'OTHER',
  governanceBody: 'IB',
  meeting: 'IB.2026-03',
  decisionItem: 'OTHER.ITEM',
  actionItem: 'OTHER.A1',
};

/** Their denials are tried on ids only. */
const NOT_FURNISHED: ReadonlySet<string> = new Set([
  'delegationMatrix',
  'delegation',
  'coSignature',
  'costLedger',
  'legacyReturn',
]);

/** Makes what is there, as far as anything but its id matters. */
async function furnish(): Promise<void> {
  const seat = { id: 'chair', title: 'Chair', voting: true };
  const voting = { method: 'SIMPLE' };
  const terms = {
    purpose: 'Decide',
    matters: [{ matterType: 'OPERATIONS', voting }],
    seats: [seat],
    chairSeat: 'chair',
    quorum: { method: 'MORE_THAN_HALF', base: 'SEATS' },
    recusalMode: 'LEAVES',
    castingVote: false,
    noticeDays: 0,
    paperDays: 0,
  };
  const criteria = [{ id: 'CASE', text: 'The case stands', mandatory: true }];
  const soon = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  const matter = { bodyId: 'IB', matterType: 'OPERATIONS', subject: 'Something', effects: [], papers: [] };
  const change = { type: 'REQUEST_FOR_CHANGE', title: 'A', description: 'B', category: 'Scope', priority: 3 };
  const rule = { ruleId: 'COST', text: 'Amber above', value: '5 %' };
  const made: readonly (readonly [string, object])[] = [
    ['organisation/ORG/create-org-unit', { unitId: 'U', name: 'Unit' }],
    ['governance-policy/RAG/draft-policy', { kind: 'RAG_THRESHOLDS', title: 'RAG', rules: [rule] }],
    ['document/CASE/approve-paper', { version: '1', sha256: 'a'.repeat(64) }],
    ['interest-register/director/declare-standing-interest', { counterparty: 'Oriel', nature: 'Shares' }],
    ['programme/PRG/mandate-programme', { name: 'P', portfolioId: 'CITY', unit: 'Harbour' }],
    ['gate-review/OTHER.RfP/open-gate', { criteria }],
    ['change-request/OTHER.CR-01/raise-change', change],
    ['governance-body/IB/establish-body', { name: 'Board', terms }],
    ['meeting/IB.2026-03/schedule-meeting', { on: soon, mode: 'REMOTE' }],
    ['decision-item/OTHER.ITEM/propose-matter', matter],
    ['action-item/OTHER.A1/raise-action', { text: 'Do it', owner: 'nobody', dueOn: soon, from: 'OTHER.ITEM' }],
  ];
  for (const [path, body] of made) await server.accepted(`/api/${path}`, body);
  const rates = { date: '2026-01-01', baseCurrency: 'GBP', source: 'Bank', rates: [{ currency: 'EUR', rate: '1.15' }] };
  await server.accepted('/api/budget/OTHER/create-budget', { ccy: 'GBP' }, holderOf('PMO_MANAGER'));
  await server.accepted('/api/rate-table/organisation/publish-rates', rates, holderOf('PMO_MANAGER'));
}

const mayGive = (role: Role, { allow, anyProject }: (typeof commands)[number], id: string): boolean =>
  allow.includes(role) && (anyProject || !PROJECT_ROLES.has(role) || id.split('.')[0] === 'OWN');

/** What an answer says, but for the number of the request. */
const said = ({ status, body: { correlationId: _, ...body }, headers }: Answer) =>
  JSON.stringify([status, body, headers['content-type'], headers['content-length']]);

describe('whoever may not give a command', () => {
  beforeAll(furnish);
  it('is answered by the same bytes whether its target is there or not, for every command and role', async () => {
    let denials = 0;
    const leaks: string[] = [];
    for (const command of routed) {
      const id = there[command.category] ?? 'OTHER';
      const absent = id.includes('.') ? `${id}-not-there` : `${id}.not-there`;
      for (const role of ROLES.filter((one) => !mayGive(one, command, id))) {
        const answers = [];
        for (const target of [id, absent]) answers.push(await server.post(command.path(target), {}, holderOf(role)));
        const [one, other] = answers.map(said);
        if (answers.some(({ status }) => status !== 403) || one !== other)
          leaks.push(`${role} ${command.name}: ${one} ${other}`);
        denials += answers.length;
      }
    }
    expect(leaks).toEqual([]);
    console.info(
      `${routed.length} commands × ${ROLES.length} roles: ${denials} denials on targets that are there and are not`,
    );
    expect(denials).toBeGreaterThan(2 * routed.length * 4);
  }, 120_000);

  it('is tried on something that is there for every aggregate with a route', async () => {
    const streams = new Set((await server.log()).map(({ stream }) => stream));
    const empty = [...new Set(routed.map(({ category }) => category))].filter(
      (category) => !streams.has(`${category}-${there[category] ?? ''}`),
    );
    expect(empty.filter((category) => !NOT_FURNISHED.has(category))).toEqual([]);
  });
});

const views = contexts.flatMap((context) => context.views);
const readers: readonly Role[] = ROLES.filter((role) => role !== 'PMO_ADMINISTRATOR' && !PROJECT_ROLES.has(role));
const below = ['', '/diff?from=2026-01-01', '/hash', '/any-key', '/any-key/history'];

describe('every view, for every role', () => {
  it.each(views.map(({ name }) => name))('%s is there for roles of the organisation', async (name) => {
    for (const role of readers) expect((await server.get(`/api/views/${name}`, holderOf(role))).status).toBe(200);
  });
  it.each(views.map(({ name }) => name))('%s is not there for administrators and strangers', async (name) => {
    for (const path of below)
      for (const person of [holderOf('PMO_ADMINISTRATOR'), 'nobody', 'never-registered'])
        expect((await server.get(`/api/views/${name}${path}`, person)).status).toBe(403);
  });
  it.each(views.filter(({ scope }) => !scope).map(({ name }) => name))(
    '%s names no project and is not for project roles',
    async (name) => {
      for (const path of below)
        expect((await server.get(`/api/views/${name}${path}`, holderOf('SPONSOR'))).status).toBe(403);
    },
  );
});

describe('a project role', () => {
  const own = (path: string) => server.get(path, holderOf('PROJECT_MANAGER'));
  const keys = ({ body }: { readonly body: { readonly [name: string]: unknown } }) =>
    (body['rows'] as readonly { readonly key: string }[]).map(({ key }) => key);

  it('sees the rows of its project only, however it asks', async () => {
    expect(keys(await server.get('/api/views/project-register'))).toEqual(['OTHER', 'OWN']);
    expect(keys(await own('/api/views/project-register'))).toEqual(['OWN']);
    expect(keys(await own('/api/views/project-register?key=OTHER'))).toEqual([]);
    expect((await own('/api/views/project-register?name=OTHER')).body['total']).toBe(0);
  });
  it('is not told that another project is there', async () => {
    const there = await own('/api/views/project-register/OTHER');
    const nowhere = await own('/api/views/project-register/NOWHERE');
    expect([there.status, there.body.code]).toEqual([404, nowhere.body.code]);
    for (const path of ['history', 'why?column=name'])
      expect((await own(`/api/views/project-register/OTHER/${path}`)).status).toBe(404);
  });
  it('sees its own row with history and cause', async () => {
    expect((await own('/api/views/project-register/OWN')).status).toBe(200);
    expect((await own('/api/views/project-register/OWN/history')).status).toBe(200);
  });
  it('sees its own changes only', async () => {
    const { body } = await own('/api/views/project-register/diff?fromKnownAt=-1');
    expect((body['entries'] as readonly { readonly key: string }[]).map(({ key }) => key)).toEqual(['OWN']);
    expect(body['total']).toBe(1);
  });
  it('exports its own rows only', async () => {
    const { text } = await server.get('/api/views/project-register', holderOf('SPONSOR'), { accept: 'text/csv' });
    expect(text).toContain('OWN');
    expect(text).not.toContain('OTHER');
  });
  it.each([
    '/api/views/project-register/hash',
    '/api/views/project-register/replay',
    '/api/events',
    '/api/streams/project-OWN',
    '/api/audit/OWN',
  ])('may not ask %s', async (path) => {
    expect((await own(path)).status).toBe(403);
  });
});

describe('what is personal', () => {
  const register = '/api/views/interest-register';
  const keys = async (person: string, query = '') => {
    const { body } = await server.get(`${register}${query}`, person);
    return (body['rows'] as readonly { readonly key: string }[]).map(({ key }) => key);
  };
  const [member, controller] = [holderOf('BOARD_MEMBER'), holderOf('FINANCE_CONTROLLER')];

  beforeAll(async () => {
    for (const person of [member, controller]) {
      const asked = { counterparty: `In ${person}`, nature: 'Shares' };
      await server.accepted(`/api/interest-register/${person}/declare-standing-interest`, asked, person);
    }
  });

  it('is there for oneself, for who prepares and chairs boards, and for the auditor', async () => {
    expect(await keys(member)).toEqual([`${member}.I1`]);
    expect(await keys(controller)).toEqual([`${controller}.I1`]);
    for (const role of ['PMO_DIRECTOR', 'PMO_MANAGER', 'PMO_ANALYST', 'BOARD_CHAIR', 'AUDITOR'] as const)
      expect(await keys(holderOf(role))).toEqual(expect.arrayContaining([`${member}.I1`, `${controller}.I1`]));
  });

  it('is answered like what is not there, however it is asked for', async () => {
    for (const path of ['', '/history', '/why?column=nature']) {
      const there = await server.get(`${register}/${controller}.I1${path}`, member);
      const nowhere = await server.get(`${register}/nobody.I1${path}`, member);
      expect([path, there.status, said(there)]).toEqual([path, 404, said(nowhere)]);
      expect((await server.get(`${register}/${member}.I1${path}`, member)).status).toBe(200);
    }
    expect(await keys(member, `?personId=${controller}`)).toEqual([]);
    const { text } = await server.get(register, member, { accept: 'text/csv' });
    expect([text.includes(`In ${member}`), text.includes(`In ${controller}`)]).toEqual([true, false]);
    const { body } = await server.get(`${register}/diff?fromKnownAt=-1`, member);
    expect(body['total']).toBe(1);
  });

  it('is not summed up in a hash for who sees a part of it', async () => {
    expect((await server.get(`${register}/hash`, member)).status).toBe(403);
    expect((await server.get(`${register}/replay`, member)).status).toBe(403);
    expect((await server.get('/api/views/project-register/hash', member)).status).toBe(200);
  });
});

describe('the log', () => {
  it.each(['/api/events', '/api/streams/project-OWN', '/api/audit/OWN'])(
    '%s is for auditor, director and manager',
    async (path) => {
      const status = async (role: Role) => (await server.get(path, holderOf(role))).status;
      const open: readonly Role[] = ['AUDITOR', 'PMO_DIRECTOR', 'PMO_MANAGER'];
      for (const role of ROLES) expect([role, await status(role)]).toEqual([role, open.includes(role) ? 200 : 403]);
    },
  );
});

describe('without a valid token', () => {
  const wrong: Readonly<Record<string, () => Promise<Readonly<Record<string, string>>>>> = {
    'no header': async () => ({}),
    'an empty one': async () => ({ authorization: '' }),
    'another scheme': async () => ({ authorization: `Basic ${Buffer.from('a:b').toString('base64')}` }),
    'no token': async () => ({ authorization: 'Bearer ' }),
    words: async () => ({ authorization: 'Bearer let me in' }),
    'two tokens': async () => ({ authorization: `Bearer ${await server.token()},${await server.token()}` }),
    'a token of another installation': async () => {
      const other = await TestServer.start();
      const token = await other.token();
      await other.stop();
      return { authorization: `Bearer ${token}` };
    },
    'a token of which one character is changed': async () => {
      const token = await server.token();
      return { authorization: `Bearer ${token.slice(0, -10)}${token.at(-10) === 'A' ? 'B' : 'A'}${token.slice(-9)}` };
    },
  };
  it.each(Object.entries(wrong))(
    '%s: 401 for what is there and what is not alike, before the body is read',
    async (_, headers) => {
      const given = await headers();
      for (const path of ['/api/views/people', '/api/views', '/api/events', '/api/me', '/api/nothing', '/nothing']) {
        const answer = await server.send('GET', path, given);
        expect([path, answer.status, answer.body.code]).toEqual([path, 401, 'NOT_SIGNED_IN']);
        expect(answer.headers['www-authenticate']).toBe('Bearer');
      }
      const posted = await server.send(
        'POST',
        '/api/person/x/register-person',
        { ...given, 'content-type': 'text/plain' },
        'x',
      );
      expect(posted.status).toBe(401);
    },
  );
});
