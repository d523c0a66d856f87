/** A calendar day, `YYYY-MM-DD`, in the organisation's time zone. */
export type LocalDate = string;

/** A moment in UTC with milliseconds, `YYYY-MM-DDTHH:mm:ss.sssZ`. Instants compare as text. */
export type Instant = string;

const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/;
const instantPattern = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,3})?Z$/;

/** True for a day that exists, from 0001-01-01 to 9999-12-31; 30 February is never rolled over. */
export function isLocalDate(text: string): boolean {
  const parts = datePattern.exec(text);
  if (!parts) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** True for a UTC instant on a day that exists. Offsets other than `Z` are refused. */
export function isInstant(text: string): boolean {
  const parts = instantPattern.exec(text);
  return parts !== null && isLocalDate(parts[1] ?? '');
}

/** Milliseconds since 1970 of an instant. */
export const millis = (instant: Instant): number => Date.parse(instant);

/** The instant of a number of milliseconds since 1970. */
export const instantOf = (ms: number): Instant => new Date(ms).toISOString();

const DAY_MS = 86_400_000;

/** The day `days` after (or, if negative, before) the given one. */
export function addDays(date: LocalDate, days: number): LocalDate {
  const shifted = new Date(Date.parse(`${date}T00:00:00.000Z`) + days * DAY_MS);
  return shifted.toISOString().slice(0, 10);
}

/** Whole days from one day to another; negative if the other comes first. */
export const daysBetween = (from: LocalDate, to: LocalDate): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

/** The fiscal period, `YYYY-MM`, of a day. */
export const periodOf = (date: LocalDate): string => date.slice(0, 7);

function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
