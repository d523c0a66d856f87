import { view, type RowOf, type Step } from '@tabularium/read-store';
import type { MeetingEvents } from '../contract/meeting.contract';

const columns = {
  body: { type: 'text', title: 'Body', indexed: true },
  on: { type: 'date', title: 'Day', indexed: true },
  mode: { type: 'text', title: 'IN_PERSON, REMOTE or HYBRID' },
  place: { type: 'text', title: 'Place' },
  state: { type: 'text', title: 'CALLED, OPEN, ADJOURNED or CLOSED', indexed: true },
  papersDueOn: { type: 'date', title: 'Papers due on' },
  agendaDueOn: { type: 'date', title: 'Last day of the notice, on which the agenda is out' },
  agendaOverdue: { type: 'flag', title: 'No agenda was out by then', indexed: true },
  paperDeadlinePassed: { type: 'flag', title: 'The day papers were due passed before it was opened', indexed: true },
  tabledInTime: { type: 'int', title: 'Matters on the agenda when that day passed' },
  waivedBy: { type: 'list', title: 'Members who waived the notice' },
  items: { type: 'list', title: 'Matters in the order they were tabled' },
  lateItems: { type: 'list', title: 'Matters tabled after the papers were due' },
  agenda: { type: 'list', title: 'Agenda as published' },
  present: { type: 'list', title: 'Members who attend or are represented' },
  attended: { type: 'list', title: 'Members who attended or were represented at any time' },
  quorumRequired: { type: 'int', title: 'Quorum required' },
  quorate: { type: 'flag', title: 'Has its quorum', indexed: true },
  quorumLost: { type: 'int', title: 'Times the quorum was lost' },
  minutes: { type: 'text', title: 'NONE, DRAFTED or SEALED', indexed: true },
  minutesHash: { type: 'text', title: 'SHA-256 of the minutes' },
  approvedAt: { type: 'text', title: 'Meeting that approved the minutes' },
  corrections: { type: 'int', title: 'Corrections proposed' },
  errata: { type: 'list', title: 'Errata noted' },
} as const;

type Row = RowOf<typeof columns>;

const noted =
  <D>(change: (data: D, row: Row) => Partial<Row>): Step<Row, D> =>
  (row, { data }) =>
    row && { ...row, ...change(data, row) };

const withOne = (list: readonly string[] | null, entry: string): readonly string[] => [
  ...new Set([...(list ?? []), entry]),
];
const withoutOne = (list: readonly string[] | null, entry: string): readonly string[] =>
  (list ?? []).filter((other) => other !== entry);

const called = {
  state: 'CALLED',
  agendaOverdue: false,
  paperDeadlinePassed: false,
  tabledInTime: null,
  items: [],
  lateItems: [],
  agenda: [],
  present: [],
  attended: [],
  quorumRequired: null,
  quorate: null,
  quorumLost: 0,
  minutes: 'NONE',
  minutesHash: null,
  approvedAt: null,
  corrections: 0,
  errata: [],
};

/** Meetings of bodies. Key: meeting. */
export const meetings = view<MeetingEvents>()({
  name: 'meetings',
  version: 2,
  title: 'Meetings',
  columns,
  steps: {
    MeetingScheduled: (_, { data: { bodyId, on, mode, place = null, papersDueOn, agendaDueOn = null, waivedBy } }) => ({
      ...called,
      body: bodyId,
      on,
      mode,
      place,
      papersDueOn,
      agendaDueOn,
      waivedBy,
    }),
    ItemTabled: noted(({ itemId, late }, { items, lateItems }) => ({
      items: withOne(items, itemId),
      lateItems: late ? withOne(lateItems, itemId) : lateItems,
    })),
    AgendaPublished: noted(({ items }) => ({ agenda: items })),
    AgendaBecameOverdue: noted(() => ({ agendaOverdue: true })),
    PaperDeadlinePassed: noted(({ tabled }) => ({ paperDeadlinePassed: true, tabledInTime: tabled.length })),
    MeetingOpened: noted(({ present, quorumRequired, quorate }) => {
      const people = present.map(({ personId }) => personId);
      return { state: 'OPEN', present: people, attended: people, quorumRequired, quorate };
    }),
    AttendanceRecorded: noted(({ personId }, { present, attended }) => ({
      present: withOne(present, personId),
      attended: withOne(attended, personId),
    })),
    MemberLeftMeeting: noted(({ personId }, { present }) => ({ present: withoutOne(present, personId) })),
    QuorumLost: noted((_, { quorumLost }) => ({ quorate: false, quorumLost: (quorumLost ?? 0) + 1 })),
    QuorumRestored: noted(() => ({ quorate: true })),
    MeetingAdjourned: noted(({ to }) => ({ state: 'ADJOURNED', on: to })),
    MeetingResumed: noted(() => ({ state: 'OPEN' })),
    MeetingClosed: noted(() => ({ state: 'CLOSED' })),
    MinutesDrafted: noted(({ sha256 }) => ({ minutes: 'DRAFTED', minutesHash: sha256 })),
    MinutesCorrectionProposed: noted((_, { corrections }) => ({ corrections: (corrections ?? 0) + 1 })),
    MinutesApproved: noted(({ atMeeting, sha256 }) => ({
      minutes: 'SEALED',
      minutesHash: sha256,
      approvedAt: atMeeting,
    })),
    MinutesErratumNoted: noted(({ text }, { errata }) => ({ errata: [...(errata ?? []), text] })),
  },
});
