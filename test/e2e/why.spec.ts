import { gbp } from '@tabularium/testing';
import { TestServer } from './api-server';
import { termsFor } from './terms';

/** From a figure on screen to the vote, or to whoever lent the right, over real HTTP and a real store. */
let server: TestServer;
const MEMBERS = ['cleo', 'dan', 'eve'];
const paper = { documentId: 'CASE-1', version: '1.0', sha256: 'a'.repeat(64) };
const terms = termsFor(
  MEMBERS.map((member) => `seat-${member}`),
  [{ matterType: 'PROJECT_APPROVAL', voting: { method: 'SIMPLE' }, upTo: gbp(1_000_000) }],
);
const approval = {
  authorisedTotal: gbp(500_000),
  startsOn: '2026-04-01',
  endsOn: '2027-04-01',
  rationale: 'Decided by the board',
};
const projectOf = (tier: string) => ({
  name: 'Lights',
  portfolioId: 'CITY',
  unit: 'Harbour',
  tier,
  lifeCycle: 'PM2-1',
});

beforeAll(async () => {
  server = await TestServer.start({}, { clock: () => Date.parse('2026-03-02T09:00:00.000Z') });
  for (const member of MEMBERS) await server.person(member, { role: 'BOARD_MEMBER' });
  await server.person('mia', { role: 'PMO_MANAGER' });
  await server.person('fin', { role: 'FINANCE_CONTROLLER' });
  await server.person('sam', { role: 'SPONSOR', project: 'PRJ-1' });
  await server.accepted('/api/portfolio/CITY/charter-portfolio', { name: 'City', ccy: 'GBP' });
  await server.accepted('/api/project/PRJ-1/register-project', projectOf('STANDARD'));
  await server.accepted('/api/project/PRJ-1/assign-sponsor', { personId: 'sam' });
  await server.accepted('/api/governance-body/IB/establish-body', { name: 'Investment board', terms });
  for (const personId of MEMBERS)
    await server.accepted('/api/governance-body/IB/appoint-member', { seatId: `seat-${personId}`, personId });
  const effect = { category: 'project', id: 'PRJ-1', command: 'ApproveProject', data: approval };
  const matter = { bodyId: 'IB', matterType: 'PROJECT_APPROVAL', subject: 'Harbour lights', amount: gbp(500_000) };
  const target = { category: 'project', id: 'PRJ-1' };
  await item('propose-matter', { ...matter, target, papers: [paper], effects: [effect] }, 'mia');
  await item('attach-recommendation', { adviser: 'FINANCE', stance: 'FOR', text: 'Affordable' }, 'fin');
  await server.accepted('/api/meeting/IB.2026-03/schedule-meeting', { on: '2026-03-02', mode: 'IN_PERSON' }, 'mia');
  await server.accepted('/api/meeting/IB.2026-03/table-item', { itemId: 'ITEM' }, 'mia');
  const present = MEMBERS.map((personId) => ({ personId, mode: 'IN_PERSON' }));
  await server.accepted('/api/meeting/IB.2026-03/open-meeting', { present }, 'cleo');
  await item('open-ballot', { meetingId: 'IB.2026-03' }, 'cleo');
  await item('cast-vote', { choice: 'FOR' }, 'cleo');
  await item('cast-vote', { choice: 'FOR' }, 'dan');
  await item('cast-vote', { choice: 'AGAINST', rationale: 'Too soon' }, 'eve');
  await item('close-ballot', {}, 'cleo');
  await server.engine.caughtUp();
}, 60_000);
afterAll(() => server.stop());

const item = (command: string, body: object, person: string) =>
  server.accepted(`/api/decision-item/ITEM/${command}`, body, person);

interface WhyRead {
  readonly versions: readonly {
    readonly value: unknown;
    readonly rights: readonly Readonly<Record<string, unknown>>[];
  }[];
}

const why = async (path: string, person = 'director') =>
  (await server.get(`/api/views/${path}`, person)).body as unknown as WhyRead;

it('the approved budget leads to the event, the decision, its votes, papers, rules and terms of reference', async () => {
  const { versions } = await why('portfolio-dashboard/PRJ-1/why?column=authorised');
  const version = versions.find(({ value }) => value !== null);
  expect(version).toMatchObject({ value: gbp(500_000), events: [{ type: 'ProjectApproved' }] });
  const [right] = version!.rights;
  expect(right).toMatchObject({ type: 'ProjectApproved', basis: 'DECISION', ref: 'IB-2026-0001', withheld: false });
  expect(right!['rests']).toMatchObject({
    ref: 'IB-2026-0001',
    item: 'ITEM',
    body: 'IB',
    where: 'IB.2026-03',
    outcome: 'APPROVED',
    decidedOn: '2026-03-02',
    proposedBy: 'mia',
    effect: { n: 1, of: 1 },
    ballot: {
      ballotNo: 1,
      secret: false,
      count: {
        votesFor: 2,
        votesAgainst: 1,
        quorumRequired: 2,
        present: 3,
        arithmetic: '2 × 2 > 3',
        verdict: 'CARRIED',
      },
      votes: [
        { personId: 'cleo', choice: 'FOR' },
        { personId: 'dan', choice: 'FOR' },
        { personId: 'eve', choice: 'AGAINST', rationale: 'Too soon' },
      ],
    },
    papers: [paper],
    recommendations: ['FINANCE FOR: Affordable'],
    terms: { version: 1, amendedBy: null },
    minutes: null,
  });
  const log = await server.log();
  const { terms, ballot, events } = right!['rests'] as {
    readonly terms: { readonly event: number };
    readonly ballot: { readonly votes: readonly { readonly event: number }[] };
    readonly events: Readonly<Record<string, number>>;
  };
  expect(log[terms.event]).toMatchObject({ type: 'BodyEstablished', stream: 'governanceBody-IB' });
  expect(ballot.votes.map(({ event }) => log[event]?.type)).toEqual(['VoteCast', 'VoteCast', 'VoteCast']);
  for (const [type, event] of Object.entries(events)) expect(log[event]?.type).toBe(type);
});

it('what the engine did of itself leads to whoever made it act', async () => {
  const { versions } = await why('decision-register/ITEM/why?column=decisionNo');
  expect(versions.at(-1)).toMatchObject({
    value: 'IB-2026-0001',
    events: [{ type: 'DecisionNumbered', metadata: { authority: { basis: 'SYSTEM' } } }],
    rights: [{ type: 'DecisionMade', basis: 'ROLE', ref: 'BOARD_MEMBER', rests: null }],
  });
});

it('who sees only a project learns by which decision, and not how each member voted', async () => {
  const { versions } = await why('portfolio-dashboard/PRJ-1/why?column=authorised', 'sam');
  expect(versions.find(({ value }) => value !== null)?.rights).toEqual([
    expect.objectContaining({ basis: 'DECISION', ref: 'IB-2026-0001', rests: null, withheld: true }),
  ]);
});

it('a row of the matrix leads to its version, a delegation to whose authority it is', async () => {
  const rows = [
    { matter: 'PROJECT_APPROVAL', holder: 'PMO_MANAGER', singleLimit: gbp(60_000) },
    { matter: 'PROJECT_APPROVAL', holder: 'IB' },
  ];
  const matrix = (command: string, body: object, person: string) =>
    server.accepted(`/api/delegation-matrix/organisation/${command}`, body, person);
  await server.person('ada', { role: 'PMO_ANALYST' });
  await matrix('draft-matrix', { rows }, 'ada');
  await matrix('approve-matrix', { version: 1 }, 'director');
  await matrix('activate-matrix', { version: 1, from: '2026-03-02' }, 'director');
  await server.accepted('/api/project/PRJ-3/register-project', projectOf('LIGHT'));
  await server.accepted('/api/project/PRJ-3/assign-sponsor', { personId: 'sam' });
  await server.accepted('/api/project/PRJ-3/approve-project', { ...approval, authorisedTotal: gbp(55_000) }, 'mia');
  const { versions } = await why('portfolio-dashboard/PRJ-3/why?column=authorised');
  expect(versions.find(({ value }) => value !== null)?.rights).toMatchObject([
    {
      ref: 'organisation.1.PMO_MANAGER',
      rests: { by: 'MATRIX', giver: null, version: 1, rows: [{ holder: 'PMO_MANAGER', upTo: gbp(60_000) }] },
    },
  ]);
});

it('a personal delegation leads to whose authority it is, as it stood when it was used', async () => {
  await server.person('sue', { role: 'SPONSOR', project: 'PRJ-4' });
  await server.accepted('/api/project/PRJ-4/register-project', projectOf('LIGHT'));
  await server.accepted('/api/project/PRJ-4/assign-sponsor', { personId: 'sam' });
  const lent = { from: 'mia', to: 'sue', matter: 'PROJECT_APPROVAL', limit: gbp(30_000), validUntil: '2026-04-30' };
  await server.accepted('/api/delegation/PRJ-4.sue/grant-delegation', { ...lent, reason: 'Leave' }, 'mia');
  const delegation = { delegationId: 'PRJ-4.sue~1' };
  await server.accepted('/api/delegation/PRJ-4.sue/accept-delegation', delegation, 'sue');
  await server.accepted('/api/project/PRJ-4/approve-project', { ...approval, authorisedTotal: gbp(25_000) }, 'sue');
  await server.accepted('/api/delegation/PRJ-4.sue/end-delegation', { ...delegation, reason: 'Back' }, 'mia');
  for (const reader of ['director', 'sue']) {
    const { versions } = await why('portfolio-dashboard/PRJ-4/why?column=authorised', reader);
    const version = versions.find(({ value }) => value !== null);
    expect(version).toMatchObject({
      events: [{ metadata: { actor: { id: 'sue', onBehalfOf: 'mia' }, authority: { ref: 'PRJ-4.sue~1' } } }],
      rights: [
        {
          basis: 'DELEGATION',
          ref: 'PRJ-4.sue~1',
          withheld: false,
          rests: {
            by: 'PERSON',
            giver: 'mia',
            version: null,
            rows: [{ giver: 'mia', personId: 'sue', project: 'PRJ-4', upTo: gbp(30_000), state: 'ACCEPTED' }],
          },
        },
      ],
    });
  }
});

it('a delegated limit leads to whoever gave it', async () => {
  await server.accepted('/api/person/mia/delegate-limit', { matter: 'PROJECT_APPROVAL', limit: gbp(50_000) });
  await server.accepted('/api/project/PRJ-2/register-project', projectOf('LIGHT'));
  await server.accepted('/api/project/PRJ-2/assign-sponsor', { personId: 'sam' });
  await server.accepted('/api/project/PRJ-2/approve-project', { ...approval, authorisedTotal: gbp(40_000) }, 'mia');
  const { versions } = await why('portfolio-dashboard/PRJ-2/why?column=authorised');
  expect(versions.find(({ value }) => value !== null)?.rights).toMatchObject([
    {
      basis: 'DELEGATION',
      rests: {
        by: 'OWN_LIMIT',
        giver: 'director',
        rows: [{ personId: 'mia', matter: 'PROJECT_APPROVAL', upTo: gbp(50_000), state: 'HELD' }],
      },
    },
  ]);
});
