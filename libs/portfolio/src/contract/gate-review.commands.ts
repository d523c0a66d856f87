import type { LocalDate, Money } from '@tabularium/kernel';
import {
  Command,
  DateField,
  Flag,
  Id,
  ListOf,
  MoneyField,
  OneOf,
  PersonRef,
  Sha256,
  Text,
} from '@tabularium/contracts';
import {
  CONDITION_KINDS,
  CRITERION_RESULTS,
  GATE_OUTCOMES,
  type ConditionKind,
  type CriterionResult,
  type GateOutcome,
} from './vocabulary';

/** What must be shown at a gate. */
export class GateCriterion {
  @Id() readonly id!: string;
  @Text({ max: 500 }) readonly text!: string;
  @Flag() readonly mandatory!: boolean;
}

/** What a conditional pass asks for. */
export class GateCondition {
  @Id() readonly id!: string;
  @Text({ max: 500 }) readonly text!: string;
  @OneOf(CONDITION_KINDS) readonly kind!: ConditionKind;
  @PersonRef({ optional: true }) readonly owner?: string;
  @DateField({ optional: true }) readonly dueOn?: LocalDate;
}

/** A version of a document, pinned by its content. */
export class GateEvidence {
  @Id({ to: 'document' }) readonly documentId!: string;
  @Text({ max: 40 }) readonly version!: string;
  @Sha256() readonly sha256!: string;
}

@Command({
  summary: 'Open the gate, or the next attempt at it, with the criteria of the policy in force and further ones',
  allow: ['PMO_DIRECTOR', 'PMO_MANAGER', 'PMO_ANALYST'],
})
export class OpenGate {
  @ListOf(() => GateCriterion, {
    min: 1,
    max: 100,
    optional: true,
    about: 'Beside those of the policy GATE_CRITERIA; one with the id of such a one changes nothing',
  })
  readonly criteria?: readonly GateCriterion[];
}

@Command({
  summary: 'Submit a document as evidence for a criterion',
  allow: ['PMO_MANAGER', 'PMO_ANALYST', 'PROJECT_MANAGER', 'SPONSOR'],
})
export class SubmitEvidence extends GateEvidence {
  @Id() readonly criterionId!: string;
}

@Command({
  summary: 'Withdraw evidence; a criterion left without any is assessed again',
  allow: ['PMO_MANAGER', 'PMO_ANALYST', 'PROJECT_MANAGER', 'SPONSOR'],
})
export class WithdrawEvidence {
  @Id() readonly criterionId!: string;
  @Id({ to: 'document' }) readonly documentId!: string;
  @Text({ max: 2000, optional: true }) readonly reason?: string;
}

@Command({
  summary: 'Assess a criterion on the evidence others submitted',
  allow: ['PMO_DIRECTOR', 'PMO_MANAGER', 'PMO_ANALYST'],
})
export class AssessCriterion {
  @Id() readonly criterionId!: string;
  @OneOf(CRITERION_RESULTS) readonly result!: CriterionResult;
  @Text({ max: 2000, optional: true }) readonly commentary?: string;
}

@Command({
  summary: 'Declare the gate ready for decision',
  allow: ['PMO_DIRECTOR', 'PMO_MANAGER', 'PMO_ANALYST', 'PROJECT_MANAGER'],
})
export class DeclareReady {
  @Text({ max: 2000, optional: true }) readonly statement?: string;
}

@Command({
  summary: 'Decide the gate and release the money of the next stage',
  allow: ['PMO_DIRECTOR', 'PMO_MANAGER', 'SPONSOR'],
  authority: 'GATE_DECISION',
})
export class RecordGateDecision {
  @OneOf(GATE_OUTCOMES) readonly outcome!: GateOutcome;
  @MoneyField({ sign: 'notNegative', optional: true, about: 'Authorised for the next stage' })
  readonly stageAuthorised?: Money;
  @MoneyField({ sign: 'notNegative', optional: true, about: 'Released now' }) readonly fundsReleased?: Money;
  @ListOf(() => GateCondition, { min: 1, max: 50, optional: true }) readonly conditions?: readonly GateCondition[];
  @Text({ max: 2000 }) readonly reason!: string;
  @DateField({ optional: true, about: 'Last day on which the pass lets the stage start' })
  readonly validUntil?: LocalDate;
  @DateField({ optional: true, about: 'When a held gate is looked at again' }) readonly reviewBy?: LocalDate;
}

@Command({ summary: 'Take back the pass that a fallen decision gave', allow: ['SYSTEM'] })
export class RevokeGatePass {
  @Id({ about: 'Number of the decision that fell' }) readonly decisionNo!: string;
  @Text({ max: 2000 }) readonly reason!: string;
}

@Command({
  summary: 'Discharge a condition of a conditional pass',
  allow: ['PMO_DIRECTOR', 'PMO_MANAGER'],
})
export class DischargeCondition extends GateEvidence {
  @Id() readonly conditionId!: string;
}
