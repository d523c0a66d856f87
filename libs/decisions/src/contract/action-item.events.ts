import type { LocalDate } from '@tabularium/kernel';
import { DateField, Event, Id, Int, PersonRef, Text } from '@tabularium/contracts';

@Event({ summary: 'An action was raised' })
export class ActionRaised {
  @Text({ max: 1000 }) readonly text!: string;
  @PersonRef() readonly owner!: string;
  @DateField() readonly dueOn!: LocalDate;
  @Id() readonly from!: string;
  @PersonRef() readonly raisedBy!: string;
}

@Event({ summary: 'An action was accepted' })
export class ActionAccepted {
  @PersonRef() readonly by!: string;
}

@Event({ summary: 'An action was declined' })
export class ActionDeclined {
  @PersonRef() readonly by!: string;
  @Text({ max: 2000 }) readonly reason!: string;
}

@Event({ summary: 'An action was given to somebody else' })
export class ActionReassigned {
  @PersonRef() readonly ownerFrom!: string;
  @PersonRef() readonly owner!: string;
  @Text({ max: 2000 }) readonly reason!: string;
}

@Event({ summary: 'An action was reported on' })
export class ActionProgressReported {
  @Text({ max: 2000 }) readonly note!: string;
}

@Event({ summary: 'The day an action is due was moved' })
export class ActionDueDateMoved {
  @DateField() readonly dueOnFrom!: LocalDate;
  @DateField() readonly dueOn!: LocalDate;
  @Int({ min: 1, about: 'How often so far' }) readonly slips!: number;
  @Text({ max: 2000 }) readonly reason!: string;
}

@Event({ summary: 'An action was completed' })
export class ActionCompleted {
  @Text({ max: 1000 }) readonly evidence!: string;
}

@Event({ summary: 'A completed action was found done' })
export class ActionVerified {
  @PersonRef() readonly by!: string;
}

@Event({ summary: 'A completed action was found not done' })
export class ActionReopened {
  @Text({ max: 2000 }) readonly reason!: string;
}

@Event({ summary: 'An action was cancelled' })
export class ActionCancelled {
  @Text({ max: 2000 }) readonly reason!: string;
}

@Event({ summary: 'The day of an action passed' })
export class ActionBecameOverdue {
  @DateField() readonly dueOn!: LocalDate;
}
