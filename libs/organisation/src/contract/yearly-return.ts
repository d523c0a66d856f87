import { addDays, type LocalDate } from '@tabularium/kernel';

/** Last day for the return of a year: whoever keeps a register confirms it, or attests that there is nothing. */
export const returnDueOn = (year: number): LocalDate => `${year}-03-31`;

/** First day on which it is overdue. */
export const returnOverdueOn = (year: number): LocalDate => addDays(returnDueOn(year), 1);
