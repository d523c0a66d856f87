import { aggregateContract } from '@tabularium/contracts';
import type { DataOf } from '@tabularium/kernel';
import {
  AdjournMeeting,
  ApproveMinutes,
  CloseMeeting,
  DraftMinutes,
  LateTableItem,
  MarkAgendaOverdue,
  MarkPaperDeadlinePassed,
  NoteErratum,
  OpenMeeting,
  ProposeCorrection,
  PublishAgenda,
  RecordAttendance,
  RecordDeparture,
  ResumeMeeting,
  ScheduleMeeting,
  TableItem,
} from './meeting.commands';
import * as events from './meeting.events';
import { meetingRefusals } from './meeting.refusals';

export const meetingContract = aggregateContract({
  category: 'meeting',
  title: 'Meeting',
  commands: {
    ScheduleMeeting,
    TableItem,
    LateTableItem,
    PublishAgenda,
    MarkAgendaOverdue,
    MarkPaperDeadlinePassed,
    OpenMeeting,
    RecordAttendance,
    RecordDeparture,
    AdjournMeeting,
    ResumeMeeting,
    CloseMeeting,
    DraftMinutes,
    ProposeCorrection,
    ApproveMinutes,
    NoteErratum,
  },
  events: { ...events },
  refusals: meetingRefusals,
});

export type MeetingCommands = DataOf<typeof meetingContract.commands>;
export type MeetingEvents = DataOf<typeof meetingContract.events>;
export type MeetingRefusal = keyof typeof meetingRefusals;
