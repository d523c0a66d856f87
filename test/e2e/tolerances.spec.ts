import { gbp } from '@tabularium/testing';
import { Room } from './golden-stories/room';

/** How far changes of a project go without a board, by the policy in force on the day. */
let room: Room;
const policy = 'governance-policy/TOLERANCES';
const rationale = 'Worth it';

beforeAll(async () => {
  room = await Room.on({});
  await room.board('TB');
  await room.give('person/mia', 'delegate-limit', { matter: 'CHANGE_APPROVAL', limit: gbp(1_000_000) }, 'director');
  for (const project of ['P-COST', 'P-DAYS', 'P-WORDS', 'P-ABROAD']) await room.readyForGate(project, 100_000);
}, 60_000);
afterAll(() => room.server.stop());

interface Asked {
  readonly cost?: object;
  readonly days?: number;
  readonly risk?: string;
}

/** A change that waits for approval; its number is given by who asks. */
async function change(id: string, asked: Asked): Promise<string> {
  const to = (command: string, body: object) => room.give(`change-request/${id}`, command, body, 'ana');
  await to('raise-change', { type: 'REQUEST_FOR_CHANGE', title: id, description: 'x', category: 'Works', priority: 3 });
  await to('triage-change', { size: 2, route: 'PMO_MANAGER' });
  const words = { scope: '0', quality: '0', benefits: 'None.', risk: 'none', sustainability: '0', ifNotDone: 'x' };
  await to('assess-impact', { cost: gbp(0), days: 0, ...words, ...asked });
  await to('submit-change', {});
  return id;
}
const approve = async (id: string) => {
  const { status, body } = await room.ask(`change-request/${id}`, 'approve-change', { rationale });
  return { code: body.code ?? status, words: body['detail'], detail: body['refusal'] };
};
const codeOf = async (id: string) => (await approve(id)).code;
const approvalOf = async (id: string) =>
  (await room.eventsIn(`changeRequest-${id}`)).findLast(({ type }) => type === 'ChangeApproved');

/** Has the board decide on commands, and waits until they are carried out. */
async function decide(id: string, matterType: string, effects: readonly object[]): Promise<void> {
  await room.matter(id, 'TB', { matterType, effects, amount: gbp(50_000) });
  await room.convene(`TB.${id}`, [id]);
  await room.ballot(id, `TB.${id}`, { p1: 'FOR', p2: 'FOR', p4: 'FOR' });
}
const byBoard = (item: string, id: string) =>
  decide(item, 'CHANGE_APPROVAL', [{ category: 'changeRequest', id, command: 'ApproveChange', data: { rationale } }]);

/** A version drafted today, in force from the day given. */
async function adopt(version: number, from: string, rules: Readonly<Record<string, string>>): Promise<void> {
  const drafted = Object.entries(rules).map(([ruleId, value]) => ({ ruleId, text: 'As agreed', value }));
  await room.give(policy, 'draft-policy', { kind: 'TOLERANCES', title: 'Tolerances', rules: drafted }, 'ana');
  await room.give(policy, 'submit-policy', { version });
  await decide(`TB-V${version}`, 'GATE_DECISION', [
    { category: 'governancePolicy', id: 'TOLERANCES', command: 'AdoptPolicy', data: { version } },
  ]);
  await room.give(policy, 'activate-policy', { version, from }, 'director');
}

it('nothing is held to tolerances before a policy is in force, or that it says nothing of', async () => {
  await adopt(1, '2026-03-03', {
    'STANDARD.cost': '10 %',
    'STANDARD.days': '10',
    'STANDARD.risk': 'NONE',
    'LIGHT.cost': '0 %',
  });
  expect(await codeOf(await change('P-COST.CR-01', { cost: gbp(6_000) }))).toBe(201);
  expect((await approvalOf('P-COST.CR-01'))?.data).toEqual({
    projectId: 'P-COST',
    approvedBy: 'mia',
    rationale,
  });
});

it('cost goes up to its share of the authorised total, with what was approved before without a board', async () => {
  room.on('2026-03-03');
  await change('P-COST.CR-02', { cost: gbp(4_000.01), days: 1, risk: '0' });
  expect(await approve('P-COST.CR-02')).toMatchObject({
    code: 'BEYOND_TOLERANCE',
    words: expect.stringContaining('10000.00 GBP (10 % of 100000.00 GBP)'),
  });
  expect(await codeOf(await change('P-COST.CR-03', { cost: gbp(4_000), days: 1 }))).toBe(201);
  expect((await approvalOf('P-COST.CR-03'))?.data).toMatchObject({
    policyVersion: 1,
    costTolerated: gbp(10_000),
    costUsed: gbp(6_000),
    daysTolerated: 10,
    daysUsed: 0,
  });
  expect(await codeOf(await change('P-COST.CR-04', { cost: gbp(0.01) }))).toBe('BEYOND_TOLERANCE');
  expect(await codeOf(await change('P-COST.CR-05', { cost: gbp(-9_000) }))).toBe(201);
  expect(await codeOf('P-COST.CR-04')).toBe('BEYOND_TOLERANCE');
});

it('what was approved says in the change log, and by its pins, which version it was held to', async () => {
  await room.settled();
  const { body } = await room.server.get('/api/views/change-log/P-COST.CR-03');
  expect(body['row']).toMatchObject({ state: 'APPROVED', policyVersion: 1 });
  const approved = (await approvalOf('P-COST.CR-03')) as unknown as { readonly metadata: { readonly pins: object } };
  const pinned = ['governancePolicy-TOLERANCES', 'project-P-COST', 'budget-P-COST', 'changeRequest-P-COST.CR-01'];
  for (const stream of pinned) expect(approved.metadata.pins).toHaveProperty([stream], expect.any(Number));
});

it('days go up to their number, and an aspect in words is left alone', async () => {
  expect(await codeOf(await change('P-DAYS.CR-01', { days: 7 }))).toBe(201);
  expect(await codeOf(await change('P-DAYS.CR-02', { days: -20 }))).toBe(201);
  const third = await approve(await change('P-DAYS.CR-03', { days: 4 }));
  expect(third).toMatchObject({ code: 'BEYOND_TOLERANCE', words: expect.stringContaining('10 days') });
  expect(await codeOf(await change('P-WORDS.CR-01', { risk: 'None.' }))).toBe(201);
  expect(await codeOf(await change('P-WORDS.CR-02', { risk: 'Higher tides' }))).toBe('BEYOND_TOLERANCE');
});

it('a board goes beyond, and what it approves uses up nothing', async () => {
  await change('P-DAYS.CR-04', { cost: gbp(50_000), days: 300, risk: 'Higher tides' });
  expect(await codeOf('P-DAYS.CR-04')).toBe('BEYOND_TOLERANCE');
  await byBoard('TB-A', 'P-DAYS.CR-04');
  expect(await approvalOf('P-DAYS.CR-04')).toMatchObject({ metadata: { authority: { basis: 'DECISION' } } });
  expect((await approvalOf('P-DAYS.CR-04'))?.data).not.toHaveProperty('policyVersion');
  expect(await codeOf(await change('P-DAYS.CR-05', { days: 3, cost: gbp(10_000) }))).toBe(201);
  expect(await codeOf(await change('P-DAYS.CR-06', { days: 1 }))).toBe('BEYOND_TOLERANCE');
});

it('costs in another currency than the total go to a board', async () => {
  const rates = [{ currency: 'USD', rate: '1.3' }];
  const table = { date: '2026-03-02', baseCurrency: 'GBP', source: 'Central bank', rates };
  await room.give('rate-table/organisation', 'publish-rates', table, 'fay');
  const dollars = await change('P-ABROAD.CR-01', { cost: { minor: '100', ccy: 'USD' } });
  expect(await codeOf(dollars)).toBe('TOLERANCE_CURRENCY');
  await byBoard('TB-B', dollars);
  expect(await codeOf(await change('P-ABROAD.CR-02', { cost: gbp(1) }))).toBe(201);
});

it('a later version holds from its first day', async () => {
  await adopt(2, '2026-03-05', { 'STANDARD.days': '11' });
  expect(await codeOf('P-DAYS.CR-06')).toBe('BEYOND_TOLERANCE');
  room.on('2026-03-05');
  expect(await codeOf('P-DAYS.CR-06')).toBe(201);
  expect((await approvalOf('P-DAYS.CR-06'))?.data).toMatchObject({ policyVersion: 2, daysTolerated: 11, daysUsed: 10 });
  expect(await codeOf('P-COST.CR-04')).toBe(201);
});

it('approvals under a version that was recorded wrongly stand, and are listed', async () => {
  const rules = [{ ruleId: 'STANDARD.days', text: 'As agreed', value: '5' }];
  await decide('TB-C', 'GATE_DECISION', [
    {
      category: 'governancePolicy',
      id: 'TOLERANCES',
      command: 'CorrectPolicy',
      data: { version: 2, rules, reason: 'Copied wrongly from the minutes' },
    },
  ]);
  const { body } = await room.report('corrected-bases', '');
  const approvals = body['approvals'] as readonly Readonly<Record<string, unknown>>[];
  expect(approvals.map(({ stream, type }) => `${String(type)} in ${String(stream)}`).sort()).toEqual([
    'ChangeApproved in changeRequest-P-COST.CR-04',
    'ChangeApproved in changeRequest-P-DAYS.CR-06',
  ]);
  expect((await approvalOf('P-DAYS.CR-06'))?.data).toMatchObject({ policyVersion: 2, daysTolerated: 11 });
});
