import type { MeetingEvents } from '../contract/meeting.contract';
import { governanceBody } from '../domain/governance-body.decider';
import { seatedOn } from '../domain/governance-body.state';
import { itemLines, type Sitting } from './minutes-item';
import {
  ofType,
  stateOf,
  told,
  type ActionRecord,
  type BodyRecord,
  type ItemRecord,
  type MeetingRecord,
  type Telling,
} from './records';
import { attendanceModes, meetingModes, timeText } from './words';

/** Everything the minutes of a meeting rest on. */
export interface MinutesSources {
  readonly meetingId: string;
  readonly meeting: MeetingRecord;
  readonly body: BodyRecord;
  /** By id of the matter. */
  readonly items: Readonly<Record<string, ItemRecord>>;
  /** Actions agreed in the meeting, by id. */
  readonly actions: Readonly<Record<string, ActionRecord>>;
}

export interface Section {
  readonly heading: string;
  readonly lines: readonly string[];
}

/** The minutes: a function of the events and of nothing else, so that anybody can write them again and compare the hash. */
export function minutesOf(sources: MinutesSources): readonly Section[] {
  const { meeting } = sources;
  return [
    { heading: headingOf(sources), lines: told(meeting, course) },
    { heading: 'Attendance', lines: attendanceOf(sources) },
    { heading: 'Quorum', lines: told(meeting, quorum) },
    ...itemsOf(sources),
    { heading: 'Actions', lines: actionsOf(sources.actions) },
    { heading: 'Corrections proposed', lines: correctionsOf(meeting) },
  ]
    .filter(({ lines }) => lines.length > 0)
    .map(({ heading, lines }) => ({ heading: oneLine(heading), lines: lines.map(oneLine) }));
}

/** Nothing that somebody wrote looks like a heading or another line. */
const oneLine = (text: string): string => text.replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' ');

/** The text that is hashed: UTF-8, a line feed after every line, headings with `# `, an empty line between sections. */
export const textOf = (sections: readonly Section[]): string =>
  sections.map(({ heading, lines }) => [`# ${heading}`, ...lines].map((line) => `${line}\n`).join('')).join('\n');

export const itemIdsOf = (meeting: MeetingRecord): readonly string[] => {
  const [published] = ofType(meeting, 'AgendaPublished').slice(-1);
  const tabled = new Map(ofType(meeting, 'ItemTabled').map(({ data }) => [data.itemId, data.place]));
  const byPlace = [...tabled].sort(([, a], [, b]) => a - b).map(([itemId]) => itemId);
  return [...new Set([...(published?.data.items ?? []).filter((itemId) => tabled.has(itemId)), ...byPlace])];
};

function headingOf({ meetingId, meeting, body }: MinutesSources): string {
  const [established] = ofType(body, 'BodyEstablished');
  const [scheduled] = ofType(meeting, 'MeetingScheduled');
  return `Meeting ${meetingId} of ${established?.data.name ?? scheduled?.data.bodyId ?? ''}`;
}

const course: Telling<MeetingEvents> = {
  MeetingScheduled: (called) => calledLines(called),
  MeetingOpened: (_, { recordedAt, actor }) => [`Opened ${timeText(recordedAt)} by ${actor.id}.`],
  MeetingAdjourned: ({ to, reason }, { recordedAt }) => [`Adjourned ${timeText(recordedAt)} to ${to}: ${reason}`],
  MeetingResumed: (_, { recordedAt }) => [`Taken up again ${timeText(recordedAt)}.`],
  MeetingClosed: (_, { recordedAt }) => [`Closed ${timeText(recordedAt)}.`],
};

function calledLines({ on, mode, place, papersDueOn, waivedBy }: MeetingEvents['MeetingScheduled']): readonly string[] {
  const where = place === undefined ? '' : `, at ${place}`;
  const waived = waivedBy.length === 0 ? [] : [`Notice waived by ${waivedBy.join(', ')}.`];
  return [`Called for ${on}, ${meetingModes[mode]}${where}; papers were due on ${papersDueOn}.`, ...waived];
}

type Attendee = MeetingEvents['AttendanceRecorded'];

const attendeeText = ({ personId, mode, heldBy }: Attendee): string =>
  heldBy === undefined
    ? `${personId} (${attendanceModes[mode]})`
    : `${personId} (by ${heldBy}, ${attendanceModes[mode]})`;

const moves: Telling<MeetingEvents> = {
  AttendanceRecorded: (attendee, { recordedAt }) => [`${timeText(recordedAt)}: ${attendeeText(attendee)} arrived.`],
  MemberLeftMeeting: ({ personId }, { recordedAt }) => [`${timeText(recordedAt)}: ${personId} left.`],
};

function attendanceOf({ meeting, body }: MinutesSources): readonly string[] {
  const [opened] = ofType(meeting, 'MeetingOpened');
  if (!opened) return [];
  const { present } = opened.data;
  const came = new Set(
    [...present, ...ofType(meeting, 'AttendanceRecorded').map(({ data }) => data)].map((one) => one.personId),
  );
  const [scheduled] = ofType(meeting, 'MeetingScheduled');
  const members = seatedOn(stateOf(governanceBody, body), scheduled?.data.on ?? '');
  const absent = members.map(({ personId }) => personId).filter((personId) => !came.has(personId));
  return [
    `Present at the opening: ${present.map(attendeeText).join(', ')}.`,
    ...told(meeting, moves),
    ...(absent.length === 0 ? [] : [`Absent: ${absent.join(', ')}.`]),
  ];
}

const quorum: Telling<MeetingEvents> = {
  MeetingOpened: ({ quorumPresent, quorumRequired, quorate }) => {
    const result = quorate
      ? 'the meeting had its quorum'
      : 'no quorum: the meeting could take note, and decide nothing';
    return [`At the opening ${quorumPresent} were present and ${quorumRequired} were needed: ${result}.`];
  },
  QuorumLost: ({ present, required }, { recordedAt }) => [
    `${timeText(recordedAt)}: the quorum was lost, with ${present} present and ${required} needed.`,
  ],
  QuorumRestored: ({ present, required }, { recordedAt }) => [
    `${timeText(recordedAt)}: the quorum was there again, with ${present} present and ${required} needed.`,
  ],
};

function itemsOf({ meetingId, meeting, items }: MinutesSources): readonly Section[] {
  const [opened] = ofType(meeting, 'MeetingOpened');
  const [closed] = ofType(meeting, 'MeetingClosed').slice(-1);
  const sitting: Sitting = { meetingId, from: opened?.meta.recordedAt, to: closed?.meta.recordedAt };
  return itemIdsOf(meeting).map((itemId, at) => {
    const record = items[itemId] ?? [];
    const [proposed] = ofType(record, 'MatterProposed');
    const [tabled] = ofType(meeting, 'ItemTabled')
      .filter(({ data }) => data.itemId === itemId)
      .slice(-1);
    return {
      heading: `${at + 1}. ${proposed?.data.subject ?? ''} (${itemId})`,
      lines: itemLines(record, tabled?.data, sitting),
    };
  });
}

const actionsOf = (actions: MinutesSources['actions']): readonly string[] =>
  Object.entries(actions).flatMap(([id, record]) =>
    ofType(record, 'ActionRaised').map(
      ({ data }) => `${id}: ${data.text} Owner ${data.owner}, due ${data.dueOn}; from ${data.from}.`,
    ),
  );

const correctionsOf = (meeting: MeetingRecord): readonly string[] =>
  ofType(meeting, 'MinutesCorrectionProposed').map(({ data }) => `By ${data.by}: ${data.text}`);
