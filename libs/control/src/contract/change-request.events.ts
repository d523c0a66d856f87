import type { Money } from '@tabularium/kernel';
import { DateField, Event, Id, Int, MoneyField, OneOf, PersonRef, Text } from '@tabularium/contracts';
import { CHANGE_TYPES, type ChangeType } from './vocabulary';

/** What every event of a change says. */
class OfProject {
  @Id({ to: 'project' }) readonly projectId!: string;
}

@Event({ summary: 'A change was asked for' })
export class ChangeRequested extends OfProject {
  @OneOf(CHANGE_TYPES) readonly type!: ChangeType;
  @Text() readonly title!: string;
  @Text({ max: 4000 }) readonly description!: string;
  @Text({ max: 100 }) readonly category!: string;
  @Int({ min: 1, max: 5 }) readonly priority!: number;
  @PersonRef() readonly raisedBy!: string;
}

@Event({ summary: 'A change was taken up for assessment' })
export class ChangeTriaged extends OfProject {
  @Int({ min: 1, max: 5 }) readonly size!: number;
  @Text({ max: 100 }) readonly route!: string;
}

@Event({ summary: 'The impact of a change was stated' })
export class ChangeImpactAssessed extends OfProject {
  @MoneyField() readonly cost!: Money;
  @Int({ min: -10_000, max: 10_000 }) readonly days!: number;
  @Text({ max: 2000 }) readonly scope!: string;
  @Text({ max: 2000 }) readonly quality!: string;
  @Text({ max: 2000 }) readonly benefits!: string;
  @Text({ max: 2000 }) readonly risk!: string;
  @Text({ max: 2000 }) readonly sustainability!: string;
  @Text({ max: 2000 }) readonly ifNotDone!: string;
}

@Event({ summary: 'A change was put up for decision' })
export class ChangeSubmitted extends OfProject {
  @PersonRef() readonly submittedBy!: string;
}

@Event({ summary: 'A change was approved' })
export class ChangeApproved extends OfProject {
  @PersonRef() readonly approvedBy!: string;
  @Text({ max: 2000 }) readonly rationale!: string;
  @Text({ max: 2000, optional: true }) readonly asModified?: string;
  @Int({ min: 1, optional: true, about: 'Version of the policy TOLERANCES it was held to; none for a board' })
  readonly policyVersion?: number;
  @MoneyField({
    sign: 'notNegative',
    optional: true,
    about: 'Added cost tolerated without a board, all changes together; where it adds any',
  })
  readonly costTolerated?: Money;
  @MoneyField({ sign: 'notNegative', optional: true, about: 'Added cost of changes approved before without a board' })
  readonly costUsed?: Money;
  @Int({
    max: 10_000,
    optional: true,
    about: 'Days later tolerated without a board, all changes together; where it takes any',
  })
  readonly daysTolerated?: number;
  @Int({ max: 100_000_000, optional: true, about: 'Days later of changes approved before without a board' })
  readonly daysUsed?: number;
}

@Event({ summary: 'A change was rejected' })
export class ChangeRejected extends OfProject {
  @PersonRef() readonly rejectedBy!: string;
  @Text({ max: 2000 }) readonly reason!: string;
}

@Event({ summary: 'The decision on a change was put off' })
export class ChangePostponed extends OfProject {
  @DateField() readonly until!: string;
  @Text({ max: 2000, optional: true }) readonly reason?: string;
}

@Event({ summary: 'A change was merged into another' })
export class ChangeMerged extends OfProject {
  @Id({ to: 'changeRequest' }) readonly into!: string;
  @Text({ max: 2000, optional: true }) readonly reason?: string;
}

@Event({ summary: 'A change was withdrawn' })
export class ChangeWithdrawn extends OfProject {
  @Text({ max: 2000 }) readonly reason!: string;
}

@Event({ summary: 'An approved change was made' })
export class ChangeImplemented extends OfProject {
  @Text({ max: 300 }) readonly evidence!: string;
}

@Event({ summary: 'What came of a change was compared with the estimate' })
export class ChangeOutcomeVerified extends OfProject {
  @MoneyField() readonly estimatedCost!: Money;
  @MoneyField() readonly actualCost!: Money;
  @MoneyField({ about: 'Actual less estimated' }) readonly costVariance!: Money;
  @Int({ min: -10_000, max: 10_000 }) readonly estimatedDays!: number;
  @Int({ min: -10_000, max: 10_000 }) readonly actualDays!: number;
  @Int({ min: -20_000, max: 20_000, about: 'Actual less estimated' }) readonly daysVariance!: number;
}
