import {
  correct,
  fact,
  refuse,
  voidFact,
  type Actor,
  type Decider,
  type Decision,
  type Refusal,
} from '@tabularium/kernel';
import type {
  GovernanceBodyCommands,
  GovernanceBodyEvents,
  GovernanceBodyRefusal,
} from '../contract/governance-body.contract';
import type { TermsOfReference } from '../contract/terms';
import { entryOf } from '../contract/vocabulary';
import {
  correctionFault,
  daysFault,
  isOver,
  personFault,
  seatFault,
  type Appointment,
  type OfPerson,
} from './appointment-faults';
import { evolveGovernanceBody, isIn, noBody, type GovernanceBody } from './governance-body.state';
import { termsFault } from './terms-fault';

/** `parentChain`: the parent named and all it answers to; empty if it does not exist. */
interface OfParent {
  readonly parentChain: readonly string[];
}

export type GovernanceBodyFacts = {
  readonly EstablishBody: OfParent;
  readonly AmendTermsOfReference: OfParent;
  readonly AppointMember: OfPerson;
  /** Of the person it is to be, the same or another. */
  readonly CorrectAppointment: OfPerson;
  readonly AppointAlternate: OfPerson;
  /** `open`: matters that lie before it by their own streams. */
  readonly DissolveBody: { readonly successorStands: boolean; readonly open: readonly string[] };
};

type Decided = Decision<GovernanceBodyEvents, GovernanceBodyRefusal>;
type Fault = Refusal<GovernanceBodyRefusal> | undefined;

export const governanceBody: Decider<
  GovernanceBody,
  GovernanceBodyCommands,
  GovernanceBodyEvents,
  GovernanceBodyRefusal,
  GovernanceBodyFacts
> = {
  category: 'governanceBody',
  initial: noBody,
  evolve: evolveGovernanceBody,
  decide: {
    EstablishBody: (command, state, { id, facts }) => {
      if (state.version > 0) return refuse('BODY_EXISTS');
      const fault = parentFault(command.terms, id, facts) ?? termsFault(command.terms);
      return fault ?? [fact('BodyEstablished', { ...command, version: 1 })];
    },

    AmendTermsOfReference: ({ terms, reason }, state, { id, authority, actor, facts }) =>
      whenStanding(state, id, () => {
        const parent = state.terms?.parent;
        const byParent = authority.basis === 'DECISION' && entryOf(authority.ref ?? '')?.bodyId === parent;
        if (parent && !byParent) return refuse('PARENT_DECISION_NEEDED', { parent });
        if (!parent && actor.role !== 'PMO_DIRECTOR') return refuse('DIRECTOR_NEEDED');
        const decided = byParent && authority.ref ? { decisionNo: authority.ref } : {};
        const kept = terms.seats.map((seat) => seat.id);
        const gone = (state.terms?.seats ?? []).map((seat) => seat.id).filter((seatId) => !kept.includes(seatId));
        const amended = {
          version: state.version + 1,
          terms,
          ...(gone.length > 0 ? { seatsRemoved: gone } : {}),
          ...decided,
        };
        const fault = parentFault(terms, id, facts) ?? termsFault(terms);
        return fault ?? [fact('TermsOfReferenceAmended', { ...amended, reason }, { reason })];
      }),

    AppointMember: ({ seatId, personId, from, until }, state, context) =>
      whenStanding(state, context.id, () => {
        const member = { seatId, personId, from: from ?? context.today, ...(until ? { until } : {}) };
        const fault = daysFault(member, context) ?? seatFault(member, state) ?? personFault(member, state, context);
        return fault ?? [fact('MemberAppointed', member, { effectiveOn: member.from })];
      }),

    CorrectAppointment: (command, state, context) =>
      whenAppointed(state, command, context.actor, (was) => {
        const { appointmentEventId: correctsEventId, reason, ...changes } = command;
        const shouldBe = { ...was, ...changes };
        const fault = correctionFault(shouldBe, was, state, correctsEventId, context);
        if (fault) return fault;
        if (shouldBe.personId === was.personId && shouldBe.until === was.until) return [];
        return [correct({ correctsEventId, factType: 'MemberAppointed', was, shouldBe, reason }, { reason })];
      }),

    VoidAppointment: (command, state, { actor }) =>
      whenAppointed(state, command, actor, () => [voidFact(command.appointmentEventId, command.reason)]),

    AppointAlternate: ({ seatId, personId }, state, context) =>
      whenStanding(state, context.id, () => {
        const held = state.members.find((member) => member.seatId === seatId && isIn(member, context.today));
        if (!held) return refuse('SEAT_VACANT');
        if (held.alternate === personId) return [];
        const fault = personFault({ seatId, personId }, state, context);
        return fault ?? [fact('AlternateAppointed', { seatId, personId })];
      }),

    RelieveMember: ({ seatId, reason }, state, { id, today }) =>
      whenStanding(state, id, () => {
        const [held] = state.members.filter((member) => member.seatId === seatId && !isOver(member, today));
        if (!held) return refuse('SEAT_VACANT');
        if (held.from > today) return [voidFact(held.eventId, reason)];
        return [fact('MemberRelieved', { seatId, personId: held.personId, reason }, { reason })];
      }),

    DissolveBody: ({ successorId, reason }, state, { id, facts }) => {
      if (state.dissolved && state.successor === successorId) return [];
      return whenStanding(state, id, () => {
        if (!facts.successorStands || successorId === id) return refuse('SUCCESSOR_NOT_FOUND', { successorId });
        if (facts.open.length > 0) return refuse('MATTERS_OPEN', { itemIds: facts.open });
        return [fact('BodyDissolved', { successorId, reason }, { reason })];
      });
    },
  },
};

function whenStanding(state: GovernanceBody, bodyId: string, decide: () => Decided): Decided {
  if (state.version === 0) return refuse('BODY_NOT_FOUND', { bodyId });
  return state.dissolved ? refuse('BODY_DISSOLVED', { bodyId }) : decide();
}

/** Carries on with the appointment as it stands. Nobody corrects their own. */
function whenAppointed(
  { appointments }: GovernanceBody,
  { appointmentEventId }: { readonly appointmentEventId: string },
  { id }: Actor,
  decide: (was: Appointment) => Decided,
): Decided {
  const stands = appointments.find(({ eventId }) => eventId === appointmentEventId);
  if (!stands) return refuse('APPOINTMENT_NOT_FOUND');
  if (stands.personId === id) return refuse('SOD_SELF_APPOINTMENT');
  const { seatId, personId, from, until } = stands;
  return decide({ seatId, personId, from, ...(until ? { until } : {}) });
}

function parentFault({ parent }: TermsOfReference, id: string, { parentChain }: OfParent): Fault {
  if (!parent) return undefined;
  if (parent === id || parentChain.includes(id)) return refuse('BODY_CYCLE');
  return parentChain.length === 0 ? refuse('PARENT_NOT_FOUND', { parent }) : undefined;
}
