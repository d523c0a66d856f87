import type { LocalDate } from '@tabularium/kernel';
import { Command, DateField, Id, Text } from '@tabularium/contracts';
import { Paper } from './item-parts';
import { MEMBERS_AND_SECRETARIES, PROPOSERS } from './who';

class OfCondition {
  @Id() readonly conditionId!: string;
}

@Command({ summary: 'Submit a document that shows a condition met', allow: PROPOSERS })
export class SubmitConditionEvidence extends Paper {
  @Id() readonly conditionId!: string;
}

@Command({ summary: 'Find a condition met; not by who submitted the evidence', allow: MEMBERS_AND_SECRETARIES })
export class DischargeCondition extends OfCondition {
  @Text({ max: 2000, optional: true }) readonly note?: string;
}

@Command({
  summary: 'Waive a condition: by a decision of the body or one above it',
  allow: ['SYSTEM'],
  decidable: true,
})
export class WaiveCondition extends OfCondition {
  @Text({ max: 2000 }) readonly reason!: string;
}

@Command({
  summary: 'Give a condition more time: by a decision of the body or one above it',
  allow: ['SYSTEM'],
  decidable: true,
})
export class ExtendCondition extends OfCondition {
  @DateField() readonly dueOn!: LocalDate;
  @Text({ max: 2000 }) readonly reason!: string;
}

@Command({ summary: 'Apply the breach policy of a condition whose last day has passed', allow: ['SYSTEM'] })
export class BreachCondition extends OfCondition {}
