import type { LocalDate } from '@tabularium/kernel';
import { Command, DateField, Id, PersonRef, Text, type Role } from '@tabularium/contracts';
import { MEMBERS_AND_SECRETARIES, PROPOSERS } from './who';

/** Anybody may own an action; whether they do is decided by the action. */
const ANYBODY: readonly Role[] = [...new Set([...PROPOSERS, ...MEMBERS_AND_SECRETARIES])];

@Command({
  summary: 'Raise an action from a decision, a meeting or a fault',
  allow: [...MEMBERS_AND_SECRETARIES, 'SYSTEM'],
})
export class RaiseAction {
  @Text({ max: 1000 }) readonly text!: string;
  @PersonRef() readonly owner!: string;
  @DateField() readonly dueOn!: LocalDate;
  @Id({ about: 'Decision, meeting or item it comes from' }) readonly from!: string;
}

@Command({ summary: 'Accept an action', allow: ANYBODY })
export class AcceptAction {}

@Command({ summary: 'Decline an action', allow: ANYBODY })
export class DeclineAction {
  @Text({ max: 2000 }) readonly reason!: string;
}

@Command({ summary: 'Give an action to somebody else', allow: MEMBERS_AND_SECRETARIES })
export class ReassignAction {
  @PersonRef() readonly owner!: string;
  @Text({ max: 2000 }) readonly reason!: string;
}

@Command({ summary: 'Report on an action', allow: ANYBODY })
export class ReportProgress {
  @Text({ max: 2000 }) readonly note!: string;
}

@Command({ summary: 'Move the day an action is due; the first day stays on record', allow: MEMBERS_AND_SECRETARIES })
export class MoveDueDate {
  @DateField() readonly dueOn!: LocalDate;
  @Text({ max: 2000 }) readonly reason!: string;
}

@Command({ summary: 'Complete an action', allow: ANYBODY })
export class CompleteAction {
  @Text({ max: 1000, about: 'What shows that it is done' }) readonly evidence!: string;
}

@Command({ summary: 'Find a completed action done: not by its owner', allow: MEMBERS_AND_SECRETARIES })
export class VerifyAction {}

@Command({ summary: 'Find a completed action not done', allow: MEMBERS_AND_SECRETARIES })
export class ReopenAction {
  @Text({ max: 2000 }) readonly reason!: string;
}

@Command({ summary: 'Cancel an action', allow: MEMBERS_AND_SECRETARIES })
export class CancelAction {
  @Text({ max: 2000 }) readonly reason!: string;
}

@Command({ summary: 'Mark an action overdue whose day has passed', allow: ['SYSTEM'] })
export class MarkActionOverdue {}
