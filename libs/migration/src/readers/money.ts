import { decimalsOf, money, type Money } from '@tabularium/kernel';
import { UNITS, type MoneyRule, type Unit } from '../mapping';
import { unreadable, type Reading } from './reading';

type MoneyForm = Pick<MoneyRule, 'unit' | 'symbols' | 'suffixes' | 'thousands' | 'decimal' | 'parentheses'>;

const LARGEST = 10n ** 18n;

/**
 * An exact amount from a written one. What is finer than the minor unit is rounded half to even and marked as rounded.
 */
export function readMoney(text: string, form: MoneyForm, ccy: string): Reading<Money> {
  const { negative, bare } = signOf(withoutSymbols(text, form.symbols ?? []), form.parentheses ?? false);
  const { number, unit } = unitOf(bare, form);
  const digits = digitsOf(number, form);
  if (!digits) return unreadable(text, 'no amount in the form described');
  const { minor, exact } = scaled(
    digits.whole + digits.fraction,
    UNITS[unit] + decimalsOf(ccy) - digits.fraction.length,
  );
  if (minor >= LARGEST) return unreadable(text, 'larger than an amount can be');
  const amount = money(negative ? -minor : minor, ccy);
  return exact ? { is: 'value', value: amount } : { is: 'value', value: amount, rounded: true };
}

const withoutSymbols = (text: string, symbols: readonly string[]): string =>
  symbols.reduce((rest, symbol) => rest.replace(symbol, ''), text.trim()).trim();

function signOf(text: string, parentheses: boolean): { readonly negative: boolean; readonly bare: string } {
  const bracketed = parentheses ? /^\((.*)\)$/u.exec(text)?.[1] : undefined;
  if (bracketed !== undefined) return { negative: true, bare: bracketed.trim() };
  const minus = /^[-\u2212](.*)$/u.exec(text)?.[1];
  return minus === undefined ? { negative: false, bare: text } : { negative: true, bare: minus.trim() };
}

function unitOf(
  text: string,
  { unit = 'ones', suffixes = {} }: MoneyForm,
): { readonly number: string; readonly unit: Unit } {
  const suffix = Object.keys(suffixes).find((word) => text.toLowerCase().endsWith(word.toLowerCase()));
  if (suffix === undefined) return { number: text, unit };
  return { number: text.slice(0, -suffix.length).trim(), unit: suffixes[suffix] ?? unit };
}

function digitsOf(
  number: string,
  { thousands, decimal = '.' }: MoneyForm,
): { readonly whole: string; readonly fraction: string } | undefined {
  const [grouped = '', fraction = '', ...more] = number.split(decimal);
  const wellFormed = thousands ? grouping(thousands).test(grouped) : /^\d+$/u.test(grouped);
  const fractionFormed = number.includes(decimal) ? /^\d+$/u.test(fraction) : true;
  if (more.length > 0 || !wellFormed || !fractionFormed) return undefined;
  return { whole: thousands ? grouped.replaceAll(thousands, '') : grouped, fraction };
}

const grouping = (thousands: string): RegExp => new RegExp(`^(?:\\d+|\\d{1,3}(?:[${thousands}]\\d{3})+)$`, 'u');

/** `digits` × 10^`exponent` as a whole number, rounded half to even. */
function scaled(digits: string, exponent: number): { readonly minor: bigint; readonly exact: boolean } {
  const number = BigInt(digits);
  if (exponent >= 0) return { minor: number * 10n ** BigInt(exponent), exact: true };
  const divisor = 10n ** BigInt(-exponent);
  const [whole, rest] = [number / divisor, number % divisor];
  const up = rest * 2n > divisor || (rest * 2n === divisor && whole % 2n === 1n);
  return { minor: up ? whole + 1n : whole, exact: rest === 0n };
}
