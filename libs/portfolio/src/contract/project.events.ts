import type { Money } from '@tabularium/kernel';
import { DateField, Event, Id, Int, ListOf, MoneyField, OneOf, PersonRef, Text } from '@tabularium/contracts';
import { LegacyApproval, LegacyCost, LegacyMilestone, LegacyProfile } from './legacy-statement';
import { LifeCycleStage, MOST_STAGES, type Stages } from './life-cycles';
import { SCALES, TIERS, type ScaleId, type Tier } from './vocabulary';

@Event({ summary: 'A project was entered in the register' })
export class ProjectRegistered {
  @Text() readonly name!: string;
  @Id({ to: 'portfolio' }) readonly portfolioId!: string;
  @Id({ to: 'programme', optional: true }) readonly programmeId?: string;
  @Text({ max: 100 }) readonly unit!: string;
  @OneOf(TIERS) readonly tier!: Tier;
  @Id() readonly lifeCycle!: string;
  @Text({ max: 100, optional: true }) readonly category?: string;
  @Text({ max: 4000, optional: true }) readonly description?: string;
  @DateField({ optional: true }) readonly startsOn?: string;
  @DateField({ optional: true }) readonly endsOn?: string;
  @ListOf(() => LifeCycleStage, {
    min: 1,
    max: MOST_STAGES,
    optional: true,
    about: 'As the policy defined them; absent = those built in under the name',
  })
  readonly stages?: Stages;
  @Int({ min: 1, optional: true, about: 'Version of the policy LIFE_CYCLE that defined the stages' })
  readonly policyVersion?: number;
}

/** Stages that started, and gates that were passed, are the same in both versions. */
@Event({ summary: 'The project moved to the stages of another version of its life cycle' })
export class PolicyTransitionApplied {
  @Int({ min: 1, optional: true, about: 'Absent = the stages were those built in' }) readonly fromVersion?: number;
  @Int({ min: 1, about: 'Version of the policy LIFE_CYCLE' }) readonly toVersion!: number;
  @Id() readonly lifeCycle!: string;
  @ListOf(() => LifeCycleStage, { min: 1, max: MOST_STAGES }) readonly stages!: Stages;
}

@Event({ summary: 'A sponsor became accountable for the project' })
export class SponsorAssigned {
  @PersonRef() readonly personId!: string;
}

@Event({ summary: 'A project manager took charge' })
export class ProjectManagerAssigned {
  @PersonRef() readonly personId!: string;
  @PersonRef({ optional: true, about: 'The manager before' }) readonly from?: string;
  @Text({ optional: true }) readonly handover?: string;
}

@Event({ summary: 'The project was approved and its total authorised' })
export class ProjectApproved {
  @MoneyField({ sign: 'positive' }) readonly authorisedTotal!: Money;
  @DateField() readonly startsOn!: string;
  @DateField() readonly endsOn!: string;
  @PersonRef() readonly approvedBy!: string;
  @Text({ max: 2000 }) readonly rationale!: string;
}

@Event({ summary: 'A stage started' })
export class StageStarted {
  @Int({ min: 1, max: MOST_STAGES }) readonly stage!: number;
  @Text({ max: 100 }) readonly name!: string;
}

@Event({ summary: 'A stage was completed' })
export class StageCompleted {
  @Int({ min: 1, max: MOST_STAGES }) readonly stage!: number;
}

@Event({ summary: 'The forecast finish moved' })
export class ScheduleReforecast {
  @DateField({ optional: true }) readonly from?: string;
  @DateField() readonly endsOn!: string;
  @Text({ max: 2000 }) readonly reason!: string;
}

@Event({ summary: 'The project got another name' })
export class ProjectRenamed {
  @Text() readonly from!: string;
  @Text() readonly name!: string;
  @Text({ max: 2000 }) readonly reason!: string;
}

@Event({ summary: 'The project moved to another department' })
export class ProjectTransferred {
  @Text({ max: 100 }) readonly from!: string;
  @Text({ max: 100 }) readonly unit!: string;
  @Text({ max: 2000 }) readonly reason!: string;
}

@Event({ summary: 'The project was admitted to a programme' })
export class ProjectAdmittedToProgramme {
  @Id({ to: 'programme' }) readonly programmeId!: string;
}

@Event({ summary: 'The project was released from its programme' })
export class ProjectReleasedFromProgramme {
  @Id({ to: 'programme' }) readonly programmeId!: string;
  @Text({ max: 2000 }) readonly reason!: string;
}

@Event({ summary: 'Work stopped for a time' })
export class ProjectPlacedOnHold {
  @Text({ max: 2000 }) readonly reason!: string;
  @DateField() readonly reviewBy!: string;
}

@Event({ summary: 'Work was taken up again' })
export class ProjectResumed {
  @Text({ max: 2000 }) readonly reason!: string;
}

@Event({ summary: 'Closure was asked for' })
export class ProjectClosureRequested {
  @Text() readonly endReport!: string;
}

@Event({ summary: 'The project was closed' })
export class ProjectClosed {
  @MoneyField({ sign: 'notNegative' }) readonly finalCost!: Money;
  @DateField() readonly finishedOn!: string;
  @Text() readonly endReport!: string;
  @Text({ max: 2000 }) readonly rationale!: string;
}

@Event({ summary: 'The project was ended before its objectives were met' })
export class ProjectTerminated {
  @Text({ max: 2000 }) readonly reason!: string;
  @MoneyField({ sign: 'notNegative' }) readonly sunkCost!: Money;
}

@Event({ summary: 'Confidence in delivery was rated. Advice, never a decision' })
export class DeliveryConfidenceAssessed {
  @Text({ max: 60, about: 'Who rated: a person id, or a body named by the source' }) readonly assessor!: string;
  @OneOf(SCALES) readonly scale!: ScaleId;
  @Text({ max: 20, optional: true, about: 'A value of the scale; absent = none was given' }) readonly rating?: string;
  @Text({ max: 1000, optional: true, about: 'Words of a record that gives no rating' }) readonly statement?: string;
  @Text({ max: 20_000, optional: true }) readonly commentary?: string;
  @Id({ optional: true, about: 'Imported from' }) readonly source?: string;
  @DateField({ optional: true, about: 'Return it was imported from' }) readonly returnOn?: string;
  @DateField({ optional: true, about: 'The day an imported rating speaks of' }) readonly on?: string;
}

/** Every legacy fact names its source and the return it stands in: together with its kind they identify it. */
@Event({ summary: 'An earlier record says what the project is' })
export class LegacyProfileReported extends LegacyProfile {
  @Id() readonly source!: string;
  @DateField() readonly returnOn!: string;
}

@Event({ summary: 'An earlier record says what the project costs' })
export class LegacyCostReported extends LegacyCost {
  @Id() readonly source!: string;
  @DateField() readonly returnOn!: string;
}

@Event({ summary: 'An earlier record dates a step of the project' })
export class LegacyMilestoneReported extends LegacyMilestone {
  @Id() readonly source!: string;
  @DateField() readonly returnOn!: string;
}

@Event({ summary: 'An earlier record says who approved the project' })
export class LegacyApprovalReported extends LegacyApproval {
  @Id() readonly source!: string;
  @DateField() readonly returnOn!: string;
}

@Event({ summary: 'A later return of the source no longer names the project' })
export class LegacyAbsenceReported {
  @Id() readonly source!: string;
  @DateField() readonly returnOn!: string;
}
