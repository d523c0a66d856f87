import type { LocalDate } from '@tabularium/kernel';
import {
  Command,
  DateField,
  Flag,
  Id,
  Int,
  ListOf,
  OneOf,
  PersonRef,
  Sha256,
  Text,
  TextList,
} from '@tabularium/contracts';
import { ATTENDANCE_MODES, MEETING_MODES, type AttendanceMode, type MeetingMode } from './vocabulary';
import { MEMBERS, MEMBERS_AND_SECRETARIES } from './who';

@Command({ summary: 'Call a meeting; its id is <body>.<name>', allow: MEMBERS_AND_SECRETARIES })
export class ScheduleMeeting {
  @DateField() readonly on!: LocalDate;
  @OneOf(MEETING_MODES) readonly mode!: MeetingMode;
  @Text({ max: 200, optional: true }) readonly place?: string;
  @TextList({ max: 50, each: 100, optional: true, about: 'Members who waive the notice; all must, if it is short' })
  readonly waivedBy?: readonly string[];
}

class OfItem {
  @Id({ to: 'decisionItem' }) readonly itemId!: string;
}

@Command({ summary: 'Put a matter on the agenda with the papers it has now', allow: MEMBERS_AND_SECRETARIES })
export class TableItem extends OfItem {
  @Int({ min: 1, max: 200, optional: true, about: 'Place on the agenda; default the last' }) readonly place?: number;
}

@Command({ summary: 'Put a matter on the agenda after the papers were due: by the chair', allow: MEMBERS })
export class LateTableItem extends OfItem {
  @Text({ max: 2000 }) readonly reason!: string;
}

@Command({ summary: 'Publish the agenda', allow: MEMBERS_AND_SECRETARIES })
export class PublishAgenda {}

@Command({ summary: 'Note that no agenda was published by the last day of the notice', allow: ['SYSTEM'] })
export class MarkAgendaOverdue {}

@Command({ summary: 'Note that the day has passed on which papers were due', allow: ['SYSTEM'] })
export class MarkPaperDeadlinePassed {}

/** A member who attends, or is represented. */
export class Attendee {
  @PersonRef() readonly personId!: string;
  @OneOf(ATTENDANCE_MODES) readonly mode!: AttendanceMode;
  @PersonRef({ optional: true, about: 'Alternate or proxy, with that mode' }) readonly heldBy?: string;
}

@Command({ summary: 'Open the meeting: by the chair', allow: MEMBERS })
export class OpenMeeting {
  @ListOf(() => Attendee, { min: 1, max: 50 }) readonly present!: readonly Attendee[];
  @Flag({ optional: true, about: 'Without a quorum: to take note and decide nothing' }) readonly noting?: boolean;
}

@Command({ summary: 'Record that a member arrives or is represented', allow: MEMBERS_AND_SECRETARIES })
export class RecordAttendance extends Attendee {}

@Command({ summary: 'Record that a member leaves', allow: MEMBERS_AND_SECRETARIES })
export class RecordDeparture {
  @PersonRef() readonly personId!: string;
}

@Command({ summary: 'Adjourn the meeting to another day', allow: MEMBERS })
export class AdjournMeeting {
  @DateField() readonly to!: LocalDate;
  @Text({ max: 2000 }) readonly reason!: string;
}

@Command({ summary: 'Take up an adjourned meeting', allow: MEMBERS })
export class ResumeMeeting {}

@Command({ summary: 'Close the meeting', allow: MEMBERS })
export class CloseMeeting {}

@Command({ summary: 'File the minutes that follow from the record (report `minutes`)', allow: MEMBERS_AND_SECRETARIES })
export class DraftMinutes {
  @Sha256({ optional: true, about: 'Of the text that was read; refused if the record says something else by now' })
  readonly sha256?: string;
  @TextList({ max: 200, each: 100, optional: true, about: 'Actions agreed in the meeting, to stand in the minutes' })
  readonly actions?: readonly string[];
}

@Command({ summary: 'Propose a correction of the draft', allow: MEMBERS_AND_SECRETARIES })
export class ProposeCorrection {
  @Text({ max: 4000 }) readonly text!: string;
}

@Command({ summary: 'Approve the minutes in a later meeting; they are sealed from then on', allow: MEMBERS })
export class ApproveMinutes {
  @Id({ to: 'meeting' }) readonly atMeeting!: string;
  @Sha256({ about: 'Of the draft that was read' }) readonly sha256!: string;
}

@Command({ summary: 'Note an error in sealed minutes', allow: MEMBERS_AND_SECRETARIES })
export class NoteErratum {
  @Text({ max: 4000 }) readonly text!: string;
}
