import { decimalsOf, type Money } from '@tabularium/kernel';

/** `£1,234.50`, `-A$0.05`, `¥120`: every minor unit, whatever the size of the amount. */
export function formatMoney({ minor, ccy }: Money): string {
  const digits = decimalsOf(ccy);
  const format = new Intl.NumberFormat('en-GB', {
    style: 'currency',
    currency: ccy,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  const decimal = decimalText(minor, digits);
  return isNumeric(decimal) ? format.format(decimal) : `${ccy} ${decimal}`;
}

/** `1234.50`: for files and calculations; exact. */
export function decimalText(minor: string, digits: number): string {
  if (digits === 0) return minor;
  const sign = minor.startsWith('-') ? '-' : '';
  const padded = minor.slice(sign.length).padStart(digits + 1, '0');
  return `${sign}${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
}

export function isMoney(value: unknown): value is Money {
  if (typeof value !== 'object' || value === null || !('minor' in value) || !('ccy' in value)) return false;
  const { minor, ccy } = value;
  return typeof minor === 'string' && /^-?\d+$/.test(minor) && typeof ccy === 'string' && /^[A-Z]{3}$/.test(ccy);
}

const isNumeric = (text: string): text is `${number}` => /^-?\d+(\.\d+)?$/.test(text);
