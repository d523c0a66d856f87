import { gbp, viewRows, type Seen } from '@tabularium/testing';
import type { GateReviewEvents } from '../contract/gate-review.contract';
import { gateAttempts } from './gate-attempts.view';
import { gatePipeline } from './gate-pipeline.view';

type Event = Seen<GateReviewEvents>;
const id = 'P-1.RfP';
const after = (...events: readonly Event[]) => viewRows<GateReviewEvents>(gatePipeline, ...events)[id];

const attempt = { projectId: 'P-1', gate: 'RfP', attempt: 1 };
const criteria = [
  { id: 'case', text: 'Business case', mandatory: true },
  { id: 'plan', text: 'Plan', mandatory: true },
  { id: 'risk', text: 'Risk log', mandatory: false },
];
const at = '2026-03-02T10:00:00.000Z';
const opened: Event = { id, type: 'GateOpened', data: { ...attempt, criteria } };
const evidence = { criterionId: 'case', documentId: 'D', version: '1', sha256: 'a'.repeat(64) };
const submitted: Event = { id, type: 'GateEvidenceSubmitted', data: { ...attempt, ...evidence } };
const withdrawn: Event = {
  id,
  type: 'GateEvidenceWithdrawn',
  data: { ...attempt, criterionId: 'case', documentId: 'D' },
};
const assessed = (criterionId: string, result: 'MET' | 'NOT_MET'): Event => ({
  id,
  type: 'GateCriterionAssessed',
  data: { ...attempt, criterionId, result },
});
const ready: Event = { id, type: 'GateReadinessDeclared', data: attempt, by: 'paul', at };
const money = { stageAuthorised: gbp(900), fundsReleased: gbp(400), validUntil: '2026-12-31' };
const revoked: Event = {
  id,
  type: 'GatePassRevoked',
  data: { ...attempt, decisionNo: 'IB-2026-0001', reason: 'Rescinded' },
  at,
};
const passed: Event = { id, type: 'GatePassed', data: { ...attempt, ...money, reason: 'Sound' }, by: 'dora', at };
const conditional: Event = {
  id,
  type: 'GatePassedWithConditions',
  data: {
    ...attempt,
    ...money,
    reason: 'Mostly',
    conditions: [
      { id: 'c1', text: 'Lease', kind: 'PRECEDENT' },
      { id: 'c10', text: 'Report', kind: 'SUBSEQUENT' },
    ],
  },
  by: 'dora',
  at,
};
const discharged: Event = {
  id,
  type: 'GateConditionDischarged',
  data: { ...attempt, conditionId: 'c1', documentId: 'D', version: '1', sha256: 'a'.repeat(64) },
  at: '2026-03-09T10:00:00.000Z',
};

describe('gate-pipeline', () => {
  it('GateOpened begins an attempt with nothing met', () => {
    expect(after(opened)).toMatchObject({
      project: 'P-1',
      gate: 'RfP',
      attempt: 1,
      state: 'OPEN',
      criteria: ['case: Business case', 'plan: Plan', 'risk: Risk log'],
      mandatory: ['case', 'plan'],
      met: [],
      readiness: 0,
      openedAt: '2026-01-05T09:00:00.000Z',
      outcome: null,
    });
  });
  it('GateCriterionAssessed moves the readiness by mandatory criteria only', () => {
    expect(after(opened, assessed('case', 'MET'), assessed('risk', 'MET'))).toMatchObject({
      met: ['case', 'risk'],
      readiness: 50,
    });
    expect(after(opened, assessed('case', 'MET'), assessed('case', 'NOT_MET'))).toMatchObject({
      met: [],
      readiness: 0,
    });
  });
  it.each([submitted, withdrawn])('$type takes the assessment back', (changed) => {
    expect(after(opened, assessed('case', 'MET'), changed)).toMatchObject({ met: [], readiness: 0 });
  });
  it('GateReadinessDeclared says when and by whom', () => {
    expect(after(opened, ready)).toMatchObject({ state: 'READY', readyAt: at, readyBy: 'paul' });
  });
  it('GatePassed gives outcome and money', () => {
    expect(after(opened, passed)).toMatchObject({
      ...money,
      state: 'PASSED',
      outcome: 'PASS',
      decidedAt: at,
      decidedBy: 'dora',
      reason: 'Sound',
    });
  });
  it('GatePassRevoked shows that the pass fell, and leaves what was decided', () => {
    expect(after(opened, passed, revoked)).toMatchObject({ state: 'REVOKED', outcome: 'PASS', reason: 'Rescinded' });
  });
  it('GatePassedWithConditions releases nothing by itself', () => {
    expect(after(opened, conditional)).toMatchObject({
      state: 'CONDITIONAL',
      outcome: 'CONDITIONAL',
      fundsReleased: null,
      conditions: ['c1: Lease', 'c10: Report'],
      openConditions: ['c1: Lease', 'c10: Report'],
    });
  });
  it('GateConditionDischarged settles one condition; the pass then takes effect under the same decision', () => {
    expect(after(opened, conditional, discharged)).toMatchObject({ openConditions: ['c10: Report'] });
    const effective: Event = { ...passed, by: 'erin', at: '2026-03-09T10:00:00.000Z' };
    expect(after(opened, conditional, discharged, effective)).toMatchObject({
      ...money,
      state: 'PASSED',
      outcome: 'CONDITIONAL',
      decidedBy: 'dora',
      decidedAt: at,
    });
  });
  const others: readonly (readonly [Event, object])[] = [
    [
      { id, type: 'GateReworkRequired', data: { ...attempt, items: ['case'], reason: 'x' } },
      { state: 'REWORK', outcome: 'REWORK' },
    ],
    [
      { id, type: 'GateHeld', data: { ...attempt, reviewBy: '2026-05-01', reason: 'x' } },
      { state: 'HELD', outcome: 'HOLD', reviewBy: '2026-05-01' },
    ],
    [
      { id, type: 'GateStopped', data: { ...attempt, reason: 'x' } },
      { state: 'STOPPED', outcome: 'STOP' },
    ],
  ];
  it.each(others)('$type ends the attempt', (event, expected) => {
    expect(after(opened, event)).toMatchObject({ ...expected, reason: 'x', fundsReleased: null });
    expect(after(event)).toBeUndefined();
  });
});

describe('gate-attempts', () => {
  it('keeps every attempt where the pipeline shows the last', () => {
    const rework: Event = { id, type: 'GateReworkRequired', data: { ...attempt, items: [], reason: 'x' } };
    const again: Event = { id, type: 'GateOpened', data: { ...attempt, attempt: 2, criteria } };
    const events = [opened, rework, again];
    expect(viewRows<GateReviewEvents>(gateAttempts, ...events)).toMatchObject({
      'P-1.RfP.1': { attempt: 1, outcome: 'REWORK' },
      'P-1.RfP.2': { attempt: 2, state: 'OPEN', outcome: null },
    });
    expect(after(...events)).toMatchObject({ attempt: 2, state: 'OPEN' });
  });
});
