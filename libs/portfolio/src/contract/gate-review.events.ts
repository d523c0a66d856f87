import type { LocalDate, Money } from '@tabularium/kernel';
import { DateField, Event, Id, Int, ListOf, MoneyField, OneOf, Sha256, Text, TextList } from '@tabularium/contracts';
import { GateCondition, GateCriterion } from './gate-review.commands';
import { CRITERION_RESULTS, type CriterionResult } from './vocabulary';

/** Every event of a gate names the project, the gate and the attempt. */
class OfAttempt {
  @Id({ to: 'project' }) readonly projectId!: string;
  @Id() readonly gate!: string;
  @Int({ min: 1, max: 100 }) readonly attempt!: number;
}

@Event({ summary: 'An attempt at the gate began' })
export class GateOpened extends OfAttempt {
  @ListOf(() => GateCriterion, { min: 1, max: 100 }) readonly criteria!: readonly GateCriterion[];
  @Int({ min: 1, optional: true, about: 'Version of the policy GATE_CRITERIA that named some of them' })
  readonly policyVersion?: number;
}

@Event({ summary: 'A document was submitted as evidence' })
export class GateEvidenceSubmitted extends OfAttempt {
  @Id() readonly criterionId!: string;
  @Id({ to: 'document' }) readonly documentId!: string;
  @Text({ max: 40 }) readonly version!: string;
  @Sha256() readonly sha256!: string;
}

@Event({ summary: 'Evidence was withdrawn' })
export class GateEvidenceWithdrawn extends OfAttempt {
  @Id() readonly criterionId!: string;
  @Id({ to: 'document' }) readonly documentId!: string;
  @Text({ max: 2000, optional: true }) readonly reason?: string;
}

@Event({ summary: 'A criterion was assessed' })
export class GateCriterionAssessed extends OfAttempt {
  @Id() readonly criterionId!: string;
  @OneOf(CRITERION_RESULTS) readonly result!: CriterionResult;
  @Text({ max: 2000, optional: true }) readonly commentary?: string;
}

@Event({ summary: 'The gate was declared ready for decision' })
export class GateReadinessDeclared extends OfAttempt {
  @Text({ max: 2000, optional: true }) readonly statement?: string;
}

/** The one event that lets the next stage start and releases its money, whichever way the decision was reached. */
@Event({ summary: 'The pass of the gate took effect; the money of the stage is released' })
export class GatePassed extends OfAttempt {
  @MoneyField({ sign: 'notNegative', optional: true }) readonly stageAuthorised?: Money;
  @MoneyField({ sign: 'notNegative', optional: true }) readonly fundsReleased?: Money;
  @DateField({ optional: true }) readonly validUntil?: LocalDate;
  @Text({ max: 2000 }) readonly reason!: string;
}

/** The decision only. `GatePassed` follows at once, or when the last PRECEDENT condition is discharged: money waits for it. */
@Event({ summary: 'The gate was passed on conditions' })
export class GatePassedWithConditions extends OfAttempt {
  @MoneyField({ sign: 'notNegative', optional: true }) readonly stageAuthorised?: Money;
  @MoneyField({ sign: 'notNegative', optional: true }) readonly fundsReleased?: Money;
  @ListOf(() => GateCondition, { min: 1, max: 50 }) readonly conditions!: readonly GateCondition[];
  @DateField({ optional: true }) readonly validUntil?: LocalDate;
  @Text({ max: 2000 }) readonly reason!: string;
}

@Event({ summary: 'A condition of the pass was discharged' })
export class GateConditionDischarged extends OfAttempt {
  @Id() readonly conditionId!: string;
  @Id({ to: 'document' }) readonly documentId!: string;
  @Text({ max: 40 }) readonly version!: string;
  @Sha256() readonly sha256!: string;
}

@Event({ summary: 'The gate asked for rework; another attempt may follow' })
export class GateReworkRequired extends OfAttempt {
  @TextList({ max: 100, about: 'Criteria that were not met' }) readonly items!: readonly string[];
  @Text({ max: 2000 }) readonly reason!: string;
}

@Event({ summary: 'The decision was put off; another attempt may follow' })
export class GateHeld extends OfAttempt {
  @DateField({ optional: true }) readonly reviewBy?: LocalDate;
  @Text({ max: 2000 }) readonly reason!: string;
}

/** Decision and pass stay on record; the stage may no longer start, and another attempt may follow. */
@Event({ summary: 'The pass of the gate fell with the decision that gave it' })
export class GatePassRevoked extends OfAttempt {
  @Id({ about: 'Number of the decision that fell' }) readonly decisionNo!: string;
  @Text({ max: 2000 }) readonly reason!: string;
}

@Event({ summary: 'The gate stopped the project' })
export class GateStopped extends OfAttempt {
  @Text({ max: 2000 }) readonly reason!: string;
}
