import { addDays, type LocalDate } from '@tabularium/kernel';

/** The days something is held: both ends included, no last day = without end. */
export interface Tenure {
  readonly from: LocalDate;
  readonly until?: LocalDate;
}

export const isOver = ({ until }: Tenure, today: LocalDate): boolean => until !== undefined && until < today;

export const hasBegun = ({ from }: Tenure, today: LocalDate): boolean => from <= today;

export const overlap = (a: Tenure, b: Tenure): boolean => startsBeforeEnd(a, b) && startsBeforeEnd(b, a);

const startsBeforeEnd = (a: Tenure, b: Tenure): boolean => b.until === undefined || a.from <= b.until;

/** The first day on which it is no longer held. */
export const dayAfter = (until: LocalDate): LocalDate => addDays(until, 1);

/** What is wrong with the days asked for, if anything is. */
export function faultOf({ from, until }: Tenure, today: LocalDate): 'FROM_IN_PAST' | 'DATES_REVERSED' | undefined {
  if (from < today) return 'FROM_IN_PAST';
  return until !== undefined && until < from ? 'DATES_REVERSED' : undefined;
}
