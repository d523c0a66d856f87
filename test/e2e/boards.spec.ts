import { gbp } from '@tabularium/testing';
import { TestServer } from './api-server';
import { termsFor } from './terms';
const MEMBERS = ['cleo', 'dan', 'eve', 'fay', 'gus'];
const project = { name: 'Lights', portfolioId: 'CITY', unit: 'Harbour', tier: 'STANDARD', lifeCycle: 'PM2-1' };
const paper = { documentId: 'CASE-1', version: '1.0', sha256: 'a'.repeat(64) };
const terms = termsFor(
  MEMBERS.map((member) => `seat-${member}`),
  [{ matterType: 'PROJECT_APPROVAL', voting: { method: 'SIMPLE' }, upTo: gbp(1_000_000) }],
  { deputySeat: 'seat-dan', urgent: { upTo: gbp(1_000_000), ratifyDays: 14 } },
);
const approval = {
  authorisedTotal: gbp(500_000),
  startsOn: '2026-04-01',
  endsOn: '2027-04-01',
  rationale: 'Decided by the investment board',
};

let server: TestServer;
let now: number;

beforeEach(async () => {
  now = Date.parse('2026-03-02T09:00:00.000Z');
  server = await TestServer.start({}, { clock: () => now });
  for (const member of MEMBERS) await server.person(member, { role: 'BOARD_MEMBER' });
  await server.person('mia', { role: 'PMO_MANAGER' });
  await server.person('sam');
  await server.accepted('/api/portfolio/CITY/charter-portfolio', { name: 'City', ccy: 'GBP' });
  await server.accepted('/api/project/PRJ-1/register-project', project);
  await server.accepted('/api/project/PRJ-1/assign-sponsor', { personId: 'sam' });
  await server.accepted('/api/governance-body/IB/establish-body', { name: 'Investment board', terms });
  for (const personId of MEMBERS)
    await server.accepted('/api/governance-body/IB/appoint-member', { seatId: `seat-${personId}`, personId });
});
afterEach(() => server.stop());

const item = (command: string, body: object, person: string, id = 'ITEM') =>
  server.post(`/api/decision-item/${id}/${command}`, body, person);

const approving = [{ category: 'project', id: 'PRJ-1', command: 'ApproveProject', data: approval }];

async function proposed(id = 'ITEM', effects: readonly object[] = approving): Promise<void> {
  const matter = {
    bodyId: 'IB',
    matterType: 'PROJECT_APPROVAL',
    subject: 'Harbour lights',
    amount: gbp(500_000 * effects.length),
    papers: [paper],
  };
  await server.accepted(
    `/api/decision-item/${id}/propose-matter`,
    { ...matter, target: { category: 'project', id: 'PRJ-1' }, effects },
    'mia',
  );
}

async function opened(present: readonly string[] = MEMBERS, effects: readonly object[] = approving): Promise<void> {
  await proposed('ITEM', effects);
  await server.accepted('/api/meeting/IB.2026-03/schedule-meeting', { on: '2026-03-02', mode: 'IN_PERSON' }, 'mia');
  await server.accepted('/api/meeting/IB.2026-03/table-item', { itemId: 'ITEM' }, 'mia');
  const attending = present.map((personId) => ({ personId, mode: 'IN_PERSON' }));
  await server.accepted('/api/meeting/IB.2026-03/open-meeting', { present: attending }, 'cleo');
  await server.accepted('/api/decision-item/ITEM/open-ballot', { meetingId: 'IB.2026-03' }, 'cleo');
}

const typesIn = async (stream: string) =>
  (await server.log()).filter((event) => event.stream === stream).map(({ type }) => type);

it('a quorate board votes, and its decision approves the project: once, by its number', async () => {
  await opened();
  for (const member of ['cleo', 'dan', 'eve'])
    expect((await item('cast-vote', { choice: 'FOR' }, member)).status).toBe(201);
  await item('close-ballot', {}, 'cleo');
  await server.engine.caughtUp();
  expect(await typesIn('decisionItem-ITEM')).toEqual([
    'MatterProposed',
    'BallotOpened',
    'VoteCast',
    'VoteCast',
    'VoteCast',
    'BallotClosed',
    'DecisionMade',
    'DecisionNumbered',
    'DecisionBecameEffective',
    'EffectDue',
    'EffectApplied',
  ]);
  const approved = (await server.log()).filter(({ type }) => type === 'ProjectApproved');
  expect(approved).toMatchObject([
    {
      stream: 'project-PRJ-1',
      metadata: { actor: { id: 'system' }, authority: { basis: 'DECISION', ref: 'IB-2026-0001' } },
    },
  ]);
  const { body } = await server.get('/api/views/decision-register/ITEM');
  expect(body['row']).toMatchObject({
    decisionNo: 'IB-2026-0001',
    state: 'EFFECTIVE',
    effectsApplied: 1,
    votesFor: 3,
    arithmetic: '2 × 3 > 3',
  });
  await server.restart();
  expect((await server.log()).filter(({ type }) => type === 'ProjectApproved')).toHaveLength(1);
});

it('a refused effect stops those after it, and somebody has to see to it', async () => {
  await server.accepted('/api/project/PRJ-2/register-project', project);
  const approve = (id: string) => ({ category: 'project', id, command: 'ApproveProject', data: approval });
  await opened(MEMBERS, [approve('PRJ-2'), approve('PRJ-1')]);
  await server.accepted('/api/decision-item/ITEM/cast-vote', { choice: 'FOR' }, 'dan');
  await item('close-ballot', {}, 'cleo');
  await server.engine.caughtUp();
  const log = await server.log();
  expect(log.find(({ type }) => type === 'EffectFailed')?.data).toMatchObject({
    n: 1,
    code: 'SPONSOR_MISSING',
    owner: 'mia',
  });
  expect(log.find(({ type }) => type === 'ActionRaised')).toMatchObject({ stream: 'actionItem-ITEM.effect-1-1' });
  expect(log.filter(({ type }) => type === 'ProjectApproved')).toEqual([]);
  await server.accepted('/api/project/PRJ-2/assign-sponsor', { personId: 'sam' });
  await server.accepted('/api/decision-item/ITEM/retry-effect', { reason: 'It has a sponsor now' }, 'mia');
  await server.engine.caughtUp();
  const approved = (await server.log()).filter(({ type }) => type === 'ProjectApproved');
  expect(approved.map(({ stream }) => stream)).toEqual(['project-PRJ-2', 'project-PRJ-1']);
});

it('who holds no seat has no vote, whatever their role', async () => {
  await opened();
  expect(await item('cast-vote', { choice: 'FOR' }, 'mia')).toMatchObject({
    status: 409,
    body: { code: 'NOT_ELECTOR' },
  });
  expect((await item('cast-vote', { choice: 'FOR' }, 'sam')).status).toBe(403);
});

it('a vote against the close: counted or refused, never counted afterwards', async () => {
  await opened();
  for (const member of ['cleo', 'fay']) await item('cast-vote', { choice: 'FOR' }, member);
  const [vote, close, again] = await Promise.all([
    item('cast-vote', { choice: 'AGAINST', rationale: 'No' }, 'eve'),
    item('close-ballot', {}, 'cleo'),
    item('close-ballot', {}, 'dan'),
  ]);
  expect([close.status, again.status].sort()).toEqual([201, 409]);
  const types = await typesIn('decisionItem-ITEM');
  expect(types.filter((type) => type === 'BallotClosed')).toHaveLength(1);
  const closed = (await server.log()).find(({ type }) => type === 'BallotClosed');
  expect(closed?.data['votesAgainst']).toBe(vote.status === 201 ? 1 : 0);
  expect(types.indexOf('BallotClosed')).toBeGreaterThan(types.lastIndexOf('VoteCast'));
});

it('whoever saw the matter before another acted is told so: 412 (story 20)', async () => {
  await opened();
  await item('cast-vote', { choice: 'FOR' }, 'cleo');
  const stale = await server.post('/api/decision-item/ITEM/close-ballot', {}, 'cleo', { 'if-match': '"1"' });
  expect([stale.status, stale.body.code]).toEqual([412, 'REVISION_CONFLICT']);
});

it('the same key counts a vote once (story 16)', async () => {
  await opened();
  const key = { 'idempotency-key': 'vote-of-cleo' };
  const vote = () => server.post('/api/decision-item/ITEM/cast-vote', { choice: 'FOR' }, 'cleo', key);
  expect([(await vote()).status, (await vote()).status]).toEqual([201, 201]);
  expect((await typesIn('decisionItem-ITEM')).filter((type) => type === 'VoteCast')).toHaveLength(1);
});

it('an urgent decision that nobody ratifies lapses by itself, once its days have passed (story 18)', async () => {
  await proposed();
  await server.accepted(
    '/api/decision-item/ITEM/take-urgent-decision',
    { rationale: 'The crane leaves tomorrow' },
    'cleo',
  );
  await server.engine.caughtUp();
  expect(await typesIn('project-PRJ-1')).toContain('ProjectApproved');
  now = Date.parse('2026-03-17T09:00:00.000Z');
  await server.accepted('/api/project/PRJ-1/assign-project-manager', { personId: 'mia' });
  for (let wait = 0; wait < 40 && !(await typesIn('decisionItem-ITEM')).includes('UrgentDecisionLapsed'); wait++)
    await new Promise((resolve) => setTimeout(resolve, 100));
  await server.engine.caughtUp();
  expect((await typesIn('decisionItem-ITEM')).filter((type) => type === 'UrgentDecisionLapsed')).toHaveLength(1);
  expect(await typesIn('actionItem-ITEM.lapsed')).toEqual(['ActionRaised']);
});

it('is asked for one effect after another that no body could order: 409 with the fault', async () => {
  const bad = { category: 'project', id: 'PRJ-1', command: 'ApproveProject', data: { ...approval, startsOn: 'soon' } };
  await expect(proposed('BAD', [bad])).rejects.toThrow('/startsOn must be a day that exists');
});
