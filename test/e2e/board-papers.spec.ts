import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestServer } from './api-server';
import { tabularium } from './command-line';
import { termsFor } from './terms';
import { gbp, readPdf } from '@tabularium/testing';
const NAMES = { cleo: 'Cleo Łukasik', dan: 'Dan Öztürk', eve: 'Яна Волкова', fay: 'Ωmega Παππά', gus: 'Gus Nwosu' };
const MEMBERS = Object.keys(NAMES);
const paper = (version: string, letter: string) => ({ documentId: 'CASE-1', version, sha256: letter.repeat(64) });
const terms = termsFor(
  MEMBERS.map((member) => `seat-${member}`),
  [{ matterType: 'PROJECT_APPROVAL', voting: { method: 'SIMPLE' }, upTo: gbp(1_000_000) }],
  { deputySeat: 'seat-dan' },
);
const approval = {
  authorisedTotal: gbp(500_000),
  startsOn: '2026-04-01',
  endsOn: '2027-04-01',
  rationale: 'Decided by the investment board',
};

let server: TestServer;
let now: number;

/** A board, a project that it approved in March, minutes of that meeting still to be drafted, and a second meeting in April. */
beforeAll(async () => {
  now = Date.parse('2026-03-02T09:00:00.000Z');
  server = await TestServer.start({}, { clock: () => now });
  for (const [member, name] of Object.entries(NAMES)) {
    await server.accepted(`/api/person/${member}/register-person`, { name, unit: 'Board' });
    await server.accepted(`/api/person/${member}/grant-role`, { role: 'BOARD_MEMBER' });
  }
  await server.person('mia', { role: 'PMO_MANAGER' });
  await server.person('fin', { role: 'FINANCE_CONTROLLER' });
  await server.person('sam');
  await server.accepted('/api/portfolio/CITY/charter-portfolio', { name: 'City', ccy: 'GBP' });
  const project = { name: 'Hafenlichter', portfolioId: 'CITY', unit: 'Harbour', tier: 'STANDARD', lifeCycle: 'PM2-1' };
  await server.accepted('/api/project/PRJ-1/register-project', project);
  await server.accepted('/api/project/PRJ-1/assign-sponsor', { personId: 'sam' });
  await server.accepted('/api/governance-body/IB/establish-body', { name: 'Investment board', terms });
  for (const personId of MEMBERS)
    await server.accepted('/api/governance-body/IB/appoint-member', { seatId: `seat-${personId}`, personId });
  await proposed(
    'FIRST',
    [{ category: 'project', id: 'PRJ-1', command: 'ApproveProject', data: approval }],
    gbp(500_000),
  );
  await convened('IB.2026-03', '2026-03-02', 'FIRST');
}, 60_000);
afterAll(() => server.stop());

const item = (id: string, command: string, body: object, person: string) =>
  server.accepted(`/api/decision-item/${id}/${command}`, body, person);
const meeting = (id: string, command: string, body: object = {}, person = 'cleo') =>
  server.accepted(`/api/meeting/${id}/${command}`, body, person);

async function proposed(id: string, effects: readonly object[], amount?: object): Promise<void> {
  const matter = {
    bodyId: 'IB',
    matterType: 'PROJECT_APPROVAL',
    subject: 'Hafenlichter: Łódź–Ωmega, этап 1',
    target: { category: 'project', id: 'PRJ-1' },
    papers: [paper('1.0', 'a')],
    effects,
    ...(amount ? { amount } : {}),
  };
  await item(id, 'propose-matter', matter, 'mia');
}

async function convened(id: string, on: string, itemId: string): Promise<void> {
  await meeting(id, 'schedule-meeting', { on, mode: 'HYBRID', place: 'Town hall' }, 'mia');
  await meeting(id, 'table-item', { itemId }, 'mia');
}

const present = (...people: readonly string[]) => people.map((personId) => ({ personId, mode: 'IN_PERSON' }));

/** Over a socket, for the bytes; the answer of the API inside the process is text. */
async function fetched(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  address ??= await server.engine.listen();
  return fetch(`${address}${path}`, { headers: { authorization: `Bearer ${await server.token()}`, ...headers } });
}
let address: string | undefined;

const pdfOf = async (path: string): Promise<Buffer> => Buffer.from(await (await fetched(path)).arrayBuffer());

interface PackRead {
  readonly [name: string]: unknown;
  readonly items: readonly { readonly [name: string]: unknown }[];
}

it('the first pack says what is asked for, by which rules, and that it is the first time', async () => {
  await item('FIRST', 'attach-recommendation', { adviser: 'FINANCE', stance: 'AGAINST', text: 'Too dear' }, 'fin');
  await item('FIRST', 'declare-interest', { nature: 'Owns the quay' }, 'gus');
  const { status, body } = await server.get('/api/reports/board-pack?meeting=IB.2026-03', 'cleo');
  expect(status).toBe(200);
  const { items, ...pack } = body as unknown as PackRead;
  expect(pack).toMatchObject({
    body: 'IB',
    bodyName: 'Investment board',
    notice: { on: '2026-03-02', mode: 'HYBRID', place: 'Town hall', days: 0, daysNeeded: 0, agendaPublished: false },
    quorum: { rule: 'more than half of the voting seats', votingSeats: 5, filled: 5, required: 3 },
    openActions: [],
    openConditions: [],
    people: NAMES,
  });
  expect(items).toMatchObject([
    {
      place: 1,
      item: 'FIRST',
      target: 'project PRJ-1',
      amount: gbp(500_000),
      proposedBy: 'mia',
      votingRule: 'more than half of the votes cast for it',
      papers: [paper('1.0', 'a')],
      recommendations: [{ adviser: 'FINANCE', stance: 'AGAINST', text: 'Too dear', by: 'fin' }],
      conflicts: [{ personId: 'gus', grounds: ['declared: Owns the quay'], state: 'OPEN', settledBy: null }],
      quorate: { required: 3, present: 5, quorate: true },
      commands: [
        'Approve project, on project PRJ-1: authorised total GBP 500,000.00; starts on 2026-04-01; ends on 2027-04-01; rationale Decided by the investment board',
      ],
      sinceLastApproval: { kind: 'FIRST_TIME' },
      previous: [],
    },
  ]);
});

it('minutes follow from what happened, and their draft has the hash of exactly that text', async () => {
  await item('FIRST', 'resolve-conflict', { personId: 'gus', outcome: 'RECUSED', reason: 'Owner' }, 'cleo');
  await meeting('IB.2026-03', 'open-meeting', { present: present('cleo', 'dan', 'eve') });
  now += 5 * 60_000;
  await meeting('IB.2026-03', 'record-departure', { personId: 'eve' });
  await meeting('IB.2026-03', 'record-attendance', { personId: 'eve', mode: 'REMOTE' });
  await item('FIRST', 'open-ballot', { meetingId: 'IB.2026-03' }, 'cleo');
  await item('FIRST', 'cast-vote', { choice: 'FOR', rationale: 'Worth it' }, 'cleo');
  await item('FIRST', 'cast-vote', { choice: 'FOR', rationale: 'Needed' }, 'dan');
  await item('FIRST', 'cast-vote', { choice: 'AGAINST', rationale: 'Too dear\n# Quorum' }, 'eve');
  await item('FIRST', 'close-ballot', {}, 'cleo');
  await server.engine.caughtUp();
  const action = { text: 'Tell the harbour master.', owner: 'mia', dueOn: '2026-03-20', from: 'IB.2026-03' };
  await server.accepted('/api/action-item/ACT-1/raise-action', action, 'cleo');
  await meeting('IB.2026-03', 'close-meeting');
  const preview = await minutesRead();
  expect(preview).toMatchObject({ state: 'PREVIEW', verified: null, drafted: null, actions: ['ACT-1'] });
  expect(createHash('sha256').update(preview.text).digest('hex')).toBe(preview.sha256);
  expect(preview.text).toBe(SPOKEN);
  const wrong = await server.post('/api/meeting/IB.2026-03/draft-minutes', { sha256: 'f'.repeat(64) }, 'mia');
  expect([wrong.status, wrong.body.code]).toEqual([409, 'MINUTES_DIFFER']);
  await meeting('IB.2026-03', 'draft-minutes', { sha256: preview.sha256, actions: preview.actions }, 'mia');
  expect(await minutesRead()).toMatchObject({ state: 'DRAFTED', verified: true, text: SPOKEN, drafted: { by: 'mia' } });
});

const SPOKEN = [
  '# Meeting IB.2026-03 of Investment board',
  'Called for 2026-03-02, in person and remotely, at Town hall; papers were due on 2026-03-02.',
  'Opened 2026-03-02 09:00 UTC by cleo.',
  'Closed 2026-03-02 09:05 UTC.',
  '',
  '# Attendance',
  'Present at the opening: cleo (in person), dan (in person), eve (in person).',
  '2026-03-02 09:05 UTC: eve left.',
  '2026-03-02 09:05 UTC: eve (remotely) arrived.',
  'Absent: fay, gus.',
  '',
  '# Quorum',
  'At the opening 3 were present and 3 were needed: the meeting had its quorum.',
  '2026-03-02 09:05 UTC: the quorum was lost, with 2 present and 3 needed.',
  '2026-03-02 09:05 UTC: the quorum was there again, with 3 present and 3 needed.',
  '',
  '# 1. Hafenlichter: Łódź–Ωmega, этап 1 (FIRST)',
  'Matter: project approval about project PRJ-1, GBP 500,000.00; proposed by mia.',
  `Paper: CASE-1, version 1.0, SHA-256 ${'a'.repeat(64)}.`,
  'Recommendation of finance (fin), against: Too dear',
  'gus declared an interest: Owns the quay',
  'gus was recused by cleo: Owner',
  'Ballot 1, under version 1 of the terms of reference. To carry: more than half of the votes cast for it. Quorum: more than half of the voting seats, that is 3; 3 counted.',
  'Recused: gus.',
  'cleo: for – Worth it',
  'dan: for – Needed',
  'eve: against – Too dear # Quorum',
  'Count: 2 for, 1 against, 0 abstained, 1 did not vote, 1 recused; 3 present, 3 needed for a quorum, 4 eligible, 5 of 5 seats filled.',
  '2 × 2 > 3: carried. Outcome: approved.',
  'Decision IB-2026-0001: approved on 2026-03-02, effective from 2026-03-02.',
  'Against the advice of finance or assurance.',
  'Dissent of eve: Too dear # Quorum',
  '',
  '# Actions',
  'ACT-1: Tell the harbour master. Owner mia, due 2026-03-20; from IB.2026-03.',
  '',
].join('\n');

interface MinutesRead {
  readonly [name: string]: unknown;
  readonly text: string;
  readonly sha256: string;
  readonly actions: readonly string[];
}

const minutesRead = async (more = ''): Promise<MinutesRead> =>
  (await server.get(`/api/reports/minutes?meeting=IB.2026-03${more}`, 'dan')).body as unknown as MinutesRead;

it('a correction goes into the next draft; what is sealed never says anything else', async () => {
  await meeting('IB.2026-03', 'propose-correction', { text: 'fay had sent her apologies' }, 'fay');
  const open = await minutesRead();
  expect(open).toMatchObject({ state: 'DRAFTED', text: SPOKEN, correctionsSince: ['fay had sent her apologies'] });
  await meeting('IB.2026-03', 'draft-minutes', { actions: ['ACT-1'] }, 'mia');
  const draft = await minutesRead();
  expect(draft.text).toBe(`${SPOKEN}\n# Corrections proposed\nBy fay: fay had sent her apologies\n`);
  now = Date.parse('2026-04-06T09:00:00.000Z');
  await proposed('SECOND', []);
  await item('SECOND', 'amend-papers', { papers: [paper('2.0', 'b')], reason: 'New figures' }, 'mia');
  await convened('IB.2026-04', '2026-04-06', 'SECOND');
  await meeting('IB.2026-04', 'open-meeting', { present: present('cleo', 'dan', 'eve', 'fay') });
  await meeting('IB.2026-03', 'approve-minutes', { atMeeting: 'IB.2026-04', sha256: draft.sha256 });
  await meeting('IB.2026-03', 'note-erratum', { text: 'The town hall is the old one' }, 'mia');
  await server.accepted(
    '/api/action-item/ACT-2/raise-action',
    { text: 'x', owner: 'mia', dueOn: '2026-05-01', from: 'FIRST' },
    'cleo',
  );
  const sealed = await minutesRead();
  expect(sealed).toMatchObject({
    state: 'SEALED',
    verified: true,
    text: draft.text,
    sha256: draft.sha256,
    actions: ['ACT-1'],
    sealed: { by: 'cleo', atMeeting: 'IB.2026-04' },
    errata: [{ by: 'mia', text: 'The town hall is the old one' }],
  });
  expect(sealed['restsOn']).toMatchObject({ 'actionItem-ACT-1': 0, 'decisionItem-FIRST': 13 });
});

it('the second pack shows what became different since the board approved, and what is open', async () => {
  await server.accepted('/api/project/PRJ-1/rename-project', { name: 'Harbour lights', reason: 'In English' });
  const { body } = await server.get('/api/reports/board-pack?meeting=IB.2026-04&asOf=2026-04-06');
  const [second] = (body as unknown as PackRead).items;
  expect(second).toMatchObject({
    item: 'SECOND',
    papers: [paper('2.0', 'b')],
    commands: [],
    previous: [{ decisionNo: 'IB-2026-0001', outcome: 'APPROVED', decidedOn: '2026-03-02', state: 'EFFECTIVE' }],
    sinceLastApproval: { kind: 'SINCE', decisionNo: 'IB-2026-0001', decidedOn: '2026-03-02' },
  });
  const { changes } = second!['sinceLastApproval'] as {
    readonly changes: readonly Readonly<Record<string, unknown>>[];
  };
  expect(changes.map(({ view: _view, causes: _causes, ...change }) => change)).toEqual([
    { column: 'name', before: 'Hafenlichter', after: 'Harbour lights', restated: false, byThatDecision: false },
    { column: 'phase', before: 'REGISTERED', after: 'APPROVED', restated: false, byThatDecision: true },
    { column: 'startsOn', before: '–', after: '2026-04-01', restated: false, byThatDecision: true },
    { column: 'endsOn', before: '–', after: '2027-04-01', restated: false, byThatDecision: true },
    { column: 'authorised', before: '–', after: 'GBP 500,000.00', restated: false, byThatDecision: true },
  ]);
  expect(changes[0]).toMatchObject({
    causes: [{ type: 'ProjectRenamed', by: 'director', authority: 'ROLE PMO_DIRECTOR' }],
  });
  expect(body).toMatchObject({
    openActions: [
      { action: 'ACT-1', overdueDays: 17 },
      { action: 'ACT-2', overdueDays: 0 },
    ],
  });
});

it('who may not see the interests of others is not told whose return is missing', async () => {
  const missing = async (person: string) =>
    (await server.get('/api/reports/interest-register?body=IB', person)).body['missingReturns'];
  expect(await missing('director')).toEqual(MEMBERS);
  expect(await missing('dan')).toBeNull();
});

it('both stand on paper: tagged, with their fonts, and the same bytes for the same question', async () => {
  const answer = await fetched('/api/reports/minutes?meeting=IB.2026-03', { accept: 'application/pdf' });
  expect(answer.status).toBe(200);
  expect([answer.headers.get('content-type'), answer.headers.get('content-disposition')]).toEqual([
    'application/pdf',
    'attachment; filename="minutes-IB.2026-03.pdf"',
  ]);
  const bytes = Buffer.from(await answer.arrayBuffer());
  const { basis } = (await minutesRead()) as unknown as {
    readonly basis: { readonly logIndex: number; readonly asOf: string };
  };
  const again = await pdfOf(
    `/api/reports/minutes?meeting=IB.2026-03&format=pdf&knownAt=${basis.logIndex}&asOf=${basis.asOf}`,
  );
  expect(again.equals(bytes)).toBe(true);
  const minutes = await readPdf(bytes);
  expect(minutes.text).toContain('Hafenlichter: Łódź–Ωmega, этап 1');
  for (const name of Object.values(NAMES)) expect(minutes.text).toContain(name);
  expect(minutes.text).toContain('Approved and sealed');
  const pack = await readPdf(await pdfOf('/api/reports/board-pack?meeting=IB.2026-04&format=pdf'));
  expect(pack.title).toBe('Investment board');
  expect(pack.text).toContain('Compared with IB-2026-0001 of 2026-03-02');
  for (const read of [minutes, pack]) {
    expect(read).toMatchObject({ tagged: true, language: 'en', showsTitle: true, fontsNotEmbedded: [] });
    expect(read.text).toMatch(/Content SHA-256 [0-9a-f]{64}/);
  }
});

it('what has no form on paper, or no meeting, is said so', async () => {
  const asked = async (path: string) => (await server.get(`/api/reports/${path}`)).body.code;
  expect(await asked('spend?format=pdf')).toBe('NOT_ON_PAPER');
  expect(await asked('minutes?meeting=IB.2026-03&format=doc')).toBe('BAD_PARAMETER');
  expect(await asked('minutes?meeting=IB.2031-01')).toBe('NOT_FOUND');
  expect(await asked('board-pack?meeting=IB.2031-01&format=pdf')).toBe('NOT_FOUND');
});

it('a pack asked for afterwards is the one that the board was handed', async () => {
  now = Date.parse('2026-04-07T09:00:00.000Z');
  await server.accepted('/api/governance-body/IB/relieve-member', { seatId: 'seat-gus', reason: 'Moved away' });
  const { body } = await server.get('/api/reports/board-pack?meeting=IB.2026-03');
  expect(body['members']).toContainEqual(expect.objectContaining({ seat: 'seat-gus', personId: 'gus' }));
  const [first] = (body as unknown as PackRead).items;
  expect(first).toMatchObject({ item: 'FIRST', sinceLastApproval: { kind: 'FIRST_TIME' }, previous: [] });
});

it('the command line writes them to files, beside a server and without one', async () => {
  const work = mkdtempSync(join(tmpdir(), 'tabularium-papers-'));
  const { basis } = (await minutesRead()) as unknown as { readonly basis: { readonly logIndex: number } };
  const then = ['--as-of', '2026-04-06', '--known-at', String(basis.logIndex)];
  const ask = ['report', 'minutes', 'meeting=IB.2026-03', ...then, '--as', 'dan'];
  const beside = join(work, 'beside.pdf');
  address ??= await server.engine.listen();
  const env = { TABULARIUM_PORT: new URL(address).port, TABULARIUM_DATA: server.folder };
  expect(await tabularium(env, [...ask, '--output', beside])).toEqual({ exit: 0, out: '', err: '' });
  expect((await readPdf(readFileSync(beside))).text).toContain('Approved and sealed');
  const json = join(work, 'minutes.json');
  await tabularium(env, [...ask, '--output', json]);
  expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({ state: 'SEALED' });
  await server.engine.close();
  const without = join(work, 'without.pdf');
  const { exit } = await tabularium({ ...env, TABULARIUM_PORT: '1' }, [...ask, '--output', without]);
  expect(exit).toBe(0);
  expect(readFileSync(without).equals(readFileSync(beside))).toBe(true);
  rmSync(work, { recursive: true });
}, 60_000);
