import type { Fold, LocalDate } from '@tabularium/kernel';
import type { GovernanceBodyEvents } from '../contract/governance-body.contract';
import type { MatterRule, Seat, TermsOfReference } from '../contract/terms';

/** Who holds a seat, within which days. */
export interface Member {
  readonly seatId: string;
  readonly personId: string;
  readonly from: LocalDate;
  readonly until?: LocalDate;
  readonly alternate?: string;
  /** Of the appointment, to void it before it begins. */
  readonly eventId: string;
}

/** What rules read of a body. Version 0 = never established. */
export interface GovernanceBody {
  readonly version: number;
  readonly terms?: TermsOfReference;
  readonly members: readonly Member[];
  /** Everybody ever appointed, relieved or not. */
  readonly appointments: readonly Member[];
  readonly dissolved: boolean;
  readonly successor?: string;
}

/** A voting seat somebody holds. */
export interface Seated extends Member {
  readonly seat: Seat;
}

export const noBody: GovernanceBody = { version: 0, members: [], appointments: [], dissolved: false };

/** How each event changes what rules read of a body. */
export const evolveGovernanceBody: Fold<GovernanceBody, GovernanceBodyEvents>['evolve'] = {
  BodyEstablished: (state, { version, terms }) => ({ ...state, version, terms }),
  TermsOfReferenceAmended: (state, { version, terms }) => ({ ...state, version, terms }),
  MemberAppointed: (state, member, { eventId }) => ({
    ...state,
    members: [...state.members, { ...member, eventId }],
    appointments: [...state.appointments, { ...member, eventId }],
  }),
  AlternateAppointed: (state, { seatId, personId }) => ({
    ...state,
    members: state.members.map((member) => (member.seatId === seatId ? { ...member, alternate: personId } : member)),
  }),
  MemberRelieved: (state, { seatId }) => ({
    ...state,
    members: state.members.filter((member) => member.seatId !== seatId),
  }),
  BodyDissolved: (state, { successorId }) => ({ ...state, dissolved: true, successor: successorId }),
};

export const isIn = ({ from, until }: Pick<Member, 'from' | 'until'>, day: LocalDate): boolean =>
  from <= day && (until === undefined || day <= until);

export const votingSeats = ({ terms }: GovernanceBody): readonly Seat[] =>
  terms?.seats.filter(({ voting }) => voting) ?? [];

/** The filled voting seats of a day, in the order of the terms of reference. */
export const seatedOn = (body: GovernanceBody, day: LocalDate): readonly Seated[] =>
  votingSeats(body).flatMap((seat) =>
    body.members
      .filter((member) => member.seatId === seat.id && isIn(member, day))
      .map((member) => ({ ...member, seat })),
  );

export const chairOf = (body: GovernanceBody, day: LocalDate): string | undefined =>
  seatedOn(body, day).find(({ seatId }) => seatId === body.terms?.chairSeat)?.personId;

/** True for who holds the seat of the chair or of the deputy. */
export const presides = (body: GovernanceBody, personId: string, day: LocalDate): boolean =>
  seatedOn(body, day).some(
    (seated) => seated.personId === personId && [body.terms?.chairSeat, body.terms?.deputySeat].includes(seated.seatId),
  );

export const matterOf = ({ terms }: GovernanceBody, matterType: string): MatterRule | undefined =>
  terms?.matters.find((matter) => matter.matterType === matterType);
