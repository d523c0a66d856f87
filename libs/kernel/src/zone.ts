import type { Instant, LocalDate } from './dates';
import { addDays, instantOf, millis } from './dates';

/** The organisation's time zone: which day it is, and when its days begin and end. */
export interface Zone {
  /** IANA name. */
  readonly name: string;
  dayOf(instant: Instant): LocalDate;
  /** First millisecond of the day there. */
  startOf(date: LocalDate): Instant;
  /** Last millisecond of the day there. */
  endOf(date: LocalDate): Instant;
}

const MINUTE = 60_000;
/** Local midnight lies within this many minutes of UTC midnight everywhere. */
const FURTHEST = 16 * 60;
const REMEMBERED_DAYS = 4_096;

/** Throws RangeError for a name the time zone database does not have. */
export function zoneOf(name: string): Zone {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const dayAt = lastRemembered((minute) => dayText(format.formatToParts(minute * MINUTE)));
  const starts = new Map<LocalDate, number>();
  const startMs = (date: LocalDate): number => {
    const known = starts.get(date);
    if (known !== undefined) return known;
    const start = firstMinuteOf(date, dayAt);
    if (starts.size >= REMEMBERED_DAYS) starts.clear();
    starts.set(date, start);
    return start;
  };
  return {
    name,
    dayOf: (instant) => dayAt(Math.floor(millis(instant) / MINUTE)),
    startOf: (date) => instantOf(startMs(date)),
    endOf: (date) => instantOf(startMs(addDays(date, 1)) - 1),
  };
}

/**
 * When what is said to hold from a day takes effect: today now, a past day at its last millisecond (it was true by the end
 * of it), a future day at its first. Without a day: now.
 */
export function effectiveAtOf(day: LocalDate | undefined, now: Instant, zone: Zone): Instant {
  const today = zone.dayOf(now);
  if (day === undefined || day === today) return now;
  return day < today ? zone.endOf(day) : zone.startOf(day);
}

/** Halves the stretch in which the day begins; the time zone database changes offsets on whole minutes since 1972. */
function firstMinuteOf(date: LocalDate, dayAt: (minute: number) => LocalDate): number {
  const utc = Date.parse(`${date}T00:00:00.000Z`) / MINUTE;
  let [before, within] = [-FURTHEST, FURTHEST];
  while (within - before > 1) {
    const middle = Math.floor((before + within) / 2);
    if (dayAt(utc + middle) < date) before = middle;
    else within = middle;
  }
  return (utc + within) * MINUTE;
}

/** What the day is asked for most is now: formatting costs a hundred times as much as looking. */
function lastRemembered(dayAt: (minute: number) => LocalDate): (minute: number) => LocalDate {
  let [lastMinute, lastDay] = [NaN, ''];
  return (minute) => {
    if (minute !== lastMinute) [lastMinute, lastDay] = [minute, dayAt(minute)];
    return lastDay;
  };
}

function dayText(parts: readonly Intl.DateTimeFormatPart[]): LocalDate {
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((p) => p.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
}
