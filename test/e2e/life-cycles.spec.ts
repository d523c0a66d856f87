import { gbp } from '@tabularium/testing';
import { paper, Room } from './golden-stories/room';

/** Life cycles that the organisation defines itself: new projects follow them, those under way when a board says so. */
let room: Room;
beforeAll(async () => {
  room = await Room.on({});
  await room.board('LB');
}, 60_000);
afterAll(() => room.server.stop());

const rule = (ruleId: string, text: string, value?: string) => ({ ruleId, text, ...(value ? { value } : {}) });
const discoveryAndAlpha = [rule('AGILE.1', 'Discovery'), rule('AGILE.2', 'Alpha', 'A')];
const first = [...discoveryAndAlpha, rule('AGILE.3', 'Live', 'L')];
const second = [...discoveryAndAlpha, rule('AGILE.3', 'Beta', 'B'), rule('AGILE.4', 'Live', 'L')];
const firstStages = ['Discovery', 'Alpha – A', 'Live – L'];
const secondStages = ['Discovery', 'Alpha – A', 'Beta – B', 'Live – L'];

const registration = { name: 'Tram', portfolioId: 'CITY', unit: 'Harbour', tier: 'STANDARD', lifeCycle: 'AGILE' };
const register = (id: string, lifeCycle: string) =>
  room.ask(`project/${id}`, 'register-project', { ...registration, lifeCycle }, 'ana');
const refusalOf = (id: string, command: string, body: object) => room.refusal(`project/${id}`, command, body);
const opening = (gate: string) => room.refusal(`gate-review/TRAM.${gate}`, 'open-gate', {}, 'ana');

const shown = async (id: string, basis = '') => {
  const { body } = await room.server.get(`/api/views/project-register/${id}?${basis}`);
  return body['row'] as Readonly<Record<string, unknown>>;
};
const stagesShown = async (id: string, basis = '') => {
  const { lifeCycle, policyVersion, stages } = await shown(id, basis);
  return { lifeCycle, policyVersion, stages };
};

/** Has the board decide on commands, and waits until they are carried out. */
async function decide(id: string, effects: readonly object[]): Promise<void> {
  await room.matter(id, 'LB', { effects });
  await room.convene(`LB.${id}`, [id]);
  await room.ballot(id, `LB.${id}`, { p1: 'FOR', p2: 'FOR', p3: 'FOR' });
}

async function policy(id: string, version: number, rules: readonly object[]): Promise<void> {
  await room.give(`governance-policy/${id}`, 'draft-policy', { kind: id, title: id, rules }, 'ana');
  await room.give(`governance-policy/${id}`, 'submit-policy', { version });
  const ordered = (command: string) => ({ category: 'governancePolicy', id, command, data: { version } });
  await decide(`${id}-${version}`, [ordered('AdoptPolicy'), ordered('ActivatePolicy')]);
}

async function pass(gate: string): Promise<void> {
  const review = `gate-review/TRAM.${gate}`;
  await room.give(review, 'open-gate', {}, 'ana');
  await room.give(review, 'submit-evidence', { criterionId: 'case', ...paper }, 'mia');
  await room.give(review, 'assess-criterion', { criterionId: 'case', result: 'MET' }, 'ana');
  await room.give(review, 'declare-ready', {}, 'ana');
  await room.give(review, 'record-gate-decision', { outcome: 'PASS', reason: 'Sound' });
}

const transition = (toVersion: number) => ({
  category: 'project',
  id: 'TRAM',
  command: 'ApplyPolicyTransition',
  data: { toVersion },
});

it('a project follows the stages and gates of the version that was in force when it was registered', async () => {
  const early = await register('TRAM', 'AGILE');
  expect([early.status, early.body.code]).toEqual([409, 'LIFE_CYCLE_UNKNOWN']);
  expect(early.body['detail']).toMatch(/AGILE.*GATEWAY-1.*PM2-1/);
  await policy('LIFE_CYCLE', 1, first);
  const criterion = { ...rule('AGILE.A.case', 'The case stands'), evidence: 'Business case', test: 'Approved' };
  await policy('GATE_CRITERIA', 1, [criterion, { ...criterion, ruleId: 'AGILE.B.case' }]);
  expect((await register('TRAM', 'AGILE')).status).toBe(201);
  expect((await register('QUAY', 'PM2-1')).status).toBe(201);
  expect(await stagesShown('TRAM')).toEqual({ lifeCycle: 'AGILE', policyVersion: 1, stages: firstStages });
  expect(await stagesShown('QUAY')).toMatchObject({ lifeCycle: 'PM2-1', policyVersion: null });

  await room.server.person('sam', { role: 'SPONSOR', project: 'TRAM' });
  await room.give('project/TRAM', 'assign-sponsor', { personId: 'sam' }, 'director');
  const days = { startsOn: '2026-03-02', endsOn: '2027-03-01' };
  await room.give('project/TRAM', 'approve-project', { authorisedTotal: gbp(900), ...days, rationale: 'Needed' });
  await room.give('project/TRAM', 'start-stage', { stage: 1 });
  await room.give('project/TRAM', 'complete-stage', { stage: 1 });
  expect(await refusalOf('TRAM', 'start-stage', { stage: 2 })).toBe('GATE_NOT_PASSED');
  expect([await opening('RfP'), await opening('L')]).toEqual(['GATE_UNKNOWN', 'GATE_OUT_OF_ORDER']);
  await pass('A');
  await room.give('project/TRAM', 'start-stage', { stage: 2 });
  expect(await shown('TRAM')).toMatchObject({ stage: 2, stageName: 'Alpha', phase: 'IN_STAGE' });
});

it('a later version is for later projects, until a board moves one under way to it', async () => {
  room.on('2026-04-01');
  await policy('LIFE_CYCLE', 2, second);
  expect((await register('FERRY', 'AGILE')).status).toBe(201);
  expect(await stagesShown('FERRY')).toEqual({ lifeCycle: 'AGILE', policyVersion: 2, stages: secondStages });
  expect(await stagesShown('TRAM')).toEqual({ lifeCycle: 'AGILE', policyVersion: 1, stages: firstStages });
  expect(await opening('B')).toBe('GATE_UNKNOWN');

  room.on('2026-04-20');
  expect((await room.ask('project/TRAM', 'apply-policy-transition', { toVersion: 2 }, 'director')).status).toBe(404);
  const asked = { ...transition(2), actor: 'system' };
  expect(await room.server.engine.submit(asked)).toMatchObject({ refusal: { code: 'DECISION_NEEDED' } });
  await decide('MOVE', [transition(2)]);
  expect(await stagesShown('TRAM')).toEqual({ lifeCycle: 'AGILE', policyVersion: 2, stages: secondStages });
  expect(await stagesShown('TRAM', 'asOf=2026-04-19')).toMatchObject({ policyVersion: 1, stages: firstStages });
  const moved = (await room.eventsIn('project-TRAM')).find(({ type }) => type === 'PolicyTransitionApplied');
  expect(moved).toMatchObject({
    data: { fromVersion: 1, toVersion: 2, lifeCycle: 'AGILE' },
    metadata: { authority: { basis: 'DECISION', ref: 'LB-2026-0004' } },
  });
  await room.give('project/TRAM', 'complete-stage', { stage: 2 });
  expect(await refusalOf('TRAM', 'start-stage', { stage: 3 })).toBe('GATE_NOT_PASSED');
  expect(await opening('L')).toBe('GATE_OUT_OF_ORDER');
  await pass('B');
  await room.give('project/TRAM', 'start-stage', { stage: 3 });
  expect(await shown('TRAM')).toMatchObject({ stage: 3, stageName: 'Beta' });
});

it('no decision gives a project another past', async () => {
  await policy('LIFE_CYCLE', 3, first);
  await decide('BACK', [transition(3)]);
  expect(await stagesShown('TRAM')).toMatchObject({ policyVersion: 2, stages: secondStages });
  const submitted = await room.server.engine.submit({ ...transition(3), actor: 'system', decision: 'LB-2026-0006' });
  expect(submitted).toMatchObject({ refusal: { code: 'TRANSITION_REWRITES_PAST' } });
});
