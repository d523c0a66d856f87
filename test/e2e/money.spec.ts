import { gbp } from '@tabularium/testing';
import { TestServer } from './api-server';
const project = 'PRJ-2026-0001';
const today = '2026-06-10';
let server: TestServer;

const command = (category: string, name: string, body: unknown, person = 'director', id = project) =>
  server.post(`/api/${category}/${id}/${name}`, body, person);
const accepted = (category: string, name: string, body: unknown, person = 'director', id = project) =>
  server.accepted(`/api/${category}/${id}/${name}`, body, person);
const refused = async (answer: ReturnType<typeof command>) => {
  const { status, body } = await answer;
  return [status, body.code];
};
const rowsOf = async (view: string, query = '') => {
  const { body } = await server.get(`/api/views/${view}?project=${project}${query}`);
  return body['rows'] as readonly { readonly key: string; readonly row: Readonly<Record<string, unknown>> }[];
};
const eventsOf = async (type: string) => (await server.log()).filter((event) => event.type === type);

const lines = [
  { account: 'CA-1', costType: 'SERVICES', period: '2026-06', amount: gbp(400) },
  { account: 'CA-2', costType: 'LABOUR', period: '2026-07', amount: gbp(300) },
];

/** One project, approved and in its first stage, with a budget of 800.00: 700.00 in lines, 100.00 in reserve. */
beforeAll(async () => {
  server = await TestServer.start({}, { clock: () => Date.parse(`${today}T09:00:00.000Z`) });
  for (const [person, role] of [
    ['mia', 'PMO_MANAGER'],
    ['ana', 'PMO_ANALYST'],
    ['fay', 'FINANCE_CONTROLLER'],
    ['cat', 'FINANCE_CONTROLLER'],
  ] as const)
    await server.person(person, { role });
  await accepted('portfolio', 'charter-portfolio', { name: 'City', ccy: 'GBP' }, 'director', 'CITY');
  const registration = { name: 'Quay', portfolioId: 'CITY', unit: 'Harbour', tier: 'STANDARD', lifeCycle: 'PM2-1' };
  await accepted('project', 'register-project', registration, 'ana');
  await server.person('sam', { role: 'SPONSOR', project });
  await server.person('pat', { role: 'PROJECT_MANAGER', project });
  await accepted('project', 'assign-sponsor', { personId: 'sam' });
  await accepted('project', 'assign-project-manager', { personId: 'pat' });
  for (const matter of ['PROJECT_APPROVAL', 'GATE_DECISION', 'BUDGET_REVISION', 'CHANGE_APPROVAL'])
    await accepted('person', 'delegate-limit', { matter, limit: gbp(1_000) }, 'director', 'mia');
  const approval = { authorisedTotal: gbp(900), startsOn: today, endsOn: '2026-12-31', rationale: 'Needed' };
  await accepted('project', 'approve-project', approval, 'mia');
  await accepted('project', 'start-stage', { stage: 1 }, 'pat');
  await accepted('project', 'complete-stage', { stage: 1 }, 'pat');
  await accepted('budget', 'create-budget', { ccy: 'GBP' }, 'ana');
  const submission = { lines, managementReserve: gbp(100), contingency: gbp(0), total: gbp(800) };
  await accepted('budget', 'submit-budget', submission, 'ana');
  await accepted('budget', 'approve-budget', { authorised: gbp(850) }, 'mia');
}, 60_000);
afterAll(() => server.stop());

it('commits nothing before a gate released it, and what the gate released after', async () => {
  const order = { commitmentId: 'P1', account: 'CA-1', amount: gbp(100), supplier: 'Works', externalRef: 'PO-1' };
  expect(await refused(command('cost-ledger', 'place-commitment', order, 'pat'))).toEqual([409, 'RELEASE_EXCEEDED']);

  const gate = `${project}.RfP`;
  const criteria = [{ id: 'plan', text: 'The plan is agreed', mandatory: true }];
  await accepted('gate-review', 'open-gate', { criteria }, 'ana', gate);
  const evidence = { criterionId: 'plan', documentId: 'DOC-1', version: '1', sha256: 'a'.repeat(64) };
  await accepted('gate-review', 'submit-evidence', evidence, 'pat', gate);
  await accepted('gate-review', 'assess-criterion', { criterionId: 'plan', result: 'MET' }, 'ana', gate);
  await accepted('gate-review', 'declare-ready', {}, 'ana', gate);
  const pass = { outcome: 'PASS', fundsReleased: gbp(500), reason: 'Ready' };
  await accepted('gate-review', 'record-gate-decision', pass, 'mia', gate);
  await server.engine.caughtUp();

  expect(await eventsOf('StageFundsReleased')).toMatchObject([
    { stream: `budget-${project}`, data: { gate: 'RfP', attempt: 1, amount: gbp(500), releasedTo: gbp(500) } },
  ]);
  await accepted('cost-ledger', 'place-commitment', order, 'pat');
  const more = { ...order, commitmentId: 'P2', externalRef: 'PO-2', amount: gbp(400.01) };
  expect(await refused(command('cost-ledger', 'place-commitment', more, 'pat'))).toEqual([409, 'RELEASE_EXCEEDED']);
});

it('takes an actual above the release and shows the exception', async () => {
  const entry = { account: 'CA-1', period: '2026-06', externalRef: 'INV-1' };
  await accepted('cost-ledger', 'post-actual', { ...entry, entryId: 'A1', amount: gbp(450) }, 'ana');
  expect(await rowsOf('exceptions')).toMatchObject([
    { key: `${project}/A1`, row: { amount: gbp(50), released: gbp(500), used: gbp(550), by: 'ana' } },
  ]);
  const { body } = await server.get(`/api/reports/spend?project=${project}`, 'fay');
  expect(body).toMatchObject({
    rows: [{ released: gbp(500), committed: gbp(100), actual: gbp(450), available: gbp(-50) }],
  });
});

it('closes a period by who did not post in it, and takes what comes late as late', async () => {
  const may = { entryId: 'A2', account: 'CA-1', period: '2026-05', amount: gbp(5), externalRef: 'INV-2' };
  await accepted('cost-ledger', 'post-actual', { ...may, effectiveOn: '2026-05-20' }, 'fay');
  const close = { period: '2026-05', ledgerTotal: gbp(5) };
  expect(await refused(command('cost-ledger', 'close-period', close, 'ana'))).toEqual([403, 'NOT_ALLOWED']);
  expect(await refused(command('cost-ledger', 'close-period', close, 'fay'))).toEqual([409, 'SOD_POSTER_CLOSES']);
  await accepted('cost-ledger', 'close-period', close, 'cat');

  const late = { ...may, entryId: 'A3', externalRef: 'INV-3', effectiveOn: '2026-05-28' };
  expect(await refused(command('cost-ledger', 'post-actual', late, 'ana'))).toEqual([409, 'PERIOD_CLOSED']);
  await accepted('cost-ledger', 'post-actual', { ...late, period: '2026-06', late: true }, 'ana');
  const booked = await rowsOf('cost-entries', '&lateFor=2026-05');
  expect(booked).toMatchObject([{ row: { period: '2026-06', arisenOn: '2026-05-28' } }]);
  const asOfMay = await rowsOf('cost-entries', '&asOf=2026-05-31');
  expect(asOfMay.map(({ row }) => row['entry'])).toEqual(['A2', 'A3']);
});

describe('a change that costs money', () => {
  const change = `${project}.CR-01`;
  const request = {
    type: 'REQUEST_FOR_CHANGE',
    title: 'Crane',
    description: 'One more',
    category: 'Scope',
    priority: 2,
  };
  const impact = {
    cost: gbp(50),
    days: 0,
    scope: 'More',
    quality: 'None',
    benefits: 'None',
    risk: 'None',
    sustainability: 'None',
    ifNotDone: 'Slow',
  };
  const proposal = {
    kind: 'INCREASE',
    lines: [{ account: 'CA-1', period: '2026-06', from: gbp(400), to: gbp(450) }],
    changeId: change,
    reason: 'A second crane',
  };

  it('revises the budget once it is approved, by somebody else, once', async () => {
    expect(await refused(command('change-request', 'raise-change', request, 'pat', `${project}.CR-02`))).toEqual([
      409,
      'CHANGE_OUT_OF_ORDER',
    ]);
    await accepted('change-request', 'raise-change', request, 'pat', change);
    await accepted('change-request', 'triage-change', { size: 1, route: 'PMO manager' }, 'ana', change);
    await accepted('change-request', 'assess-impact', impact, 'pat', change);
    await accepted('change-request', 'submit-change', {}, 'pat', change);
    expect(await refused(command('budget', 'propose-revision', proposal, 'ana'))).toEqual([409, 'CHANGE_NOT_APPROVED']);
    await accepted('change-request', 'approve-change', { rationale: 'Agreed' }, 'mia', change);
    await accepted('budget', 'propose-revision', proposal, 'ana');

    const approve = { proposalNo: 1, rationale: 'Agreed' };
    const answers = await Promise.all([1, 2, 3].map(() => command('budget', 'approve-revision', approve, 'mia')));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(await eventsOf('BudgetRevised')).toHaveLength(1);
    expect(await rowsOf('change-log')).toMatchObject([{ key: change, row: { state: 'APPROVED', budgetRevision: 1 } }]);
  });

  it('is a step of the waterfall, which reconciles to zero', async () => {
    const { body } = await server.get(`/api/reports/budget-waterfall?project=${project}`, 'fay');
    expect(body).toMatchObject({
      steps: [
        { step: 0, kind: 'BASELINE', tabTo: gbp(800) },
        { step: 1, kind: 'INCREASE', tabTo: gbp(850), change, proposedBy: 'ana', approvedBy: 'mia' },
      ],
      check: { chainLessTab: gbp(0), linesLessTab: gbp(0), reconciles: true },
    });
  });
});

it('shows who was refused what', async () => {
  const { body } = await server.get('/api/views/refusals/totals/by-code');
  const codes = (body['rows'] as readonly { readonly group: { readonly code: string } }[]).map(
    ({ group }) => group.code,
  );
  expect(codes).toEqual(expect.arrayContaining(['RELEASE_EXCEEDED', 'SOD_POSTER_CLOSES', 'CHANGE_NOT_APPROVED']));
});
