import type { LocalDate } from '@tabularium/kernel';
import { nextMeetingDay, PORTFOLIO_BOARD_LIMIT, type BodyId } from './boards';

/** The manager who decides small matters alone: the light tier. */
export const LIGHT_DECIDER = 'd.osei';
/** Largest single amount of a manager in whole pounds, and of all their approvals on a project within a year. */
export const LIGHT_LIMIT = 2_000_000;
export const LIGHT_CUMULATIVE = 4_000_000;

/** The lowest who may decide an amount (pounds). */
export function deciderOf(amount: number): typeof LIGHT_DECIDER | BodyId {
  if (amount <= LIGHT_LIMIT) return LIGHT_DECIDER;
  return amount <= PORTFOLIO_BOARD_LIMIT ? 'PB' : 'IB';
}

/** The day on which an amount is decided that is ripe on a day: boards decide in their next meeting. */
export const decisionDay = (amount: number, ripeOn: LocalDate): LocalDate =>
  deciderOf(amount) === LIGHT_DECIDER ? ripeOn : nextMeetingDay(ripeOn);
