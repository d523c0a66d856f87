import { money } from '@tabularium/kernel';
import { gbp, scenario, stateOf, type Past } from '@tabularium/testing';
import fc from 'fast-check';
import type { GateReviewCommands, GateReviewEvents } from '../contract/gate-review.contract';
import { lifeCycles } from '../contract/life-cycles';
import { gateReview } from './gate-review.decider';
import type { GateStage } from './gate-review.state';

type Happened = Past<GateReviewEvents>;
type Decision = GateReviewCommands['RecordGateDecision'];
const { given } = scenario(gateReview);

const attempt = { projectId: 'PRJ-1', gate: 'RfP', attempt: 1 };
const criteria = [
  { id: 'case', text: 'Business case', mandatory: true },
  { id: 'risk', text: 'Risk log', mandatory: false },
];
const document = { documentId: 'DOC-1', version: '1.0', sha256: 'a'.repeat(64) };
const evidence = { criterionId: 'case', ...document };

const opened: Happened = { type: 'GateOpened', data: { ...attempt, criteria } };
const submitted: Happened = { type: 'GateEvidenceSubmitted', data: { ...attempt, ...evidence }, by: 'paul' };
const met: Happened = {
  type: 'GateCriterionAssessed',
  data: { ...attempt, criterionId: 'case', result: 'MET' },
  by: 'ada',
};
const ready: Happened = { type: 'GateReadinessDeclared', data: { ...attempt }, by: 'paul' };
const pass = { stageAuthorised: gbp(900), fundsReleased: gbp(400), reason: 'Sound' };
const passed: Happened = { type: 'GatePassed', data: { ...attempt, ...pass } };
const precedent = { id: 'c1', text: 'Sign the lease', kind: 'PRECEDENT' } as const;
const subsequent = { id: 'c2', text: 'Report in May', kind: 'SUBSEQUENT' } as const;
const conditional: Happened = {
  type: 'GatePassedWithConditions',
  data: { ...attempt, ...pass, conditions: [precedent, subsequent] },
};
const byDecision: Happened = { ...passed, decision: 'IB-2026-0001' };
const revoked: Happened = {
  type: 'GatePassRevoked',
  data: { ...attempt, decisionNo: 'IB-2026-0001', reason: 'Rescinded' },
};
const rework: Happened = { type: 'GateReworkRequired', data: { ...attempt, items: [], reason: 'x' } };
const held: Happened = { type: 'GateHeld', data: { ...attempt, reason: 'x' } };
const stopped: Happened = { type: 'GateStopped', data: { ...attempt, reason: 'x' } };

const id = 'PRJ-1.RfP';
const opening = {
  id,
  facts: {
    phase: 'inStage',
    lifeCycle: 'PM2-1',
    stages: lifeCycles['PM2-1'],
    projectStage: 1,
    previousPassed: false,
  },
} as const;
const deciding = {
  id,
  actor: 'dora',
  limit: gbp(1_000),
  facts: { phase: 'inStage', parties: ['sam', 'paul'] },
} as const;
const discharging = { id, facts: { phase: 'inStage' } } as const;

describe('opening a gate', () => {
  it('numbers the attempts', () => {
    given()
      .when('OpenGate', { criteria }, opening)
      .thenData({ ...attempt, criteria });
    given(opened, rework)
      .when('OpenGate', { criteria }, opening)
      .thenData({ ...attempt, attempt: 2, criteria });
  });
  it('forgets the evidence and results of the attempt before', () => {
    const second: Happened = { type: 'GateOpened', data: { ...attempt, attempt: 2, criteria } };
    expect(stateOf(gateReview, [opened, submitted, met, rework, second])).toMatchObject({ evidence: [], results: {} });
  });
  it('takes only gates of the life cycle, in their order', () => {
    given()
      .when('OpenGate', { criteria }, { ...opening, id: 'PRJ-1.G1' })
      .thenRefused('GATE_UNKNOWN', { gate: 'G1', lifeCycle: 'PM2-1' });
    given()
      .when('OpenGate', { criteria }, { ...opening, id: 'PRJ-1.RfE' })
      .thenRefused('GATE_OUT_OF_ORDER', { previous: 'RfP' });
    const after = { ...opening, id: 'PRJ-1.RfE', facts: { ...opening.facts, previousPassed: true } };
    given().when('OpenGate', { criteria }, after).thenFacts('GateOpened');
  });
  it('goes by the stages of the project, whatever its life cycle is called', () => {
    const stages = [{ name: 'Discovery' }, { name: 'Alpha', gate: 'A' }, { name: 'Live', gate: 'L' }];
    const facts = { ...opening.facts, stages };
    const at = (gate: string) => given().when('OpenGate', { criteria }, { id: `PRJ-1.${gate}`, facts });
    at('A').thenFacts('GateOpened');
    at('L').thenRefused('GATE_OUT_OF_ORDER', { previous: 'A' });
    at('RfP').thenRefused('GATE_UNKNOWN');
  });
  it('refuses a gate whose stage has started', () => {
    given()
      .when('OpenGate', { criteria }, { ...opening, facts: { ...opening.facts, projectStage: 2 } })
      .thenRefused('GATE_USED', { stage: 2 });
  });
  it.each([
    ['absent', 'PROJECT_NOT_FOUND'],
    ['asserted', 'PROJECT_NOT_FOUND'],
    ['closed', 'PROJECT_ENDED'],
    ['terminated', 'PROJECT_ENDED'],
  ] as const)('refuses a project that is %s', (phase, code) => {
    given()
      .when('OpenGate', { criteria }, { ...opening, facts: { ...opening.facts, phase } })
      .thenRefused(code);
  });
  it('opens a passed gate again once the pass has lapsed', () => {
    const until = (validUntil: string): Happened => ({ type: 'GatePassed', data: { ...attempt, ...pass, validUntil } });
    given(opened, until('2026-03-02')).when('OpenGate', { criteria }, opening).thenRefused('GATE_DECIDED');
    given(opened, until('2026-03-01')).when('OpenGate', { criteria }, opening).thenFacts('GateOpened');
  });
  it('takes the criteria of the policy in force first, as they are, and says which version', () => {
    const policy = { version: 3, criteria: [{ id: 'case', text: 'Full business case', mandatory: true }] };
    const facts = { ...opening.facts, policy };
    given()
      .when('OpenGate', {}, { ...opening, facts })
      .thenData({ ...attempt, criteria: policy.criteria, policyVersion: 3 });
    const softened = criteria.map((one) => ({ ...one, text: 'Any', mandatory: false }));
    given()
      .when('OpenGate', { criteria: softened }, { ...opening, facts })
      .thenData({ ...attempt, criteria: [...policy.criteria, ...softened.slice(1)], policyVersion: 3 });
  });
  it('needs a criterion where the policy names none', () => {
    given().when('OpenGate', {}, opening).thenRefused('CRITERIA_MISSING');
    const policy = { version: 3, criteria: [] };
    given()
      .when('OpenGate', { criteria }, { ...opening, facts: { ...opening.facts, policy } })
      .thenData({ ...attempt, criteria });
  });
  it('takes a hundred criteria at most', () => {
    const many = Array.from({ length: 100 }, (_, n) => ({ id: `c${n}`, text: 'x', mandatory: true }));
    const policy = { version: 1, criteria };
    given()
      .when('OpenGate', { criteria: many }, { ...opening, facts: { ...opening.facts, policy } })
      .thenRefused('CRITERIA_TOO_MANY', { most: 100 });
  });
  it('lists a criterion once', () => {
    const twice = { criteria: [...criteria, ...criteria] };
    given().when('OpenGate', twice, opening).thenRefused('CRITERION_REPEATED', { criterionId: 'case' });
  });
});

describe('evidence', () => {
  it('is kept per criterion and document; the same again is nothing new', () => {
    given(opened)
      .when('SubmitEvidence', evidence, { id })
      .thenData({ ...attempt, ...evidence });
    given(opened, submitted).when('SubmitEvidence', evidence, { id }).thenNothing();
    given(opened, submitted)
      .when('SubmitEvidence', { ...evidence, version: '1.1' }, { id })
      .thenFacts('GateEvidenceSubmitted');
  });
  it('belongs to a criterion of the gate', () => {
    given(opened)
      .when('SubmitEvidence', { ...evidence, criterionId: 'other' }, { id })
      .thenRefused('CRITERION_NOT_FOUND', { criterionId: 'other' });
    given(opened)
      .when('WithdrawEvidence', { criterionId: 'case', documentId: 'DOC-1' }, { id })
      .thenRefused('EVIDENCE_NOT_FOUND', { documentId: 'DOC-1' });
  });
  it.each([
    { type: 'GateEvidenceWithdrawn', data: { ...attempt, criterionId: 'case', documentId: 'DOC-1' } },
    { type: 'GateEvidenceSubmitted', data: { ...attempt, ...evidence, version: '2.0' } },
  ] satisfies Happened[])('that changes ($type) takes the assessment back', (changed) => {
    given(opened, submitted, met, changed)
      .when('DeclareReady', {}, { id })
      .thenRefused('CRITERIA_UNMET', { criteria: ['case'] });
  });
});

describe('assessing', () => {
  const assess = { criterionId: 'case', result: 'MET' } as const;
  it('needs evidence, and another person than who submitted it', () => {
    given(opened)
      .when('AssessCriterion', assess, { id, actor: 'ada' })
      .thenRefused('EVIDENCE_MISSING', { criterionId: 'case' });
    given(opened, submitted)
      .when('AssessCriterion', assess, { id, actor: 'paul' })
      .thenRefused('SOD_EVIDENCE_ASSESSOR');
    given(opened, submitted)
      .when('AssessCriterion', assess, { id, actor: 'ada' })
      .thenData({ ...attempt, ...assess });
  });
  it('may find against a criterion without evidence', () => {
    given(opened)
      .when('AssessCriterion', { ...assess, result: 'NOT_MET' }, { id })
      .thenFacts('GateCriterionAssessed');
  });
  it('satisfies a mandatory criterion by MET only', () => {
    const notApplicable: Happened = {
      type: 'GateCriterionAssessed',
      data: { ...attempt, criterionId: 'case', result: 'NOT_APPLICABLE' },
    };
    given(opened, submitted, notApplicable).when('DeclareReady', {}, { id }).thenRefused('CRITERIA_UNMET');
    given(opened, submitted, met).when('DeclareReady', {}, { id }).thenFacts('GateReadinessDeclared');
  });
});

describe('deciding', () => {
  const past = [opened, submitted, met, ready];
  const decision: Decision = { outcome: 'PASS', ...pass };
  const decide = (asked: Partial<Decision>, how: object = {}) =>
    given(...past).when('RecordGateDecision', { ...decision, ...asked }, { ...deciding, ...how });

  it('passes and releases the money', () => {
    decide({ validUntil: '2026-06-30' })
      .thenFacts('GatePassed')
      .thenData({ ...attempt, ...pass, validUntil: '2026-06-30' });
  });
  it('is not for the parties to the project, nor for who declared it ready', () => {
    decide({}, { actor: 'sam' }).thenRefused('SOD_GATE_PARTY');
    decide({}, { actor: 'paul', facts: { phase: 'inStage', parties: [] } }).thenRefused('SOD_READINESS_DECIDER');
  });
  it('stays within the delegated limit, to the penny', () => {
    decide({ stageAuthorised: gbp(1_000), fundsReleased: gbp(1_000) }).thenFacts('GatePassed');
    decide({ stageAuthorised: gbp(1_000.01) }).thenRefused('AUTHORITY_EXCEEDED', { limit: ' of 1000.00 GBP' });
    decide({}, { limit: undefined }).thenRefused('AUTHORITY_MISSING');
  });
  it('never releases more than the stage is authorised', () => {
    decide({ fundsReleased: gbp(900.01) }).thenRefused('FUNDS_ABOVE_STAGE');
  });
  it('does not cover an amount in another currency', () => {
    const covered = { fundsReleased: money(0, 'EUR'), stageAuthorised: gbp(1) };
    decide(covered).thenRefused('AUTHORITY_EXCEEDED');
  });
  it('passes only what was declared ready', () => {
    given(opened).when('RecordGateDecision', decision, deciding).thenRefused('NOT_READY');
    given(opened)
      .when('RecordGateDecision', { outcome: 'REWORK', reason: 'Thin' }, deciding)
      .thenData({ ...attempt, items: ['case'], reason: 'Thin' });
  });
  it('moves money with a pass only', () => {
    decide({ outcome: 'HOLD' }).thenRefused('FUNDS_WITHOUT_PASS');
    given(...past)
      .when('RecordGateDecision', { outcome: 'HOLD', reason: 'Wait', reviewBy: '2026-05-01' }, deciding)
      .thenData({ ...attempt, reviewBy: '2026-05-01', reason: 'Wait' });
    given(...past)
      .when('RecordGateDecision', { outcome: 'STOP', reason: 'No' }, deciding)
      .thenFacts('GateStopped');
  });
  it('refuses a pass that would have lapsed', () => {
    decide({ validUntil: '2026-03-01' }).thenRefused('VALIDITY_PAST');
  });
  it('refuses a project that has ended', () => {
    decide({}, { facts: { phase: 'terminated', parties: [] } }).thenRefused('PROJECT_ENDED');
  });
  it('releases at once on subsequent conditions, and waits for precedent ones', () => {
    const asked = { outcome: 'CONDITIONAL', conditions: [subsequent] } as const;
    decide(asked).thenFacts('GatePassedWithConditions', 'GatePassed');
    decide({ ...asked, conditions: [subsequent, precedent] }).thenFacts('GatePassedWithConditions');
  });
  it('names conditions if and only if it is conditional, each once', () => {
    decide({ outcome: 'CONDITIONAL' }).thenRefused('CONDITIONS_MISSING');
    decide({ conditions: [precedent] }).thenRefused('CONDITIONS_WITHOUT_PASS');
    decide({ outcome: 'CONDITIONAL', conditions: [precedent, precedent] }).thenRefused('CONDITION_REPEATED');
  });
  it('never lets out more than the limit of who decides (property)', () => {
    const pennies = fc.integer({ min: 0, max: 200 });
    fc.assert(
      fc.property(pennies, pennies, pennies, (limit, stage, funds) => {
        const amounts = { stageAuthorised: money(stage, 'GBP'), fundsReleased: money(funds, 'GBP') };
        const { facts } = decide(amounts, { limit: money(limit, 'GBP') });
        expect(facts.length > 0).toBe(stage <= limit && funds <= limit && funds <= stage);
      }),
    );
  });
});

describe('conditions', () => {
  const discharge = (conditionId: string) => ({ conditionId, ...document });
  const discharged = (conditionId: string): Happened => ({
    type: 'GateConditionDischarged',
    data: { ...attempt, ...discharge(conditionId) },
  });
  it('let the pass take effect when the last precedent one is discharged', () => {
    const outcome = given(opened, conditional).when('DischargeCondition', discharge('c1'), discharging);
    outcome.thenFacts('GateConditionDischarged', 'GatePassed');
    expect(outcome.facts[1]?.data).toEqual({ ...attempt, ...pass });
    given(opened, conditional)
      .when('DischargeCondition', discharge('c2'), discharging)
      .thenFacts('GateConditionDischarged');
  });
  it('are discharged once', () => {
    given(opened, conditional, discharged('c2')).when('DischargeCondition', discharge('c2'), discharging).thenNothing();
    given(opened, conditional)
      .when('DischargeCondition', discharge('c9'), discharging)
      .thenRefused('CONDITION_NOT_FOUND', { conditionId: 'c9' });
  });
  it('come too late for a pass that lapsed or a project that ended', () => {
    const lapsed: Happened = {
      type: 'GatePassedWithConditions',
      data: { ...attempt, ...pass, validUntil: '2026-03-01', conditions: [precedent] },
    };
    given(opened, lapsed).when('DischargeCondition', discharge('c1'), discharging).thenRefused('VALIDITY_PAST');
    given(opened, conditional)
      .when('DischargeCondition', discharge('c1'), { id, facts: { phase: 'closed' } })
      .thenRefused('PROJECT_ENDED');
  });
});

describe('a pass that a decision gave', () => {
  const revoke = { decisionNo: 'IB-2026-0001', reason: 'Rescinded' };
  const past = [opened, submitted, met, ready];
  const facts = { facts: { phase: 'inStage' } } as const;
  it('falls with it, once, and another attempt may follow', () => {
    given(...past, byDecision)
      .when('RevokeGatePass', revoke, { id })
      .thenData({ ...attempt, ...revoke });
    given(...past, byDecision, revoked)
      .when('RevokeGatePass', revoke, { id })
      .thenNothing();
    given(...past, byDecision, revoked)
      .when('OpenGate', { criteria }, opening)
      .thenFacts('GateOpened');
  });
  it('falls while its conditions are open, and after somebody discharged the last', () => {
    const onConditions: Happened = { ...conditional, decision: 'IB-2026-0001' };
    given(...past, onConditions)
      .when('RevokeGatePass', revoke, { id })
      .thenFacts('GatePassRevoked');
    given(...past, onConditions, passed)
      .when('RevokeGatePass', revoke, { id })
      .thenFacts('GatePassRevoked');
    given(...past, onConditions, revoked)
      .when('DischargeCondition', { conditionId: 'c1', ...document }, { id, ...facts })
      .thenRefused('GATE_NOT_IN_STAGE');
  });
  it('stands when another decision falls, or none gave it', () => {
    given(...past, byDecision)
      .when('RevokeGatePass', { ...revoke, decisionNo: 'IB-2026-0002' }, { id })
      .thenNothing();
    given(...past, passed)
      .when('RevokeGatePass', revoke, { id })
      .thenNothing();
  });
});

describe('every stage takes only its commands', () => {
  const pasts: Readonly<Record<GateStage, readonly Happened[]>> = {
    absent: [],
    open: [opened, submitted],
    ready: [opened, submitted, met, ready],
    conditional: [opened, submitted, met, ready, conditional],
    passed: [opened, submitted, met, ready, conditional, passed],
    revoked: [opened, submitted, met, ready, byDecision, revoked],
    rework: [opened, rework],
    held: [opened, held],
    stopped: [opened, stopped],
  };
  const commands = {
    OpenGate: { stages: ['absent', 'revoked', 'rework', 'held'], data: { criteria } },
    SubmitEvidence: { stages: ['open'], data: { ...evidence, criterionId: 'risk' } },
    WithdrawEvidence: { stages: ['open'], data: { criterionId: 'case', documentId: 'DOC-1' } },
    AssessCriterion: { stages: ['open'], data: { criterionId: 'case', result: 'MET' } },
    DeclareReady: { stages: [], data: {} },
    RecordGateDecision: { stages: ['open', 'ready'], data: { outcome: 'STOP', reason: 'x' } },
    RevokeGatePass: { stages: [], data: { decisionNo: 'IB-2026-0001', reason: 'x' } },
    DischargeCondition: {
      stages: ['conditional', 'passed'],
      data: { conditionId: 'c2', ...document },
    },
  } as const;
  const how = { id, actor: 'ada', limit: gbp(1_000), facts: { ...opening.facts, parties: ['sam'] } };
  const codes: Readonly<Record<string, string>> = {
    'OpenGate open': 'GATE_STILL_OPEN',
    'OpenGate ready': 'GATE_STILL_OPEN',
    'OpenGate conditional': 'GATE_DECIDED',
    'OpenGate passed': 'GATE_DECIDED',
    'OpenGate stopped': 'GATE_STOPPED',
    'DeclareReady open': 'CRITERIA_UNMET',
  };
  const table = (Object.keys(pasts) as GateStage[]).flatMap((stage) =>
    (Object.keys(commands) as (keyof typeof commands)[]).map((command) => ({ stage, command })),
  );
  it.each(table)('$command when $stage', ({ stage, command }) => {
    const { stages, data } = commands[command];
    const outcome = given(...pasts[stage]).when(command, data, how);
    const otherwise = stage === 'absent' ? 'GATE_NOT_FOUND' : 'GATE_NOT_IN_STAGE';
    const isAllowed = (stages as readonly string[]).includes(stage);
    if (isAllowed) expect(outcome.facts).toHaveLength(1);
    else if (command === 'RevokeGatePass' || `${command} ${stage}` === 'DeclareReady ready') outcome.thenNothing();
    else outcome.thenRefused(codes[`${command} ${stage}`] ?? otherwise);
  });
});
