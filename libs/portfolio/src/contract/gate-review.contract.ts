import { aggregateContract } from '@tabularium/contracts';
import type { DataOf } from '@tabularium/kernel';
import {
  AssessCriterion,
  DeclareReady,
  DischargeCondition,
  OpenGate,
  RecordGateDecision,
  RevokeGatePass,
  SubmitEvidence,
  WithdrawEvidence,
} from './gate-review.commands';
import * as events from './gate-review.events';
import { gateReviewRefusals } from './gate-review.refusals';

export const gateReviewContract = aggregateContract({
  category: 'gateReview',
  title: 'Gate review',
  commands: {
    OpenGate,
    SubmitEvidence,
    WithdrawEvidence,
    AssessCriterion,
    DeclareReady,
    RecordGateDecision,
    RevokeGatePass,
    DischargeCondition,
  },
  events: { ...events },
  refusals: gateReviewRefusals,
});

export type GateReviewCommands = DataOf<typeof gateReviewContract.commands>;
export type GateReviewEvents = DataOf<typeof gateReviewContract.events>;
export type GateReviewRefusal = keyof typeof gateReviewRefusals;
