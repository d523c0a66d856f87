import type { LocalDate } from '@tabularium/kernel';
import { DateField, Event, Id, OneOf, PersonRef, Text } from '@tabularium/contracts';
import { Paper } from './item-parts';
import { BREACH_POLICIES, type BreachPolicy } from './vocabulary';

class OfCondition {
  @Id() readonly conditionId!: string;
}

@Event({ summary: 'A document was submitted that shows a condition met' })
export class ConditionEvidenceSubmitted extends Paper {
  @Id() readonly conditionId!: string;
  @PersonRef() readonly by!: string;
}

@Event({ summary: 'A condition was found met' })
export class ConditionDischarged extends OfCondition {
  @PersonRef() readonly by!: string;
  @Text({ max: 2000, optional: true }) readonly note?: string;
}

@Event({ summary: 'A condition was waived' })
export class ConditionWaived extends OfCondition {
  @Id() readonly decisionNo!: string;
  @Text({ max: 2000 }) readonly reason!: string;
}

@Event({ summary: 'A condition got more time' })
export class ConditionExtended extends OfCondition {
  @DateField() readonly dueOnFrom!: LocalDate;
  @DateField() readonly dueOn!: LocalDate;
  @Id() readonly decisionNo!: string;
  @Text({ max: 2000 }) readonly reason!: string;
}

@Event({ summary: 'A condition was not met in time' })
export class ConditionBreached extends OfCondition {
  @OneOf(BREACH_POLICIES) readonly policy!: BreachPolicy;
  @DateField() readonly dueOn!: LocalDate;
  @PersonRef() readonly owner!: string;
  @Text({ max: 500 }) readonly text!: string;
}
