import { refuse, type Context, type LocalDate, type Refusal } from '@tabularium/kernel';
import type { GovernanceBodyRefusal } from '../contract/governance-body.contract';
import { seatedOn, type GovernanceBody, type Member } from './governance-body.state';

type Fault = Refusal<GovernanceBodyRefusal> | undefined;

/** `barredAs`: a role of the person that holds no seat with a vote. */
export interface OfPerson {
  readonly personExists: boolean;
  readonly barredAs?: string;
  /** By the policy on segregation of duties. */
  readonly keptFrom?: readonly KeptFromSeat[];
}

/** A rule that keeps who holds a role from seats with a vote, or from the chair alone. */
export interface KeptFromSeat {
  readonly seatAs: 'BOARD_MEMBER' | 'BOARD_CHAIR';
  readonly role: string;
  readonly ruleId: string;
  readonly version: number;
}

/** An appointment as it is asked for, or as it is to be. */
export type Appointment = Omit<Member, 'eventId' | 'alternate'>;

export const isOver = ({ until }: Member, today: LocalDate): boolean => until !== undefined && until < today;

export function daysFault({ from, until }: Appointment, { today }: Context): Fault {
  if (from < today) return refuse('FROM_IN_PAST');
  return until !== undefined && until < from ? refuse('DATES_REVERSED') : undefined;
}

export function seatFault({ seatId, from, until }: Appointment, state: GovernanceBody): Fault {
  if (!state.terms?.seats.some(({ id }) => id === seatId)) return refuse('SEAT_NOT_FOUND', { seatId });
  const meets = (other: Member) =>
    (until === undefined || other.from <= until) && (other.until === undefined || from <= other.until);
  const holder = state.members.find((member) => member.seatId === seatId && meets(member));
  return holder ? refuse('SEAT_FILLED', { personId: holder.personId }) : undefined;
}

export function personFault(
  { seatId, personId }: Pick<Member, 'seatId' | 'personId'>,
  state: GovernanceBody,
  { actor, today, facts }: Context<OfPerson>,
): Fault {
  if (actor.id === personId) return refuse('SOD_SELF_APPOINTMENT');
  if (!facts.personExists) return refuse('PERSON_NOT_FOUND', { personId });
  const votes = state.terms?.seats.some(({ id, voting }) => id === seatId && voting);
  if (votes && facts.barredAs) return refuse('SOD_SEAT_BARRED', { role: facts.barredAs });
  const isChair = state.terms?.chairSeat === seatId;
  const kept = facts.keptFrom?.find(({ seatAs }) => isChair || seatAs === 'BOARD_MEMBER');
  if (votes && kept) return refuse('SOD_POLICY', { ...kept, personId });
  const elsewhere = seatedOn(state, today).some((seated) => seated.personId === personId && seated.seatId !== seatId);
  return votes && elsewhere ? refuse('MEMBER_ELSEWHERE', { personId }) : undefined;
}

export function correctionFault(
  shouldBe: Appointment,
  was: Appointment,
  state: GovernanceBody,
  eventId: string,
  context: Context<OfPerson>,
): Fault {
  const { from, until } = shouldBe;
  if (until !== undefined && until < from) return refuse('DATES_REVERSED');
  const others = { ...state, members: state.members.filter((member) => member.eventId !== eventId) };
  const isOther = shouldBe.personId !== was.personId;
  return seatFault(shouldBe, others) ?? (isOther ? personFault(shouldBe, others, context) : undefined);
}
