import type { Fold, LocalDate } from '@tabularium/kernel';
import type { Paper } from '../contract/item-parts';
import type { Attendee } from '../contract/meeting.commands';
import type { MeetingEvents } from '../contract/meeting.contract';

export type MeetingStage = 'absent' | 'called' | 'open' | 'adjourned' | 'closed';

export interface Tabled {
  readonly itemId: string;
  readonly place: number;
  readonly papers: readonly Paper[];
}

/** What rules read of a meeting. */
export interface Meeting {
  readonly stage: MeetingStage;
  readonly on: LocalDate;
  readonly papersDueOn: LocalDate;
  readonly agendaDueOn?: LocalDate;
  /** What the clocks have noted. */
  readonly passed: { readonly agenda: boolean; readonly papers: boolean };
  readonly items: readonly Tabled[];
  readonly published: readonly string[];
  readonly attendance: readonly Attendee[];
  readonly quorate: boolean;
  readonly minutes?: { readonly sha256: string; readonly sealed: boolean };
}

export const noMeeting: Meeting = {
  stage: 'absent',
  on: '',
  papersDueOn: '',
  passed: { agenda: false, papers: false },
  items: [],
  published: [],
  attendance: [],
  quorate: false,
};

const without = (attendance: readonly Attendee[], personId: string): readonly Attendee[] =>
  attendance.filter((attendee) => attendee.personId !== personId);

/** How each event changes what rules read of a meeting. */
export const evolveMeeting: Fold<Meeting, MeetingEvents>['evolve'] = {
  MeetingScheduled: (state, { on, papersDueOn, agendaDueOn }) => ({
    ...state,
    stage: 'called',
    on,
    papersDueOn,
    ...(agendaDueOn === undefined ? {} : { agendaDueOn }),
  }),
  ItemTabled: (state, { itemId, place, papers }) => ({
    ...state,
    items: [...state.items.filter((tabled) => tabled.itemId !== itemId), { itemId, place, papers }],
  }),
  AgendaPublished: (state, { items }) => ({ ...state, published: items }),
  AgendaBecameOverdue: (state) => ({ ...state, passed: { ...state.passed, agenda: true } }),
  PaperDeadlinePassed: (state) => ({ ...state, passed: { ...state.passed, papers: true } }),
  MeetingOpened: (state, { present, quorate }) => ({ ...state, stage: 'open', attendance: present, quorate }),
  AttendanceRecorded: (state, attendee) => ({
    ...state,
    attendance: [...without(state.attendance, attendee.personId), attendee],
  }),
  MemberLeftMeeting: (state, { personId }) => ({ ...state, attendance: without(state.attendance, personId) }),
  QuorumLost: (state) => ({ ...state, quorate: false }),
  QuorumRestored: (state) => ({ ...state, quorate: true }),
  MeetingAdjourned: (state, { to }) => ({ ...state, stage: 'adjourned', on: to }),
  MeetingResumed: (state) => ({ ...state, stage: 'open' }),
  MeetingClosed: (state) => ({ ...state, stage: 'closed' }),
  MinutesDrafted: (state, { sha256 }) => ({ ...state, minutes: { sha256, sealed: false } }),
  MinutesCorrectionProposed: (state) => state,
  MinutesApproved: (state, { sha256 }) => ({ ...state, minutes: { sha256, sealed: true } }),
  MinutesErratumNoted: (state) => state,
};
