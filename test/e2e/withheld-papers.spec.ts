import { gbp, readPdf } from '@tabularium/testing';
import { TestServer } from './api-server';
import { termsFor } from './terms';

/** A paper marked EXCLUDE_CONFLICTED, as members in conflict and others see it, over real HTTP and a real store. */
const MEMBERS = ['cleo', 'dan', 'eve', 'mia'];
const open = { documentId: 'CASE-1', version: '1.0', sha256: 'a'.repeat(64) };
const marked = { documentId: 'BIDS-9', version: '3.7', sha256: 'c'.repeat(64), mark: 'EXCLUDE_CONFLICTED' };
const { mark: _mark, ...unmarked } = marked;
const LEAKS = [marked.documentId, marked.sha256];
const terms = termsFor(
  MEMBERS.map((member) => `seat-${member}`),
  [{ matterType: 'PROJECT_APPROVAL', voting: { method: 'SIMPLE' }, upTo: gbp(1_000_000) }],
  { deputySeat: 'seat-dan' },
);
const approval = { authorisedTotal: gbp(500_000), startsOn: '2026-04-01', endsOn: '2027-04-01', rationale: 'Decided' };
const condition = {
  id: 'lease',
  text: 'Sign the lease',
  kind: 'SUBSEQUENT',
  owner: 'ana',
  dueOn: '2026-05-01',
  evidenceType: 'Signed lease',
  onBreach: 'ESCALATE',
};
let server: TestServer;

beforeAll(async () => {
  server = await TestServer.start({}, { clock: () => Date.parse('2026-03-02T09:00:00.000Z') });
  for (const member of MEMBERS.slice(0, 3)) await server.person(member, { role: 'BOARD_MEMBER' });
  await server.person('mia', { role: 'PMO_MANAGER' });
  await server.person('ana', { role: 'PMO_ANALYST' });
  await server.person('rex', { role: 'AUDITOR' });
  await server.person('sam', { role: 'SPONSOR', project: 'PRJ-1' });
  await server.accepted('/api/portfolio/CITY/charter-portfolio', { name: 'City', ccy: 'GBP' });
  const project = { name: 'Lights', portfolioId: 'CITY', unit: 'Harbour', tier: 'STANDARD', lifeCycle: 'PM2-1' };
  await server.accepted('/api/project/PRJ-1/register-project', project);
  await server.accepted('/api/project/PRJ-1/assign-sponsor', { personId: 'sam' });
  await server.accepted('/api/governance-body/IB/establish-body', { name: 'Investment board', terms });
  for (const personId of MEMBERS)
    await server.accepted('/api/governance-body/IB/appoint-member', { seatId: `seat-${personId}`, personId });
  const matter = { bodyId: 'IB', matterType: 'PROJECT_APPROVAL', subject: 'Harbour lights', amount: gbp(500_000) };
  const target = { category: 'project', id: 'PRJ-1' };
  const effects = [{ ...target, command: 'ApproveProject', data: approval }];
  await item(
    'propose-matter',
    { ...matter, target, papers: [open, unmarked], effects, conditions: [condition] },
    'ana',
  );
  await item('amend-papers', { papers: [open, marked], reason: 'The bids are confidential' }, 'ana');
  await server.accepted('/api/document/BIDS-9/approve-paper', { version: '3.7', sha256: marked.sha256 }, 'mia');
  await meeting('schedule-meeting', { on: '2026-03-02', mode: 'IN_PERSON' }, 'mia');
  await meeting('table-item', { itemId: 'ITEM' }, 'mia');
}, 60_000);
afterAll(() => server.stop());

const item = (command: string, body: object, person: string) =>
  server.accepted(`/api/decision-item/ITEM/${command}`, body, person);
const meeting = (command: string, body: object, person: string) =>
  server.accepted(`/api/meeting/IB.2026-03/${command}`, body, person);
const resolved = (personId: string, outcome: string) =>
  item('resolve-conflict', { personId, outcome, reason: 'Asked and answered' }, 'cleo');

/** Where a member may look. */
const READABLE = [
  'reports/board-pack?meeting=IB.2026-03',
  'reports/minutes?meeting=IB.2026-03',
  'views/decision-items',
  'views/decision-items/ITEM',
  'views/decision-items/ITEM/history',
  'views/decision-items/ITEM/why?column=papers',
  'views/decision-items/diff?fromKnownAt=0',
];
/** Where only who reads the log may. */
const OF_THE_LOG = ['events?limit=1000', 'streams/decisionItem-ITEM', 'streams/meeting-IB.2026-03', 'audit/ITEM'];

/** Of the addresses, those whose answer names the marked paper to the person. */
async function leaking(paths: readonly string[], person: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const { status, text } = await server.get(`/api/${path}`, person);
    expect({ path, status }).toEqual({ path, status: 200 });
    if (LEAKS.some((leak) => text.includes(leak))) found.push(path);
  }
  return found;
}

const itemIn = async (person: string) =>
  ((await server.get('/api/reports/board-pack?meeting=IB.2026-03', person)).body as never as { items: object[] })
    .items[0];

it('members without a conflict and the auditor see it everywhere', async () => {
  expect(await leaking(READABLE, 'eve')).toEqual(READABLE);
  expect(await leaking([...READABLE, ...OF_THE_LOG], 'mia')).toEqual([...READABLE, ...OF_THE_LOG]);
  expect(await leaking([...READABLE, ...OF_THE_LOG], 'rex')).toEqual([...READABLE, ...OF_THE_LOG]);
});

it('a member in conflict sees it nowhere, at no date, and is told that something is kept and why', async () => {
  const before = (await server.get('/api/views/decision-items/ITEM', 'rex')).body['basis'] as { logIndex: number };
  await item('declare-interest', { nature: 'Brother of a bidder' }, 'eve');
  await item('declare-interest', { nature: 'Owns the quay' }, 'mia');
  const then = [
    `views/decision-items/ITEM?knownAt=${before.logIndex}`,
    `reports/board-pack?meeting=IB.2026-03&knownAt=${before.logIndex}`,
  ];
  expect(await leaking([...READABLE, ...then], 'eve')).toEqual([]);
  expect(await leaking([...READABLE, ...OF_THE_LOG, ...then], 'mia')).toEqual([]);
  expect(await itemIn('eve')).toMatchObject({ papers: [open], papersWithheld: 1 });
  const { body } = await server.get('/api/reports/board-pack?meeting=IB.2026-03', 'eve');
  expect(body).toMatchObject({
    remarks: ['1 paper is withheld: marked EXCLUDE_CONFLICTED and kept from members in conflict in the matter.'],
    footer: { omitted: 1 },
  });
  expect((await server.get('/api/views/decision-items/ITEM', 'eve')).body).toMatchObject({
    row: { papers: [`CASE-1 1.0 ${open.sha256}`, 'EXCLUDE_CONFLICTED: kept from members in conflict in the matter'] },
  });
  const approvals = async (person: string) => (await server.get('/api/audit/BIDS-9', person)).text;
  expect([await approvals('mia'), await approvals('rex')].map((text) => text.includes(marked.sha256))).toEqual([
    false,
    true,
  ]);
  expect((await server.get('/api/streams/decisionItem-ITEM', 'mia')).text).toContain(
    'Kept from members in conflict in the matter',
  );
});

it('it is no secret to the others meanwhile', async () => {
  expect(await leaking(READABLE, 'dan')).toEqual(READABLE);
  expect(await leaking([...READABLE, ...OF_THE_LOG], 'rex')).toEqual([...READABLE, ...OF_THE_LOG]);
  expect(await itemIn('dan')).toMatchObject({ papers: [open, { ...marked, approvedBy: ['mia'] }], papersWithheld: 0 });
});

it('nobody finds it out by asking whether a guess is right, or by a hash', async () => {
  const status = async (path: string, person: string) => (await server.get(`/api/views/${path}`, person)).status;
  const guess = `decision-items?papers.like=${encodeURIComponent(`BIDS-9 3.7 ${marked.sha256} EXCLUDE_CONFLICTED`)}`;
  expect([await status(guess, 'eve'), await status(guess, 'dan')]).toEqual([403, 200]);
  expect([await status('decision-items/hash', 'eve'), await status('decision-items/hash', 'dan')]).toEqual([403, 200]);
  const { text } = await server.get('/api/views/decision-items', 'eve', { accept: 'text/csv' });
  expect(text).toContain('EXCLUDE_CONFLICTED');
  expect(LEAKS.filter((leak) => text.includes(leak))).toEqual([]);
});

it('who is cleared sees it again, who is recused does not', async () => {
  await resolved('eve', 'RECUSED');
  await resolved('mia', 'CLEARED');
  expect(await leaking(READABLE, 'eve')).toEqual([]);
  expect(await leaking([...READABLE, ...OF_THE_LOG], 'mia')).toEqual([...READABLE, ...OF_THE_LOG]);
});

it('minutes and the way back from the figure leave it out too, and do not call the filed text another one', async () => {
  await meeting(
    'open-meeting',
    { present: ['cleo', 'dan', 'mia'].map((personId) => ({ personId, mode: 'REMOTE' })) },
    'cleo',
  );
  await item('open-ballot', { meetingId: 'IB.2026-03' }, 'cleo');
  for (const member of ['cleo', 'dan', 'mia']) await item('cast-vote', { choice: 'FOR' }, member);
  await item('close-ballot', {}, 'cleo');
  await meeting('close-meeting', {}, 'cleo');
  await server.engine.caughtUp();
  await meeting('draft-minutes', {}, 'mia');
  await item('submit-condition-evidence', { conditionId: 'lease', ...unmarked }, 'ana');
  const after = [
    'views/decision-register/ITEM',
    'views/portfolio-dashboard/PRJ-1/why?column=authorised',
    'reports/minutes?meeting=IB.2026-03',
    'views/conditions',
    'views/conditions/ITEM%2Flease/why?column=evidence',
  ];
  expect(await leaking(after, 'dan')).toEqual(after);
  expect(await leaking(after, 'eve')).toEqual([]);
  const read = async (person: string) => (await server.get('/api/reports/minutes?meeting=IB.2026-03', person)).body;
  const [whole, copy] = [await read('dan'), await read('eve')];
  expect(whole).toMatchObject({ verified: true, papersWithheld: 0 });
  expect(copy).toMatchObject({ verified: null, papersWithheld: 1, drafted: { sha256: whole['sha256'] } });
  expect(copy['text']).toContain('1 paper is withheld');
});

it('nor does it stand on paper', async () => {
  const address = await server.engine.listen();
  const pdf = async (report: string, person: string) => {
    const headers = { authorization: `Bearer ${await server.token(person)}`, accept: 'application/pdf' };
    const answer = await fetch(`${address}/api/reports/${report}?meeting=IB.2026-03`, { headers });
    return (await readPdf(Buffer.from(await answer.arrayBuffer()))).text;
  };
  for (const report of ['board-pack', 'minutes']) {
    expect(await pdf(report, 'dan')).toContain('BIDS-9');
    const kept = await pdf(report, 'eve');
    expect(kept).not.toContain('BIDS-9');
    expect(kept).toMatch(/1 paper is\s+withheld/);
  }
});
