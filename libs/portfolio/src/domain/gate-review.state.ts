import type { LocalDate, Money } from '@tabularium/kernel';
import type { GateCondition, GateCriterion } from '../contract/gate-review.commands';
import type { CriterionResult } from '../contract/vocabulary';

/** `conditional`: passed, but a PRECEDENT condition keeps the pass from taking effect. */
export type GateStage =
  'absent' | 'open' | 'ready' | 'conditional' | 'passed' | 'revoked' | 'rework' | 'held' | 'stopped';

/** What the rules of a gate read: the running or last attempt. */
export interface GateReview {
  readonly stage: GateStage;
  /** From 1; 0 = never opened. */
  readonly attempt: number;
  readonly criteria: readonly GateCriterion[];
  readonly evidence: readonly Submitted[];
  /** By criterion; a criterion whose evidence changed has none until it is assessed again. */
  readonly results: Readonly<Record<string, CriterionResult | undefined>>;
  readonly readyBy?: string;
  readonly pass?: Pass;
  /** Number of the board's decision that gave the pass; none = somebody's delegated limit did. */
  readonly passedBy?: string;
  /** Those not discharged. */
  readonly conditions: readonly GateCondition[];
  readonly discharged: readonly string[];
}

export interface Submitted {
  readonly criterionId: string;
  readonly documentId: string;
  readonly version: string;
  readonly sha256: string;
  readonly by: string;
}

export interface Pass {
  readonly stageAuthorised?: Money;
  readonly fundsReleased?: Money;
  readonly validUntil?: LocalDate;
  readonly reason: string;
}

export const noGate: GateReview = {
  stage: 'absent',
  attempt: 0,
  criteria: [],
  evidence: [],
  results: {},
  conditions: [],
  discharged: [],
};

/** True when the pass no longer lets the stage start. */
export const isLapsed = ({ pass }: GateReview, today: LocalDate): boolean =>
  pass?.validUntil !== undefined && pass.validUntil < today;

/** True while an attempt is open, a pass holds, or the gate stopped the project. */
export function isSettled(review: GateReview, today: LocalDate): boolean {
  const { stage } = review;
  if (stage === 'passed' || stage === 'conditional') return !isLapsed(review, today);
  return stage === 'open' || stage === 'ready' || stage === 'stopped';
}

export const unmetCriteria = ({ criteria, results }: GateReview): readonly string[] =>
  criteria.filter(({ id, mandatory }) => mandatory && results[id] !== 'MET').map(({ id }) => id);

export const isSameDocument =
  (one: { readonly criterionId: string; readonly documentId: string }) =>
  (other: { readonly criterionId: string; readonly documentId: string }): boolean =>
    one.criterionId === other.criterionId && one.documentId === other.documentId;
