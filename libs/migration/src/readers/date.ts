import { isLocalDate, type LocalDate } from '@tabularium/kernel';
import { unreadable, value, type Reading } from './reading';

/** Tokens of a date format and what they match; the time of day is read and left out. */
const tokens: Readonly<Record<string, string>> = {
  YYYY: '(?<year>\\d{4})',
  YY: '(?<shortYear>\\d{2})',
  MMMM: '(?<monthName>[A-Za-z]{3,9})',
  MMM: '(?<monthName>[A-Za-z]{3})',
  MM: '(?<month>\\d{2})',
  M: '(?<month>\\d{1,2})',
  DD: '(?<day>\\d{2})',
  D: '(?<day>\\d{1,2})',
  HH: '(?:[01]\\d|2[0-3])',
  H: '(?:1?\\d|2[0-3])',
  hh: '(?:0[1-9]|1[0-2])',
  h: '(?:[1-9]|1[0-2])',
  mm: '[0-5]\\d',
  ss: '[0-5]\\d',
  A: '[AaPp][Mm]',
};
const tokenPattern = /YYYY|YY|MMMM|MMM|MM|M|DD|D|HH|H|hh|h|mm|ss|A|[^A-Za-z]/gu;

const months = 'january february march april may june july august september october november december'.split(' ');

export interface DateFormat {
  readonly format: string;
  readonly expression: RegExp;
}

/** A format such as `D/M/YYYY h:mm:ss A`. Throws if it holds other letters, or lacks day, month or year. */
export function dateFormat(format: string): DateFormat {
  const parts = format.match(tokenPattern) ?? [];
  if (parts.join('') !== format) throw new Error(`${format} holds letters that are no token`);
  const source = parts.map((part) => tokens[part] ?? part.replace(/[.*+?^${}()|[\]\\/]/gu, '\\$&')).join('');
  if (!/<(?:year|shortYear)>/u.test(source) || !/<month(?:Name)?>/u.test(source) || !source.includes('<day>'))
    throw new Error(`${format} needs a day, a month and a year`);
  return { format, expression: new RegExp(`^${source}$`, 'u') };
}

/** The day a text means in the first formats that fit; one that two formats read as two days is not guessed at. */
export function readDate(text: string, formats: readonly DateFormat[], pivot: number | undefined): Reading<LocalDate> {
  const days = new Set(formats.flatMap(({ expression }) => dayIn(expression.exec(text), pivot) ?? []));
  const [day, other] = days;
  if (day === undefined)
    return unreadable(text, `no day in the form ${formats.map(({ format }) => format).join(' or ')}`);
  return other === undefined ? value(day) : unreadable(text, `can be ${day} or ${other}`);
}

function dayIn(found: RegExpExecArray | null, pivot: number | undefined): LocalDate | undefined {
  const { year, shortYear, month, monthName, day } = found?.groups ?? {};
  if (!found || !day) return undefined;
  const fullYear = year ?? fullYearOf(shortYear ?? '', pivot ?? 1950);
  const monthNumber = month ?? monthNumberOf(monthName ?? '');
  const date = `${fullYear}-${monthNumber.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isLocalDate(date) ? date : undefined;
}

const fullYearOf = (shortYear: string, pivot: number): string =>
  String(pivot + ((((Number(shortYear) - pivot) % 100) + 100) % 100));

function monthNumberOf(name: string): string {
  const lower = name.toLowerCase();
  return String(months.findIndex((month) => month === lower || month.slice(0, 3) === lower) + 1);
}
