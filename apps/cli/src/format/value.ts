import { isInstant, isLocalDate } from '@tabularium/kernel';
import { formatMoney, isMoney } from './money';
import { printable } from './text';

export const NOTHING = '–';

/** A value of a row as people read it: dates stay ISO, ratings stay plain. */
export function formatValue(value: unknown): string {
  if (value === null || value === undefined || value === '') return NOTHING;
  if (typeof value === 'string') return isInstant(value) ? formatInstant(value) : printable(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return String(value);
  if (isMoney(value)) return formatMoney(value);
  if (Array.isArray(value)) return value.length === 0 ? NOTHING : value.map(formatValue).join('; ');
  return printable(JSON.stringify(value));
}

/** Seconds are enough for people; milliseconds stay where they say something. */
export const formatInstant = (instant: string): string => instant.replace(/\.000Z$/, 'Z');

/** Amounts and numbers line up at their end, and are never cut: half a number is a wrong one. */
export const isNumber = (value: unknown): boolean => typeof value === 'number' || isMoney(value);

/** Dates and truth values are short, and worthless when cut. */
export const isRigid = (value: unknown): boolean =>
  isNumber(value) ||
  typeof value === 'boolean' ||
  (typeof value === 'string' && (isLocalDate(value) || isInstant(value)));
