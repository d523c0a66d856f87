import { decimalsOf, type Money } from '@tabularium/kernel';

export const isMoneyLike = (value: unknown): value is Money =>
  typeof value === 'object' &&
  value !== null &&
  'minor' in value &&
  'ccy' in value &&
  /^-?\d+$/.test(String(value.minor));

/** The amount in decimal, without grouping and without the currency: `-12.50`. */
export function decimalText({ minor, ccy }: Money): string {
  const decimals = decimalsOf(ccy);
  const digits = minor.replace('-', '').padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = decimals > 0 ? `.${digits.slice(-decimals)}` : '';
  return `${minor.startsWith('-') ? '-' : ''}${whole}${fraction}`;
}

export const amountText = (amount: Money): string => `${decimalText(amount)} ${amount.ccy}`;
