import type { Money } from '@tabularium/kernel';
import {
  Command,
  DateField,
  Id,
  Int,
  ListOf,
  MoneyField,
  Nested,
  OneOf,
  PersonRef,
  Sha256,
  Text,
} from '@tabularium/contracts';
import { LegacyApproval, LegacyConfidence, LegacyCost, LegacyMilestone, LegacyProfile } from './legacy-statement';
import { LIFE_CYCLES, MOST_STAGES } from './life-cycles';
import { SCALES, TIERS, type ScaleId, type Tier } from './vocabulary';

@Command({
  summary: 'Enter a project in the register',
  allow: ['PMO_DIRECTOR', 'PMO_MANAGER', 'PMO_ANALYST', 'SPONSOR', 'PROJECT_MANAGER', 'DEPARTMENT_LEAD'],
})
export class RegisterProject {
  @Text() readonly name!: string;
  @Id({ to: 'portfolio' }) readonly portfolioId!: string;
  @Id({ to: 'programme', optional: true }) readonly programmeId?: string;
  @Text({ max: 100, about: 'Department or unit that owns the project' }) readonly unit!: string;
  @OneOf(TIERS, { about: 'Assurance tier; the light tier needs no board' }) readonly tier!: Tier;
  @Id({
    about: `One that the policy LIFE_CYCLE in force today defines, or a built-in one that it leaves alone: ${LIFE_CYCLES.join(', ')}`,
  })
  readonly lifeCycle!: string;
  @Text({ max: 100, optional: true }) readonly category?: string;
  @Text({ max: 4000, optional: true }) readonly description?: string;
  @DateField({ optional: true }) readonly startsOn?: string;
  @DateField({ optional: true }) readonly endsOn?: string;
}

@Command({ summary: 'Name the accountable sponsor', allow: ['PMO_DIRECTOR', 'PMO_MANAGER'] })
export class AssignSponsor {
  @PersonRef() readonly personId!: string;
}

@Command({ summary: 'Name the project manager', allow: ['PMO_DIRECTOR', 'PMO_MANAGER', 'SPONSOR'] })
export class AssignProjectManager {
  @PersonRef() readonly personId!: string;
  @Text({ optional: true, about: 'Handover note, when the manager changes' }) readonly handover?: string;
}

@Command({
  summary: 'Approve the project and authorise its total',
  allow: ['PMO_DIRECTOR', 'PMO_MANAGER', 'SPONSOR'],
  authority: 'PROJECT_APPROVAL',
})
export class ApproveProject {
  @MoneyField({ sign: 'positive' }) readonly authorisedTotal!: Money;
  @DateField({ about: 'Approved start' }) readonly startsOn!: string;
  @DateField({ about: 'Approved finish' }) readonly endsOn!: string;
  @Text({ max: 2000 }) readonly rationale!: string;
}

@Command({
  summary: 'Move the project to the stages of its life cycle in a later version of the policy, by decision of a board',
  allow: ['SYSTEM'],
  decidable: true,
})
export class ApplyPolicyTransition {
  @Int({ min: 1, about: 'Version of the policy LIFE_CYCLE, which must be in force' }) readonly toVersion!: number;
}

@Command({ summary: 'Start the next stage', allow: ['PMO_MANAGER', 'PMO_ANALYST', 'PROJECT_MANAGER'] })
export class StartStage {
  @Int({ min: 1, max: MOST_STAGES }) readonly stage!: number;
}

@Command({ summary: 'Complete the running stage', allow: ['PMO_MANAGER', 'PMO_ANALYST', 'PROJECT_MANAGER'] })
export class CompleteStage {
  @Int({ min: 1, max: MOST_STAGES }) readonly stage!: number;
}

@Command({ summary: 'Move the forecast finish', allow: ['PMO_MANAGER', 'PMO_ANALYST', 'PROJECT_MANAGER'] })
export class ReforecastSchedule {
  @DateField() readonly endsOn!: string;
  @Text({ max: 2000 }) readonly reason!: string;
}

@Command({ summary: 'Rename the project', allow: ['PMO_DIRECTOR', 'PMO_MANAGER', 'PMO_ANALYST'] })
export class RenameProject {
  @Text() readonly name!: string;
  @Text({ max: 2000 }) readonly reason!: string;
}

@Command({ summary: 'Move the project to another department', allow: ['PMO_DIRECTOR', 'PMO_MANAGER'] })
export class TransferProject {
  @Text({ max: 100 }) readonly unit!: string;
  @Text({ max: 2000 }) readonly reason!: string;
}

@Command({ summary: 'Admit the project to a programme', allow: ['PMO_DIRECTOR', 'PMO_MANAGER'] })
export class AdmitToProgramme {
  @Id({ to: 'programme' }) readonly programmeId!: string;
}

@Command({ summary: 'Release the project from its programme', allow: ['PMO_DIRECTOR', 'PMO_MANAGER'] })
export class ReleaseFromProgramme {
  @Text({ max: 2000 }) readonly reason!: string;
}

@Command({ summary: 'Stop work for a time', allow: ['PMO_DIRECTOR', 'PMO_MANAGER', 'SPONSOR'] })
export class PlaceOnHold {
  @Text({ max: 2000 }) readonly reason!: string;
  @DateField() readonly reviewBy!: string;
}

@Command({ summary: 'Take work up again', allow: ['PMO_DIRECTOR', 'PMO_MANAGER', 'SPONSOR'] })
export class ResumeProject {
  @Text({ max: 2000 }) readonly reason!: string;
}

@Command({ summary: 'Ask for closure', allow: ['PMO_MANAGER', 'PROJECT_MANAGER', 'SPONSOR'] })
export class RequestClosure {
  @Text({ about: 'Reference of the end-of-project report' }) readonly endReport!: string;
}

@Command({ summary: 'Close the project', allow: ['PMO_DIRECTOR', 'PMO_MANAGER'], authority: 'PROJECT_CLOSURE' })
export class CloseProject {
  @MoneyField({ sign: 'notNegative' }) readonly finalCost!: Money;
  @DateField() readonly finishedOn!: string;
  @Text({ max: 2000 }) readonly rationale!: string;
}

@Command({
  summary: 'End the project before its objectives are met',
  allow: ['PMO_DIRECTOR'],
  authority: 'PROJECT_CLOSURE',
})
export class TerminateProject {
  @Text({ max: 2000 }) readonly reason!: string;
  @MoneyField({ sign: 'notNegative', about: 'Spent and not recoverable' }) readonly sunkCost!: Money;
}

@Command({
  summary: 'Record a delivery confidence assessment',
  allow: ['PMO_DIRECTOR', 'PMO_MANAGER', 'PMO_ANALYST', 'SPONSOR'],
})
export class AssessDeliveryConfidence {
  @OneOf(SCALES, { about: 'Ratings of different scales are never converted into each other' }) readonly scale!: ScaleId;
  @Text({ max: 20, about: 'A value of the scale' }) readonly rating!: string;
  @Text({ max: 2000 }) readonly commentary!: string;
  @DateField({ optional: true, about: 'The day it speaks of; default today' }) readonly effectiveOn?: string;
}

@Command({ summary: 'Correct an assessment that was recorded wrongly', allow: ['PMO_DIRECTOR', 'PMO_MANAGER'] })
export class CorrectDeliveryConfidence {
  @Text({ max: 36, about: 'Event id of the assessment' }) readonly assessmentEventId!: string;
  @Text({ max: 20 }) readonly rating!: string;
  @Text({ max: 2000 }) readonly commentary!: string;
  @Text({ max: 2000 }) readonly reason!: string;
}

@Command({
  summary:
    'Assert what an earlier record says about the project; asserting the same again adds nothing, differing adds corrections',
  allow: ['PMO_DIRECTOR', 'PMO_MANAGER', 'PMO_ANALYST'],
  asserts: true,
})
export class AssertLegacyFacts {
  @Id({ about: 'Where the record comes from' }) readonly source!: string;
  @DateField({ about: 'The date of the return or extract' }) readonly returnOn!: string;
  @Nested(() => LegacyProfile) readonly profile!: LegacyProfile;
  @Nested(() => LegacyCost, { optional: true }) readonly cost?: LegacyCost;
  @Nested(() => LegacyApproval, { optional: true }) readonly approval?: LegacyApproval;
  @ListOf(() => LegacyConfidence, { max: 10 }) readonly confidence!: readonly LegacyConfidence[];
  @ListOf(() => LegacyMilestone, { max: 50 }) readonly milestones!: readonly LegacyMilestone[];
  @Text({ max: 300, about: 'File name' }) readonly file!: string;
  @Sha256({ about: 'Of the file' }) readonly sha256!: string;
  @Int({ min: 1, max: 10_000_000, about: 'Row (or column) in the file, from 1' }) readonly row!: number;
}

@Command({
  summary: 'Record that a return no longer names the project',
  allow: ['PMO_DIRECTOR', 'PMO_MANAGER', 'PMO_ANALYST'],
  asserts: true,
})
export class ReportLegacyAbsence {
  @Id() readonly source!: string;
  @DateField() readonly returnOn!: string;
}
