import { decimalsOf } from './currencies';
import type { LocalDate } from './dates';
import { compare, money, type Money } from './money';

/** Exchange rates in force from a day until the next table begins. */
export interface RateTable {
  /** Names the table among all that were ever published; a correction of it is another table. */
  readonly id: string;
  readonly baseCurrency: string;
  readonly date: LocalDate;
  /** By currency, what one unit of the base currency is worth in it: a positive decimal, `1.1632`. */
  readonly rates: Readonly<Record<string, string>>;
}

/** An amount as it was held against a limit in another currency. */
export interface Converted {
  /** In the currency of the limit. */
  readonly amount: Money;
  /** What it stands for. */
  readonly from: Money;
  /** Id of the table. */
  readonly rateTable: string;
}

/**
 * An amount in another currency. Exact up to the last step, which rounds half to even to the minor unit of the currency
 * asked, as ISO 80000-1 (annex B, rule A) has it; through the base where neither currency is it. An amount in the
 * currency asked is itself and needs no table. Undefined without a rate for both.
 */
export function convert(amount: Money, ccy: string, table: RateTable | undefined): Money | undefined {
  if (amount.ccy === ccy) return amount;
  const [from, to] = [fractionOf(table, amount.ccy), fractionOf(table, ccy)];
  if (!from || !to) return undefined;
  const numerator = BigInt(amount.minor) * to.numerator * from.denominator * 10n ** BigInt(decimalsOf(ccy));
  const denominator = to.denominator * from.numerator * 10n ** BigInt(decimalsOf(amount.ccy));
  return money(halfToEven(numerator, denominator), ccy);
}

/** True when an amount, in the currency of the limit, is no more than the limit. Undefined when there is no rate to tell. */
export function isWithinLimit(amount: Money, limit: Money, table: RateTable | undefined): boolean | undefined {
  const converted = convert(amount, limit.ccy, table);
  return converted && compare(converted, limit) <= 0;
}

/** What is to be recorded of an amount held against a limit; undefined where nothing was converted. */
export function conversionOf(from: Money, ccy: string, table: RateTable | undefined): Converted | undefined {
  const amount = from.ccy === ccy ? undefined : convert(from, ccy, table);
  return amount && table && { amount, from, rateTable: table.id };
}

/** True for a positive decimal, without sign and exponent. */
export const isPositiveDecimal = (text: string): boolean => /^\d+(?:\.\d+)?$/.test(text) && /[1-9]/.test(text);

interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

const ONE: Fraction = { numerator: 1n, denominator: 1n };

function fractionOf(table: RateTable | undefined, ccy: string): Fraction | undefined {
  if (table?.baseCurrency === ccy) return ONE;
  const rate = table && Object.hasOwn(table.rates, ccy) ? table.rates[ccy] : undefined;
  if (rate === undefined || !isPositiveDecimal(rate)) return undefined;
  const [whole = '', decimals = ''] = rate.split('.');
  return { numerator: BigInt(whole + decimals), denominator: 10n ** BigInt(decimals.length) };
}

/** Of a positive denominator. */
function halfToEven(numerator: bigint, denominator: bigint): bigint {
  const size = numerator < 0n ? -numerator : numerator;
  const [quotient, twice] = [size / denominator, (size % denominator) * 2n];
  const up = twice > denominator || (twice === denominator && quotient % 2n === 1n);
  const rounded = up ? quotient + 1n : quotient;
  return numerator < 0n ? -rounded : rounded;
}
