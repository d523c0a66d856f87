import type { Money } from '@tabularium/kernel';
import { Command, DateField, Id, Int, MoneyField, OneOf, Text, type Role } from '@tabularium/contracts';
import { CHANGE_TYPES, type ChangeType } from './vocabulary';

const ANY_OF_THE_PROJECT: readonly Role[] = [
  'PMO_DIRECTOR',
  'PMO_MANAGER',
  'PMO_ANALYST',
  'SPONSOR',
  'PROJECT_MANAGER',
  'FINANCE_CONTROLLER',
  'DEPARTMENT_LEAD',
];
const PMO_AND_MANAGER: readonly Role[] = ['PMO_MANAGER', 'PMO_ANALYST', 'PROJECT_MANAGER'];
const DECIDING: readonly Role[] = ['PMO_DIRECTOR', 'PMO_MANAGER', 'SPONSOR', 'PROJECT_MANAGER', 'BOARD_CHAIR'];

@Command({ summary: 'Ask for a change; codes follow each other: CR-01, CR-02, …', allow: ANY_OF_THE_PROJECT })
export class RaiseChange {
  @OneOf(CHANGE_TYPES) readonly type!: ChangeType;
  @Text() readonly title!: string;
  @Text({ max: 4000 }) readonly description!: string;
  @Text({ max: 100 }) readonly category!: string;
  @Int({ min: 1, max: 5, about: '5 = highest' }) readonly priority!: number;
}

@Command({ summary: 'Take the change up and say who is to decide it', allow: PMO_AND_MANAGER })
export class TriageChange {
  @Int({ min: 1, max: 5, about: '5 = largest' }) readonly size!: number;
  @Text({ max: 100, about: 'Role or body that is to decide' }) readonly route!: string;
}

const IN_WORDS = '; 0 or none = no impact';

/** Every field may be left out here so that the refusal can name all that are missing at once. */
@Command({ summary: 'State the impact on all seven aspects, and of not changing', allow: ANY_OF_THE_PROJECT })
export class AssessImpact {
  @MoneyField({ optional: true, about: 'Added cost; negative = saving' }) readonly cost?: Money;
  @Int({ min: -10_000, max: 10_000, optional: true, about: 'Days the finish moves; negative = earlier' })
  readonly days?: number;
  @Text({ min: 0, max: 2000, optional: true, about: `Impact on scope${IN_WORDS}` }) readonly scope?: string;
  @Text({ min: 0, max: 2000, optional: true, about: `Impact on quality${IN_WORDS}` }) readonly quality?: string;
  @Text({ min: 0, max: 2000, optional: true, about: `Impact on benefits${IN_WORDS}` }) readonly benefits?: string;
  @Text({ min: 0, max: 2000, optional: true, about: `Impact on risk${IN_WORDS}` }) readonly risk?: string;
  @Text({ min: 0, max: 2000, optional: true, about: `Impact on sustainability${IN_WORDS}` })
  readonly sustainability?: string;
  @Text({ min: 0, max: 2000, optional: true, about: 'What happens if it is not done' }) readonly ifNotDone?: string;
}

@Command({ summary: 'Put the assessed change up for decision', allow: PMO_AND_MANAGER })
export class SubmitChange {}

@Command({
  summary: 'Approve the change; without a board within the tolerances in force',
  allow: DECIDING,
  authority: 'CHANGE_APPROVAL',
})
export class ApproveChange {
  @Text({ max: 2000 }) readonly rationale!: string;
  @Text({ max: 2000, optional: true, about: 'What differs from what was asked' }) readonly asModified?: string;
}

@Command({ summary: 'Reject the change', allow: DECIDING })
export class RejectChange {
  @Text({ max: 2000 }) readonly reason!: string;
}

@Command({ summary: 'Put the decision off; the change is submitted again when it is due', allow: DECIDING })
export class PostponeChange {
  @DateField() readonly until!: string;
  @Text({ max: 2000, optional: true }) readonly reason?: string;
}

@Command({ summary: 'Merge the change into another of the same project', allow: DECIDING })
export class MergeChange {
  @Id({ to: 'changeRequest' }) readonly into!: string;
  @Text({ max: 2000, optional: true }) readonly reason?: string;
}

@Command({ summary: 'Withdraw a change before it is decided', allow: ANY_OF_THE_PROJECT })
export class WithdrawChange {
  @Text({ max: 2000 }) readonly reason!: string;
}

@Command({ summary: 'Record that the approved change is made', allow: PMO_AND_MANAGER })
export class ImplementChange {
  @Text({ max: 300, about: 'Reference of the proof' }) readonly evidence!: string;
}

@Command({
  summary: 'Compare what came of the change with the estimate',
  allow: ['PMO_MANAGER', 'PMO_ANALYST', 'FINANCE_CONTROLLER'],
})
export class VerifyOutcome {
  @MoneyField() readonly actualCost!: Money;
  @Int({ min: -10_000, max: 10_000 }) readonly actualDays!: number;
}
