import type { FactMeta, Fold } from '@tabularium/kernel';
import type { GateReviewEvents } from '../contract/gate-review.contract';
import { isSameDocument, noGate, type GateReview, type Pass } from './gate-review.state';

/** How each event changes what the rules of a gate read. */
export const evolveGateReview: Fold<GateReview, GateReviewEvents>['evolve'] = {
  GateOpened: (_, { attempt, criteria }) => ({ ...noGate, stage: 'open', attempt, criteria }),
  GateEvidenceSubmitted: (state, { criterionId, documentId, version, sha256 }, { actor }) => {
    const submitted = { criterionId, documentId, version, sha256, by: actor.id };
    const kept = without(state, submitted);
    return unassessed({ ...state, evidence: [...kept, submitted] }, criterionId);
  },
  GateEvidenceWithdrawn: (state, withdrawn) =>
    unassessed({ ...state, evidence: without(state, withdrawn) }, withdrawn.criterionId),
  GateCriterionAssessed: (state, { criterionId, result }) => ({
    ...state,
    results: { ...state.results, [criterionId]: result },
  }),
  GateReadinessDeclared: (state, _, { actor }) => ({ ...state, stage: 'ready', readyBy: actor.id }),
  GatePassedWithConditions: (state, decided, meta) => ({
    ...state,
    ...decisionOf(meta),
    stage: 'conditional',
    conditions: decided.conditions,
    pass: passOf(decided),
  }),
  GateConditionDischarged: (state, { conditionId }) => ({
    ...state,
    conditions: state.conditions.filter(({ id }) => id !== conditionId),
    discharged: [...state.discharged, conditionId],
  }),
  GatePassed: (state, decided, meta) => ({ ...state, ...decisionOf(meta), stage: 'passed', pass: passOf(decided) }),
  GatePassRevoked: (state) => ({ ...state, stage: 'revoked' }),
  GateReworkRequired: (state) => ({ ...state, stage: 'rework' }),
  GateHeld: (state) => ({ ...state, stage: 'held' }),
  GateStopped: (state) => ({ ...state, stage: 'stopped' }),
};

/** Who discharges the last condition does not decide: the decision before it stays. */
const decisionOf = ({ authority: { basis, ref } }: FactMeta) => (basis === 'DECISION' && ref ? { passedBy: ref } : {});

const unassessed = (state: GateReview, criterionId: string): GateReview => ({
  ...state,
  results: { ...state.results, [criterionId]: undefined },
});

const without = (state: GateReview, document: Parameters<typeof isSameDocument>[0]): GateReview['evidence'] =>
  state.evidence.filter((other) => !isSameDocument(document)(other));

const passOf = ({ stageAuthorised, fundsReleased, validUntil, reason }: Pass): Pass => ({
  ...(stageAuthorised ? { stageAuthorised } : {}),
  ...(fundsReleased ? { fundsReleased } : {}),
  ...(validUntil ? { validUntil } : {}),
  reason,
});
