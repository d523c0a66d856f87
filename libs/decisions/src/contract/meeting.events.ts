import type { LocalDate } from '@tabularium/kernel';
import {
  DateField,
  Event,
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
import { Paper } from './item-parts';
import { Attendee } from './meeting.commands';
import { MEETING_MODES, type MeetingMode } from './vocabulary';

@Event({ summary: 'A meeting was called' })
export class MeetingScheduled {
  @Id({ to: 'governanceBody' }) readonly bodyId!: string;
  @DateField() readonly on!: LocalDate;
  @OneOf(MEETING_MODES) readonly mode!: MeetingMode;
  @Text({ max: 200, optional: true }) readonly place?: string;
  @DateField() readonly papersDueOn!: LocalDate;
  @TextList({ max: 50, each: 100 }) readonly waivedBy!: readonly string[];
  @DateField({
    optional: true,
    about: 'Last day of the notice, on which the agenda is out; none where notice was waived',
  })
  readonly agendaDueOn?: LocalDate;
  @Flag({ optional: true, about: 'True: papers were not due yet when it was called, and the day is watched' })
  readonly papersWatched?: boolean;
}

@Event({ summary: 'A matter was put on the agenda' })
export class ItemTabled {
  @Id({ to: 'decisionItem' }) readonly itemId!: string;
  @Int({ min: 1 }) readonly place!: number;
  @ListOf(() => Paper, { max: 100 }) readonly papers!: readonly Paper[];
  @Flag({ about: 'After the papers were due, with the consent of the chair' }) readonly late!: boolean;
  @Text({ max: 2000, optional: true }) readonly reason?: string;
}

@Event({ summary: 'The agenda was published' })
export class AgendaPublished {
  @TextList({ max: 200, each: 100, about: 'Matters in their order' }) readonly items!: readonly string[];
}

@Event({ summary: 'The last day of the notice passed, and no agenda was published' })
export class AgendaBecameOverdue {
  @DateField() readonly dueOn!: LocalDate;
}

@Event({ summary: 'The day on which papers were due passed' })
export class PaperDeadlinePassed {
  @DateField() readonly dueOn!: LocalDate;
  @TextList({ max: 200, each: 100, about: 'Matters that were on the agenda by then' })
  readonly tabled!: readonly string[];
}

@Event({ summary: 'A meeting was opened' })
export class MeetingOpened {
  @ListOf(() => Attendee, { max: 50 }) readonly present!: readonly Attendee[];
  @Int() readonly quorumRequired!: number;
  @Int() readonly quorumPresent!: number;
  @Flag() readonly quorate!: boolean;
}

@Event({ summary: 'A member arrived or was represented' })
export class AttendanceRecorded extends Attendee {}

@Event({ summary: 'A member left the meeting' })
export class MemberLeftMeeting {
  @PersonRef() readonly personId!: string;
}

class OfQuorum {
  @Int() readonly required!: number;
  @Int() readonly present!: number;
}

@Event({ summary: 'The meeting lost its quorum' })
export class QuorumLost extends OfQuorum {}

@Event({ summary: 'The meeting has its quorum again' })
export class QuorumRestored extends OfQuorum {}

@Event({ summary: 'A meeting was adjourned' })
export class MeetingAdjourned {
  @DateField() readonly to!: LocalDate;
  @Text({ max: 2000 }) readonly reason!: string;
}

@Event({ summary: 'An adjourned meeting was taken up' })
export class MeetingResumed {}

@Event({ summary: 'A meeting was closed' })
export class MeetingClosed {}

@Event({ summary: 'The minutes of a meeting were drafted' })
export class MinutesDrafted {
  @Sha256() readonly sha256!: string;
}

@Event({ summary: 'A correction of the minutes was proposed' })
export class MinutesCorrectionProposed {
  @PersonRef() readonly by!: string;
  @Text({ max: 4000 }) readonly text!: string;
}

@Event({ summary: 'The minutes of a meeting were approved and sealed' })
export class MinutesApproved {
  @Id({ to: 'meeting' }) readonly atMeeting!: string;
  @Sha256() readonly sha256!: string;
}

@Event({ summary: 'An error in sealed minutes was noted' })
export class MinutesErratumNoted {
  @PersonRef() readonly by!: string;
  @Text({ max: 4000 }) readonly text!: string;
}
