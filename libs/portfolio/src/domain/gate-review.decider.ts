import { fact, ownerOf, refuse, type Decider, type Decision, type Refusal } from '@tabularium/kernel';
import type { GateReviewCommands, GateReviewEvents, GateReviewRefusal } from '../contract/gate-review.contract';
import { gatePlace, type Stages } from '../contract/life-cycles';
import { criteriaOf, type PolicyCriteria } from './gate-criteria';
import { decideGate } from './gate-decision';
import { evolveGateReview } from './gate-review.evolve';
import { isLapsed, isSameDocument, noGate, unmetCriteria, type GateReview, type GateStage } from './gate-review.state';
import type { Phase } from './project.state';

/** The project the gate belongs to, from its own stream. */
interface OfProject {
  readonly phase: Phase;
}

export type GateReviewFacts = {
  readonly OpenGate: OfProject & {
    readonly lifeCycle?: string;
    readonly stages: Stages;
    /** Stage running or last completed; 0 = none. */
    readonly projectStage: number;
    readonly previousPassed: boolean;
    /** Of the policy in force today, if one is. */
    readonly policy?: PolicyCriteria;
  };
  /** `parties`: sponsor and project manager. */
  readonly RecordGateDecision: OfProject & { readonly parties: readonly string[] };
  readonly DischargeCondition: OfProject;
};

type Decided = Decision<GateReviewEvents, GateReviewRefusal>;
type Fault = Refusal<GateReviewRefusal> | undefined;

/** The id is `<project>.<gate>`; attempts at the gate follow each other in its stream. */
export const gateReview: Decider<GateReview, GateReviewCommands, GateReviewEvents, GateReviewRefusal, GateReviewFacts> =
  {
    category: 'gateReview',
    initial: noGate,
    evolve: evolveGateReview,
    decide: {
      OpenGate: ({ criteria = [] }, state, { id, today, facts }) => {
        const fault = projectFault(id, facts) ?? orderFault(id, facts) ?? attemptFault(state, today);
        if (fault) return fault;
        const found = criteriaOf(criteria, facts.policy);
        return 'refused' in found ? found : [fact('GateOpened', { ...attemptOf(id, state.attempt + 1), ...found })];
      },

      SubmitEvidence: (evidence, state, { id }) =>
        whenCriterion(state, evidence, () => {
          const stands = state.evidence.find(isSameDocument(evidence));
          if (stands?.sha256 === evidence.sha256 && stands.version === evidence.version) return [];
          return [fact('GateEvidenceSubmitted', { ...attemptOf(id, state.attempt), ...evidence })];
        }),

      WithdrawEvidence: (withdrawn, state, { id }) =>
        whenCriterion(state, withdrawn, () => {
          const { documentId } = withdrawn;
          if (!state.evidence.some(isSameDocument(withdrawn))) return refuse('EVIDENCE_NOT_FOUND', { documentId });
          return [fact('GateEvidenceWithdrawn', { ...attemptOf(id, state.attempt), ...withdrawn })];
        }),

      AssessCriterion: (assessed, state, { id, actor }) =>
        whenCriterion(state, assessed, () => {
          const { criterionId, result } = assessed;
          const evidence = state.evidence.filter((submitted) => submitted.criterionId === criterionId);
          if (evidence.some(({ by }) => by === actor.id)) return refuse('SOD_EVIDENCE_ASSESSOR');
          if (result === 'MET' && evidence.length === 0) return refuse('EVIDENCE_MISSING', { criterionId });
          if (state.results[criterionId] === result) return [];
          return [fact('GateCriterionAssessed', { ...attemptOf(id, state.attempt), ...assessed })];
        }),

      DeclareReady: (declared, state, { id }) => {
        if (state.stage === 'ready') return [];
        return whenIn(state, ['open'], () => {
          const criteria = unmetCriteria(state);
          if (criteria.length > 0) return refuse('CRITERIA_UNMET', { criteria });
          return [fact('GateReadinessDeclared', { ...attemptOf(id, state.attempt), ...declared })];
        });
      },

      RecordGateDecision: (asked, state, context) =>
        whenIn(state, ['open', 'ready'], () => {
          const { id, actor, facts } = context;
          if (facts.parties.includes(actor.id)) return refuse('SOD_GATE_PARTY');
          return projectFault(id, facts) ?? decideGate(asked, state, attemptOf(id, state.attempt), context);
        }),

      RevokeGatePass: ({ decisionNo, reason }, state, { id }) => {
        const stands = state.stage === 'passed' || state.stage === 'conditional';
        if (!stands || state.passedBy !== decisionNo) return [];
        return [fact('GatePassRevoked', { ...attemptOf(id, state.attempt), decisionNo, reason }, { reason })];
      },

      DischargeCondition: ({ conditionId, ...evidence }, state, { id, today, facts }) =>
        whenIn(state, ['conditional', 'passed'], () => {
          const condition = state.conditions.find((open) => open.id === conditionId);
          if (!condition)
            return state.discharged.includes(conditionId) ? [] : refuse('CONDITION_NOT_FOUND', { conditionId });
          const attempt = attemptOf(id, state.attempt);
          const discharged = fact('GateConditionDischarged', { ...attempt, conditionId, ...evidence });
          const waits = state.conditions.some(({ id: other, kind }) => other !== conditionId && kind === 'PRECEDENT');
          if (state.stage === 'passed' || waits || !state.pass) return [discharged];
          if (isLapsed(state, today)) return refuse('VALIDITY_PAST');
          return projectFault(id, facts) ?? [discharged, fact('GatePassed', { ...attempt, ...state.pass })];
        }),
    },
  };

const gateOf = (id: string): string => id.slice(ownerOf(id).length + 1);

const attemptOf = (id: string, attempt: number) => ({ projectId: ownerOf(id), gate: gateOf(id), attempt });

function projectFault(id: string, { phase }: OfProject): Fault {
  if (phase === 'absent' || phase === 'asserted') return refuse('PROJECT_NOT_FOUND');
  return phase === 'closed' || phase === 'terminated' ? refuse('PROJECT_ENDED', { phase }) : undefined;
}

function orderFault(
  id: string,
  { lifeCycle, stages, projectStage, previousPassed }: GateReviewFacts['OpenGate'],
): Fault {
  const place = gatePlace(stages, gateOf(id));
  if (!place) return refuse('GATE_UNKNOWN', { gate: gateOf(id), lifeCycle });
  if (place.previous && !previousPassed) return refuse('GATE_OUT_OF_ORDER', { previous: place.previous });
  return projectStage >= place.stage ? refuse('GATE_USED', { stage: place.stage }) : undefined;
}

/** A new attempt follows rework, a hold, or a pass that ran out or fell before the stage started. */
function attemptFault(state: GateReview, today: string): Fault {
  const { stage, attempt } = state;
  if (stage === 'stopped') return refuse('GATE_STOPPED');
  if (stage === 'open' || stage === 'ready') return refuse('GATE_STILL_OPEN', { attempt });
  const isPassed = stage === 'passed' || stage === 'conditional';
  return isPassed && !isLapsed(state, today) ? refuse('GATE_DECIDED') : undefined;
}

function whenCriterion(state: GateReview, { criterionId }: { readonly criterionId: string }, decide: () => Decided) {
  return whenIn(state, ['open'], () =>
    state.criteria.some(({ id }) => id === criterionId) ? decide() : refuse('CRITERION_NOT_FOUND', { criterionId }),
  );
}

function whenIn(state: GateReview, stages: readonly GateStage[], decide: () => Decided): Decided {
  if (state.stage === 'absent') return refuse('GATE_NOT_FOUND');
  if (!stages.includes(state.stage))
    return refuse('GATE_NOT_IN_STAGE', { stage: state.stage, needed: stages.join(' or ') });
  return decide();
}
