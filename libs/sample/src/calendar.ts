import { addDays, daysBetween, type LocalDate } from '@tabularium/kernel';

/** The given day, or the next working day if it falls on a weekend. */
function workday(date: LocalDate): LocalDate {
  const weekday = new Date(`${date}T12:00:00Z`).getUTCDay();
  return weekday === 6 ? addDays(date, 2) : weekday === 0 ? addDays(date, 1) : date;
}

/** The working day a number of calendar days after (or before) a day. */
export const daysAfter = (date: LocalDate, days: number): LocalDate => workday(addDays(date, days));

/** The day a fraction (0 to 1) of the way from one day to another. */
export function between(from: LocalDate, to: LocalDate, fraction: number): LocalDate {
  return daysAfter(from, Math.round(daysBetween(from, to) * fraction));
}

/** Last days of the quarters that end after `from`, up to and including `to`. */
export function quarterEnds(from: LocalDate, to: LocalDate): readonly LocalDate[] {
  const year = Number(from.slice(0, 4));
  const years = Array.from({ length: Number(to.slice(0, 4)) - year + 1 }, (_, n) => String(year + n));
  return years
    .flatMap((y) => [`${y}-03-31`, `${y}-06-30`, `${y}-09-30`, `${y}-12-31`])
    .filter((day) => day > from && day <= to);
}

/** `HH:mm` of a minute of the day. */
export const atMinute = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
