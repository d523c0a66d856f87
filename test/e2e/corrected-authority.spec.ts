import { gbp } from '@tabularium/testing';
import { Room } from './golden-stories/room';

/** What is learnt later about who held which right: it counts from now on, and was never known before. */
let room: Room;
beforeAll(async () => {
  room = await Room.on({});
  await room.board('CB');
  await room.project('P-CB');
}, 60_000);
afterAll(() => room.server.stop());

type Body = Readonly<Record<string, unknown>>;
const reason = 'Copied wrongly from the minutes';

const rolesOf = async (person: string): Promise<readonly Body[]> => {
  const { body } = await room.server.get('/api/me', person);
  return body['roles'] as readonly Body[];
};
const shown = async (view: string, key: string, basis: string) => {
  const { status, body } = await room.server.get(`/api/views/${view}/${key}?${basis}`);
  return status === 200 ? (body['row'] as Body) : undefined;
};
const bases = async () =>
  (await room.report('corrected-bases', '')).body as { readonly [N in string]: readonly Body[] };
/** Decisions or approvals with a correction in the stream. */
const restingOn = async (stream: string) => {
  const { decisions = [], approvals = [] } = await bases();
  const isOf = ({ corrections }: Body) => (corrections as readonly Body[]).some((one) => one['stream'] === stream);
  return {
    decisions: decisions.filter(isOf).map(({ item }) => item),
    approvals: approvals.filter(isOf).map(({ type, personId }) => `${String(type)} by ${String(personId)}`),
  };
};
const refused = async (path: string, command: string, body: object, person = 'director') =>
  (await room.ask(path, command, body, person)).body['code'];
const head = async () => (await room.server.log()).length - 1;

/** Has the board decide on a command, and waits until it is carried out. */
async function decide(id: string, effects: readonly object[] = []): Promise<void> {
  await room.matter(id, 'CB', { effects });
  await room.convene(`CB.${id}`, [id]);
  await room.ballot(id, `CB.${id}`, { p1: 'FOR', p2: 'FOR', p4: 'FOR' });
}

it('of a role: access follows the corrected record, that of a day as it was known stays, what was done stands', async () => {
  await room.give('project/P-CB', 'approve-project', {
    authorisedTotal: gbp(1_000),
    startsOn: '2026-03-02',
    endsOn: '2027-03-01',
    rationale: 'Needed',
  });
  room.on('2026-03-09');
  await decide('CB-A');
  const decided = await room.eventsIn('decisionItem-CB-A');
  room.on('2026-03-20');
  expect(await restingOn('person-p3')).toEqual({ decisions: [], approvals: [] });
  expect(await rolesOf('p3')).toHaveLength(1);
  const before = await head();

  const correction = { grantId: 'p3.1', until: '2026-03-05', reason };
  expect((await room.ask('person/p3', 'correct-role-grant', correction, 'mia')).status).toBe(403);
  await room.give('person/p3', 'correct-role-grant', correction, 'director');
  await room.settled();
  expect(await rolesOf('p3')).toEqual([]);
  expect(await shown('grants', 'p3.1', 'asOf=2026-03-05')).toMatchObject({ state: 'HELD', until: '2026-03-05' });
  expect(await shown('grants', 'p3.1', 'asOf=2026-03-09')).toMatchObject({ state: 'EXPIRED' });
  const then = await shown('grants', 'p3.1', `asOf=2026-03-09&knownAt=${before}`);
  expect(then).toMatchObject({ state: 'HELD', until: null });
  expect(await restingOn('person-p3')).toEqual({ decisions: ['CB-A'], approvals: [] });
  expect(await room.eventsIn('decisionItem-CB-A')).toEqual(decided);

  await room.give('person/mia', 'correct-role-grant', { grantId: 'mia.1', from: '2026-03-03', reason }, 'director');
  await room.give('person/fay', 'void-role-grant', { grantId: 'fay.1', reason }, 'director');
  await room.settled();
  expect((await restingOn('person-mia')).approvals).toEqual(['ProjectApproved by mia']);
  expect(await shown('grants', 'mia.1', 'asOf=2026-03-02')).toBeUndefined();
  expect(await shown('grants', 'mia.1', `asOf=2026-03-02&knownAt=${before}`)).toMatchObject({ state: 'HELD' });
  expect(await rolesOf('mia')).toHaveLength(1);
  expect(await rolesOf('fay')).toEqual([]);
  expect(await shown('grants', 'fay.1', '')).toBeUndefined();
  expect(await shown('grants', 'fay.1', `knownAt=${before}`)).toMatchObject({ state: 'HELD' });
});

it('of a role: nobody corrects their own, and a director is left', async () => {
  const own = { grantId: 'director.1', reason };
  expect(await refused('person/director', 'void-role-grant', own)).toBe('SOD_SELF_GRANT');
  expect(await refused('person/p1', 'void-role-grant', { grantId: 'p1.9', reason })).toBe('GRANT_NOT_FOUND');
  await room.server.person('dina', { role: 'PMO_DIRECTOR' });
  const ahead = { grantId: 'dina.1', until: '2026-12-31', reason };
  expect(await refused('person/dina', 'correct-role-grant', ahead)).toBe('LAST_DIRECTOR');
  await room.give('person/dina', 'void-role-grant', { grantId: 'dina.1', reason }, 'director');
  expect(await refused('person/director', 'void-role-grant', own, 'dina')).toBe('NOT_ALLOWED');
});

it('of a policy: its contents by decision, its day by the director; what was decided under it is listed', async () => {
  const policy = 'governance-policy/REQUIRED_DOCUMENTS';
  const rule = (value: string) => [{ ruleId: 'PROJECT_CLOSURE.END_REPORT', text: 'To close', value }];
  const draft = { kind: 'REQUIRED_DOCUMENTS', title: 'Papers', rules: rule('1.0') };
  const ordered = (command: string, data: object) => [
    { category: 'governancePolicy', id: 'REQUIRED_DOCUMENTS', command, data },
  ];
  await room.give(policy, 'draft-policy', draft, 'ana');
  await room.give(policy, 'submit-policy', { version: 1 });
  room.on('2026-04-01');
  await decide('CB-B', ordered('AdoptPolicy', { version: 1 }));
  await room.give(policy, 'activate-policy', { version: 1, from: '2026-04-10' }, 'director');
  await decide('CB-C');
  room.on('2026-04-20');
  await decide('CB-D');
  const before = await head();
  expect(await refused(policy, 'correct-policy', { version: 1, rules: rule('2.0'), reason })).toBe('DECISION_NEEDED');
  await decide('CB-E', ordered('CorrectPolicy', { version: 1, rules: rule('2.0'), reason }));
  await room.settled();
  const rulesShown = async (basis: string) => (await shown('policies', 'REQUIRED_DOCUMENTS.v1', basis))?.['rules'];
  expect(await rulesShown('asOf=2026-04-20')).toEqual(['PROJECT_CLOSURE.END_REPORT – To close – 2.0']);
  expect(await rulesShown(`asOf=2026-04-20&knownAt=${before}`)).toEqual([
    'PROJECT_CLOSURE.END_REPORT – To close – 1.0',
  ]);
  expect((await restingOn('governancePolicy-REQUIRED_DOCUMENTS')).decisions).toEqual(['CB-D', 'CB-E']);

  expect(await refused(policy, 'correct-policy', { version: 1, from: '2026-03-31', reason })).toBe('BEFORE_ADOPTION');
  await room.give(policy, 'correct-policy', { version: 1, from: '2026-04-05', reason }, 'director');
  await room.settled();
  const inForce = async (basis: string) => (await shown('policies', 'REQUIRED_DOCUMENTS.v1', basis))?.['state'];
  expect(await inForce('asOf=2026-04-05')).toBe('IN_FORCE');
  expect(await inForce(`asOf=2026-04-05&knownAt=${before}`)).toBe('ADOPTED');
});

it('of the matrix: what may be approved follows at once, what was approved stands and is listed', async () => {
  const matrix = 'delegation-matrix/organisation';
  const rows = (pounds: number) => [
    { matter: 'CHANGE_APPROVAL', holder: 'PMO_MANAGER', singleLimit: gbp(pounds) },
    { matter: 'CHANGE_APPROVAL', holder: 'CB' },
  ];
  await room.give(matrix, 'draft-matrix', { rows: rows(50_000) }, 'ana');
  await room.give(matrix, 'approve-matrix', { version: 1 }, 'director');
  await room.give(matrix, 'activate-matrix', { version: 1 }, 'director');
  await change('P-CB.CR-01');
  await change('P-CB.CR-02');
  await room.give('change-request/P-CB.CR-01', 'approve-change', { rationale: 'Worth it' });
  room.on('2026-04-25');
  const before = await head();
  const correction = { version: 1, rows: rows(5_000), reason };
  expect(await refused(matrix, 'correct-matrix', correction)).toBe('DECISION_NEEDED');
  await decide('CB-F', [
    { category: 'delegationMatrix', id: 'organisation', command: 'CorrectMatrix', data: correction },
  ]);
  await room.settled();

  const second = await room.ask('change-request/P-CB.CR-02', 'approve-change', { rationale: 'Worth it' });
  expect([second.status, second.body['code']]).toEqual([409, 'AUTHORITY_EXCEEDED']);
  const could = async (basis: string) => {
    const { body } = await room.report('who-could', `matter=CHANGE_APPROVAL&project=P-CB&asOf=2026-04-20${basis}`);
    return (body['rows'] as readonly Body[]).find(({ holder }) => holder === 'PMO_MANAGER')?.['upTo'];
  };
  expect(await could('')).toEqual(gbp(5_000));
  expect(await could(`&knownAt=${before}`)).toEqual(gbp(50_000));
  expect((await restingOn('delegationMatrix-organisation')).approvals).toEqual(['ChangeApproved by mia']);
});

/** A change of 40,000, waiting for approval. */
async function change(id: string): Promise<void> {
  const to = (command: string, body: object) => room.give(`change-request/${id}`, command, body, 'ana');
  await to('raise-change', { type: 'REQUEST_FOR_CHANGE', title: id, description: 'x', category: 'Works', priority: 3 });
  await to('triage-change', { size: 2, route: 'PMO_MANAGER' });
  const text = { scope: 'x', quality: 'x', benefits: 'x', risk: 'x', sustainability: 'x', ifNotDone: 'x' };
  await to('assess-impact', { cost: gbp(40_000), days: 0, ...text });
  await to('submit-change', {});
}
