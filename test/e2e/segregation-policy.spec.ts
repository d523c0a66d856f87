import { gbp } from '@tabularium/testing';
import { Room } from './golden-stories/room';

/** Duties that the organisation keeps apart by a policy of its own: from the first day of a version on, until the next. */
let room: Room;
const POLICY = 'governance-policy/SEGREGATION_OF_DUTIES';
const STREAM = 'governancePolicy-SEGREGATION_OF_DUTIES';
const DUTY = 'DUTIES.ChangeImpactAssessed.ApproveChange';
const PAIR = 'ROLES.PMO_MANAGER.FINANCE_CONTROLLER';
const COOLING = 'COOLING_OFF.ASSURANCE_REVIEWER';
const reason = 'As decided';

const written = (rules: Readonly<Record<string, string>>) =>
  Object.entries(rules).map(([ruleId, value]) => ({ ruleId, text: 'x', ...(value ? { value } : {}) }));
const draft = (rules: Readonly<Record<string, string>>) => ({
  kind: 'SEGREGATION_OF_DUTIES',
  title: 'Who does not do what',
  rules: written(rules),
});

beforeAll(async () => {
  room = await Room.on({});
  await room.board('SB');
  await room.project('P-SD');
  await room.server.person('ona', { role: 'PMO_ANALYST' }, { role: 'PMO_MANAGER' });
  await room.server.person('max', { role: 'PMO_MANAGER' });
  const limit = { matter: 'CHANGE_APPROVAL', limit: gbp(100_000) };
  for (const person of ['ona', 'mia']) await room.give(`person/${person}`, 'delegate-limit', limit, 'director');
  await room.give('person/p3', 'grant-role', { role: 'FINANCE_CONTROLLER' }, 'director');
  const lent = { from: 'ona', to: 'max', ...limit, validUntil: '2026-06-30', reason: 'Leave' };
  await room.give('delegation/max', 'grant-delegation', lent, 'ona');
  await room.give('delegation/max', 'accept-delegation', { delegationId: 'max~1' }, 'max');
}, 60_000);
afterAll(() => room.server.stop());

/** Has the board decide on a command, and waits until it is carried out. */
async function decide(id: string, command: string, data: object): Promise<void> {
  await room.matter(id, 'SB', {
    effects: [{ category: 'governancePolicy', id: 'SEGREGATION_OF_DUTIES', command, data }],
  });
  await room.convene(`SB.${id}`, [id]);
  await room.ballot(id, `SB.${id}`, { p1: 'FOR', p2: 'FOR', p4: 'FOR', p5: 'FOR', p6: 'FOR' });
}

let changes = 0;
/** A change of 40,000 that waits for approval, with the analyst who assessed it. */
async function change(assessor: string): Promise<string> {
  const id = `P-SD.CR-${String(++changes).padStart(2, '0')}`;
  const to = (command: string, body: object, person = 'ana') =>
    room.give(`change-request/${id}`, command, body, person);
  await to('raise-change', { type: 'REQUEST_FOR_CHANGE', title: id, description: 'x', category: 'Works', priority: 3 });
  await to('triage-change', { size: 2, route: 'PMO_MANAGER' });
  const text = { scope: 'x', quality: 'x', benefits: 'x', risk: 'x', sustainability: 'x', ifNotDone: 'x' };
  await to('assess-impact', { cost: gbp(40_000), days: 0, ...text }, assessor);
  await to('submit-change', {});
  return id;
}
const approve = (id: string, person: string) =>
  room.ask(`change-request/${id}`, 'approve-change', { rationale: 'Worth it' }, person);
const approval = (id: string, person: string) =>
  room.refusal(`change-request/${id}`, 'approve-change', { rationale: 'Worth it' }, person);
const pinsOf = async (stream: string, type: string) => {
  const found = (await room.eventsIn(stream)).findLast((event) => event.type === type);
  return (found as unknown as { readonly metadata: { readonly pins?: object } }).metadata.pins ?? {};
};

it('is drafted with names of events and commands that there are, and of one record', async () => {
  const drafting = async (ruleId: string) =>
    (await room.ask(POLICY, 'draft-policy', draft({ [ruleId]: '' }), 'ana')).body;
  expect(await drafting('DUTIES.ChangeAssessed.ApproveChange')).toMatchObject({
    code: 'RULE_NAME_UNKNOWN',
    detail: expect.stringContaining('names ChangeAssessed'),
  });
  expect((await drafting('DUTIES.ChangeImpactAssessed.Approve')).code).toBe('RULE_NAME_UNKNOWN');
  expect((await drafting('DUTIES.RoleGranted.ApproveChange')).code).toBe('RULE_NEVER_APPLIES');
  expect((await drafting('ROLES.AUDITOR.SPONSOR.PROJECT')).code).toBe('RULE_UNREADABLE');
});

it('holds nobody before a board has adopted it and its first day has come', async () => {
  const rules = { [DUTY]: '', [PAIR]: '', [COOLING]: '730' };
  await room.give(POLICY, 'draft-policy', draft(rules), 'ana');
  await room.give(POLICY, 'submit-policy', { version: 1 });
  await decide('SB-A', 'AdoptPolicy', { version: 1 });
  await room.give(POLICY, 'activate-policy', { version: 1, from: '2026-03-09' }, 'director');
  const id = await change('ona');
  expect(await approval(id, 'ona')).toBe('201');
  expect(await pinsOf(`changeRequest-${id}`, 'ChangeApproved')).not.toHaveProperty([STREAM]);
});

it('keeps an analyst who assessed a change from approving it, and nobody else', async () => {
  const before = await change('ona');
  room.on('2026-03-09');
  const id = await change('ona');
  for (const assessed of [before, id]) expect(await approval(assessed, 'ona')).toBe('SOD_POLICY');
  const { status, body } = await approve(id, 'ona');
  expect([status, body['detail']]).toEqual([
    409,
    `The rule ${DUTY} of the policy on segregation of duties, version 1, keeps ona from this`,
  ]);
  const refused = (await room.server.log()).findLast(({ type }) => type === 'CommandRefused');
  expect(refused?.data).toMatchObject({
    commandType: 'ApproveChange',
    target: `changeRequest-${id}`,
    code: 'SOD_POLICY',
    detail: { ruleId: DUTY, version: 1, eventType: 'ChangeImpactAssessed', personId: 'ona' },
  });
  expect(await approval(id, 'mia')).toBe('201');
  expect(await pinsOf(`changeRequest-${id}`, 'ChangeApproved')).toHaveProperty([STREAM]);
  expect(await pinsOf(`changeRequest-${id}`, 'ChangeSubmitted')).not.toHaveProperty([STREAM]);
});

it('keeps from it as well who acts on behalf of the analyst', async () => {
  expect(await approval(await change('ona'), 'max')).toBe('SOD_POLICY');
  const id = await change('ana');
  expect(await approval(id, 'max')).toBe('201');
  expect((await room.eventsIn(`changeRequest-${id}`)).at(-1)).toMatchObject({
    metadata: { actor: { id: 'max', onBehalfOf: 'ona' } },
  });
});

it('keeps two roles apart, and a reviewer from a project for two years', async () => {
  const grant = (person: string, data: object) => room.ask(`person/${person}`, 'grant-role', data, 'director');
  expect((await grant('mia', { role: 'FINANCE_CONTROLLER' })).body).toMatchObject({
    code: 'SOD_POLICY',
    detail: expect.stringContaining(PAIR),
  });
  expect((await grant('fay', { role: 'PMO_MANAGER' })).body.code).toBe('SOD_POLICY');
  expect((await grant('fay', { role: 'PMO_ANALYST' })).status).toBe(201);
  await room.server.person('otto');
  const delivers = { role: 'PROJECT_MANAGER', project: 'P-SD', until: '2026-03-31' };
  expect((await grant('otto', delivers)).status).toBe(201);
  const reviews = async (from: string) => {
    const { status, body } = await grant('otto', { role: 'ASSURANCE_REVIEWER', project: 'P-SD', from });
    return body.code ?? status;
  };
  expect(await reviews('2027-03-31')).toBe('SOD_ROLE_CLASH');
  expect(await reviews('2027-04-01')).toBe('SOD_POLICY');
  expect(await reviews('2028-03-30')).toBe('SOD_POLICY');
  expect(await reviews('2028-03-31')).toBe(201);
  const granted = (await room.eventsIn('person-otto')).filter(({ type }) => type === 'RoleGranted');
  expect(granted.map(({ data }) => data['policyVersion'])).toEqual([undefined, 1]);
  expect(await pinsOf('person-otto', 'RoleGranted')).toHaveProperty([STREAM]);
});

it('keeps the ballot shut until a member who did it is recused, whom nobody clears', async () => {
  const id = await change('p3');
  const effects = [{ category: 'changeRequest', id, command: 'ApproveChange', data: { rationale: 'Decided' } }];
  const asked = { matterType: 'CHANGE_APPROVAL', target: { category: 'changeRequest', id }, effects };
  await room.matter('SB-B', 'SB', { ...asked, amount: gbp(40_000) });
  expect(await room.last('decisionItem-SB-B', 'ConflictFlagged')).toEqual({
    personId: 'p3',
    because: 'SEGREGATION_POLICY',
    ruleId: DUTY,
    policyVersion: 1,
  });
  await room.convene('SB.B', ['SB-B']);
  const item = 'decision-item/SB-B';
  expect(await room.refusal(item, 'open-ballot', { meetingId: 'SB.B' }, 'p1')).toBe('CONFLICT_OPEN');
  const settle = (outcome: string) => room.refusal(item, 'resolve-conflict', { personId: 'p3', outcome, reason }, 'p1');
  expect(await settle('CLEARED')).toBe('SOD_POLICY');
  expect(await settle('RECUSED')).toBe('201');
  await room.open('SB-B', 'SB.B');
  expect(await room.last('decisionItem-SB-B', 'BallotOpened')).toMatchObject({ segregationPolicy: 1 });
  expect(await room.refusal(item, 'cast-vote', { choice: 'FOR' }, 'p3')).toBe('RECUSED');
  await room.cast('SB-B', { p1: 'FOR', p2: 'FOR', p4: 'FOR' });
  await room.give(item, 'close-ballot', {}, 'p1');
  await room.settled();
  expect((await room.typesIn(`changeRequest-${id}`)).at(-1)).toBe('ChangeApproved');
  const [conflict] = await room.rows('conflicts', 'item=SB-B');
  expect(conflict).toMatchObject({ personId: 'p3', grounds: ['SEGREGATION_POLICY'], state: 'RECUSED' });
});

it('is lifted by the next version, from its first day on', async () => {
  const id = await change('ona');
  await room.give(POLICY, 'draft-policy', draft({ [PAIR]: '' }), 'ana');
  await room.give(POLICY, 'submit-policy', { version: 2 });
  await decide('SB-C', 'AdoptPolicy', { version: 2 });
  await room.give(POLICY, 'activate-policy', { version: 2, from: '2026-04-01' }, 'director');
  room.on('2026-03-31');
  expect(await approval(id, 'ona')).toBe('SOD_POLICY');
  room.on('2026-04-01');
  expect(await approval(id, 'ona')).toBe('201');
  expect((await room.ask('person/mia', 'grant-role', { role: 'FINANCE_CONTROLLER' }, 'director')).body.code).toBe(
    'SOD_POLICY',
  );
});

it('once corrected, what was decided under it meanwhile is listed', async () => {
  await decide('SB-D', 'CorrectPolicy', { version: 1, rules: written({ [PAIR]: '' }), reason });
  await room.settled();
  const { body } = await room.report('corrected-bases', '');
  type Listed = Readonly<Record<string, unknown>> & { readonly corrections: readonly { readonly stream: string }[] };
  const { decisions, approvals } = body as unknown as { readonly [N in 'decisions' | 'approvals']: readonly Listed[] };
  const resting = (listed: readonly Listed[]) =>
    listed.filter(({ corrections }) => corrections.some(({ stream }) => stream === STREAM));
  // What the second version was adopted by rested on there being no rule that names it.
  expect(resting(decisions).map(({ item }) => item)).toEqual(['SB-B', 'SB-C']);
  const approved = resting(approvals).map(({ type, personId }) => `${String(type)} by ${String(personId)}`);
  expect(approved.sort()).toEqual(['ChangeApproved by max', 'ChangeApproved by mia']);
});
