import { decimalsOf } from './currencies';

/** An exact amount: whole minor units (pence, cents) as a signed 64-bit integer in text, and an ISO 4217 currency. */
export interface Money {
  readonly minor: string;
  readonly ccy: string;
}

export const money = (minor: bigint | number | string, ccy: string): Money => ({
  minor: BigInt(minor).toString(),
  ccy,
});

export const zero = (ccy: string): Money => ({ minor: '0', ccy });

export const add = (a: Money, b: Money): Money => money(minorOf(a) + sameCurrency(a, b), a.ccy);

export const subtract = (a: Money, b: Money): Money => money(minorOf(a) - sameCurrency(a, b), a.ccy);

export const negate = (a: Money): Money => money(-minorOf(a), a.ccy);

/** Negative, zero or positive as a is less than, equal to or greater than b. Different currencies never compare: throws. */
export function compare(a: Money, b: Money): number {
  const difference = minorOf(a) - sameCurrency(a, b);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export const isZero = (a: Money): boolean => minorOf(a) === 0n;

export const isNegative = (a: Money): boolean => minorOf(a) < 0n;

export const sum = (amounts: readonly Money[], ccy: string): Money => amounts.reduce(add, zero(ccy));

export const sameMoney = (a: Money, b: Money): boolean => a.ccy === b.ccy && minorOf(a) === minorOf(b);

const minorOf = (a: Money): bigint => BigInt(a.minor);

function sameCurrency(a: Money, b: Money): bigint {
  if (a.ccy !== b.ccy) throw new Error(`Amounts in ${a.ccy} and ${b.ccy} do not add up`);
  return BigInt(b.minor);
}

/** The amount in decimal, without grouping and without the currency: `-12.50`. */
export function decimalText({ minor, ccy }: Money): string {
  const decimals = decimalsOf(ccy);
  const digits = minor.replace('-', '').padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = decimals > 0 ? `.${digits.slice(-decimals)}` : '';
  return `${minor.startsWith('-') ? '-' : ''}${whole}${fraction}`;
}

/** `-12.50 GBP` */
export const amountText = (amount: Money): string => `${decimalText(amount)} ${amount.ccy}`;
