import { fact, refuse, type Context } from '@tabularium/kernel';
import type { Attendee } from '../contract/meeting.commands';
import { bodyOfMeeting } from '../contract/vocabulary';
import { seatedOn, votingSeats, type GovernanceBody } from './governance-body.state';
import { presidingFault, stageFault, type Decided, type Fault, type MeetingFacts, type Rules } from './meeting-rules';
import type { Meeting } from './meeting.state';
import { includesAll, quorumRequired } from './quorum';

type OfBody = Context<MeetingFacts['OpenMeeting']>;

export const attendanceRules: Rules<
  'OpenMeeting' | 'RecordAttendance' | 'RecordDeparture' | 'AdjournMeeting' | 'ResumeMeeting' | 'CloseMeeting'
> = {
  OpenMeeting: ({ present, noting }, state, context) => {
    const fault = stageFault(state, 'called') ?? presidingFault(context) ?? firstFault(present, context);
    if (fault) return fault;
    const { required, attending, quorate } = quorumOf(present, context);
    if (!quorate && !noting) return refuse('INQUORATE', { required, present: attending });
    return [fact('MeetingOpened', { present, quorumRequired: required, quorumPresent: attending, quorate })];
  },

  RecordAttendance: (attendee, state, context) => {
    const others = state.attendance.filter(({ personId }) => personId !== attendee.personId);
    const fault = stageFault(state, 'open') ?? attendeeFault(attendee, others, context);
    if (fault) return fault;
    const before = state.attendance.find(({ personId }) => personId === attendee.personId);
    if (before?.mode === attendee.mode && before.heldBy === attendee.heldBy) return [];
    return [fact('AttendanceRecorded', attendee), ...quorumChange(state, [...others, attendee], context)];
  },

  RecordDeparture: ({ personId }, state, context) => {
    const fault = stageFault(state, 'open');
    if (fault) return fault;
    const left = state.attendance.filter((attendee) => attendee.personId !== personId);
    if (left.length === state.attendance.length) return refuse('NOT_PRESENT', { personId });
    return [fact('MemberLeftMeeting', { personId }), ...quorumChange(state, left, context)];
  },

  AdjournMeeting: ({ to, reason }, state, context) => {
    const fault = stageFault(state, 'open') ?? presidingFault(context);
    if (fault) return fault;
    return to < context.today ? refuse('DATE_PAST') : [fact('MeetingAdjourned', { to, reason }, { reason })];
  },

  ResumeMeeting: (_, state, context) =>
    stageFault(state, 'adjourned') ?? presidingFault(context) ?? [fact('MeetingResumed', {})],

  CloseMeeting: (_, state, context) => {
    if (state.stage === 'closed') return [];
    return stageFault(state, 'open', 'adjourned') ?? presidingFault(context) ?? [fact('MeetingClosed', {})];
  },
};

function firstFault(present: readonly Attendee[], context: OfBody): Fault {
  for (const attendee of present) {
    const others = present.filter((other) => other !== attendee);
    const fault = attendeeFault(attendee, others, context);
    if (fault) return fault;
  }
  return undefined;
}

/** Members come themselves, send their alternate, or give a proxy to another member who is there. */
function attendeeFault(
  { personId, mode, heldBy }: Attendee,
  others: readonly Attendee[],
  { id, today, facts: { body } }: OfBody,
): Fault {
  const member = seatedOn(body, today).find((seated) => seated.personId === personId);
  if (!member || others.some((other) => other.personId === personId))
    return refuse('NOT_A_MEMBER', { personId, bodyId: bodyOfMeeting(id) });
  const isHeld = mode === 'ALTERNATE' || mode === 'PROXY';
  if (isHeld !== (heldBy !== undefined) || heldBy === personId) return refuse('HOLDER_MISSING');
  if (mode === 'ALTERNATE' && member.alternate !== heldBy) return refuse('NOT_AN_ALTERNATE', { personId, heldBy });
  const held = others.filter((other) => other.mode === 'PROXY' && other.heldBy === heldBy).length;
  const isThere = others.some((other) => other.personId === heldBy && other.heldBy === undefined);
  const isValid = isThere && held < (body.terms?.proxiesHeld ?? 1);
  return mode === 'PROXY' && !isValid ? refuse('PROXY_INVALID', { heldBy }) : undefined;
}

function quorumOf(attendance: readonly Attendee[], { today, facts: { body } }: OfBody) {
  const seated = seatedOn(body, today);
  const present = seated.filter(({ personId }) => attendance.some((attendee) => attendee.personId === personId));
  const required = requiredOf(body, seated.length);
  const included =
    body.terms &&
    includesAll(
      body.terms.quorum,
      present.map(({ seatId }) => seatId),
    );
  return { required, attending: present.length, quorate: present.length >= required && included === true };
}

const requiredOf = (body: GovernanceBody, filled: number): number =>
  body.terms ? quorumRequired(body.terms.quorum, { seats: votingSeats(body).length, filled, eligible: filled }) : 0;

function quorumChange(
  { quorate: before }: Meeting,
  attendance: readonly Attendee[],
  context: OfBody,
): readonly QuorumFact[] {
  const { required, attending, quorate } = quorumOf(attendance, context);
  if (quorate === before) return [];
  return [fact(quorate ? 'QuorumRestored' : 'QuorumLost', { required, present: attending })];
}

type QuorumFact = Extract<Decided, readonly unknown[]>[number];
