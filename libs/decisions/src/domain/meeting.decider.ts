import { agendaRules } from './meeting-agenda';
import { attendanceRules } from './meeting-attendance';
import { clockRules } from './meeting-clocks';
import { minutesRules } from './meeting-minutes';
import type { MeetingDecider } from './meeting-rules';
import { evolveMeeting, noMeeting } from './meeting.state';

/** The id is `<body>.<name>`. */
export const meeting: MeetingDecider = {
  category: 'meeting',
  initial: noMeeting,
  evolve: evolveMeeting,
  decide: { ...agendaRules, ...clockRules, ...attendanceRules, ...minutesRules },
};
