import type { BudgetEvents } from '@tabularium/finance/contract';
import { gbp, viewRows, type Seen } from '@tabularium/testing';
import type { ChangeRequestEvents } from '../contract/change-request.contract';
import { changeLog } from './change-log.view';

type Happened = Seen<ChangeRequestEvents & Pick<BudgetEvents, 'BudgetRevised'>>;
const id = 'PRJ-1.CR-02';
const projectId = 'PRJ-1';
const impact = {
  cost: gbp(500),
  days: 10,
  scope: 'One crane more',
  quality: 'None',
  benefits: 'Earlier',
  risk: 'Lower',
  sustainability: 'None',
  ifNotDone: 'Slips',
};
const raised: Happened = {
  id,
  type: 'ChangeRequested',
  data: {
    projectId,
    type: 'REQUEST_FOR_CHANGE',
    title: 'Second crane',
    description: 'x',
    category: 'Scope',
    priority: 3,
    raisedBy: 'ana',
  },
};
const triaged: Happened = { id, type: 'ChangeTriaged', data: { projectId, size: 2, route: 'Sponsor' } };
const assessed: Happened = { id, type: 'ChangeImpactAssessed', data: { projectId, ...impact } };
const submitted: Happened = { id, type: 'ChangeSubmitted', data: { projectId, submittedBy: 'pat' } };
const approved: Happened = {
  id,
  type: 'ChangeApproved',
  data: { projectId, approvedBy: 'ben', rationale: 'Needed', asModified: 'A smaller one', policyVersion: 2 },
};
const row = (...events: readonly Happened[]) => viewRows(changeLog, raised, ...events)[id];

it('shows who asked for what', () => {
  expect(row()).toMatchObject({ project: projectId, code: 'CR-02', state: 'SUBMITTED', raisedBy: 'ana', cost: null });
});
it('shows all seven impacts and what not doing it means', () => {
  expect(row(triaged, assessed)).toMatchObject({ ...impact, size: 2, route: 'Sponsor', state: 'ASSESSED' });
});
it('shows the decision and the way to it', () => {
  const inForce = { ...approved, at: '2026-02-01T09:00:00.000Z' };
  expect(row(triaged, assessed, submitted, inForce)).toMatchObject({
    state: 'APPROVED',
    decidedBy: 'ben',
    decidedAt: '2026-02-01T09:00:00.000Z',
    rationale: 'Needed',
    asModified: 'A smaller one',
    policyVersion: 2,
    path: [
      'SUBMITTED 2026-01-05T09:00:00.000Z',
      'ASSESSING 2026-01-05T09:00:00.000Z',
      'ASSESSED 2026-01-05T09:00:00.000Z',
      'WAITING_FOR_APPROVAL 2026-01-05T09:00:00.000Z',
      'APPROVED 2026-02-01T09:00:00.000Z',
    ],
  });
});
it('shows a postponement until the change is submitted again', () => {
  const postponed: Happened = { id, type: 'ChangePostponed', data: { projectId, until: '2026-04-01' } };
  expect(row(submitted, postponed)).toMatchObject({ state: 'POSTPONED', postponedUntil: '2026-04-01' });
  expect(row(submitted, postponed, submitted)).toMatchObject({ state: 'WAITING_FOR_APPROVAL', postponedUntil: null });
});
it('shows how else a change ended', () => {
  const rejected: Happened = { id, type: 'ChangeRejected', data: { projectId, rejectedBy: 'ben', reason: 'Too dear' } };
  const merged: Happened = { id, type: 'ChangeMerged', data: { projectId, into: 'PRJ-1.CR-01' } };
  const withdrawn: Happened = { id, type: 'ChangeWithdrawn', data: { projectId, reason: 'Solved' } };
  expect(row(submitted, rejected)).toMatchObject({ state: 'REJECTED', decidedBy: 'ben', rationale: 'Too dear' });
  expect(row(merged)).toMatchObject({ state: 'MERGED', mergedInto: 'PRJ-1.CR-01' });
  expect(row(withdrawn)).toMatchObject({ state: 'WITHDRAWN', rationale: 'Solved' });
});
it('shows what came of it: proof, budget revision, actual against estimate', () => {
  const implemented: Happened = { id, type: 'ChangeImplemented', data: { projectId, evidence: 'DOC-3' } };
  const outcome = { estimatedCost: gbp(500), actualCost: gbp(520), costVariance: gbp(20) };
  const days = { estimatedDays: 10, actualDays: 8, daysVariance: -2 };
  const verified: Happened = { id, type: 'ChangeOutcomeVerified', data: { projectId, ...outcome, ...days } };
  const revised: Happened = {
    id: projectId,
    type: 'BudgetRevised',
    data: {
      revisionNo: 4,
      proposalNo: 5,
      kind: 'INCREASE',
      lines: [],
      authorisedFrom: gbp(1),
      authorisedTo: gbp(2),
      managementReserveFrom: gbp(0),
      managementReserveTo: gbp(0),
      tabFrom: gbp(1),
      tabTo: gbp(2),
      contingencyTo: gbp(0),
      changeId: id,
      reason: 'x',
      proposedBy: 'ana',
      approvedBy: 'ben',
      rationale: 'x',
      newBaselineNo: 4,
    },
  };
  expect(row(approved, revised, implemented, verified)).toMatchObject({
    state: 'VERIFIED',
    evidence: 'DOC-3',
    implementedAt: '2026-01-05T09:00:00.000Z',
    budgetRevision: 4,
    actualCost: gbp(520),
    costVariance: gbp(20),
    actualDays: 8,
    daysVariance: -2,
  });
});
