import { money } from '@tabularium/kernel';
import fc from 'fast-check';
import type { MoneyRule } from '../mapping';
import { readMoney } from './money';

const millions = {
  unit: 'millions',
  symbols: ['£'],
  suffixes: { m: 'millions', bn: 'billions' },
  thousands: ',',
} as const;

const read = (text: string, form: Omit<MoneyRule, 'column'> = millions, ccy = 'GBP') => {
  const reading = readMoney(text, form, ccy);
  if (reading.is !== 'value') return reading.is;
  return `${reading.value.minor}${reading.rounded ? ' rounded' : ''}`;
};

describe('an amount', () => {
  it.each([
    ['£1,403.00', '140300000000'],
    ['450.37', '45037000000'],
    ['£22.04m', '2204000000'],
    ['-£120.11m', '-12011000000'],
    ['−£0.48', '-48000000'],
    ['£1.2bn', '120000000000'],
    ['£0.00', '0'],
    ['16.108', '1610800000'],
    ['£12.', 'unreadable'],
    ['2.802875007', '280287501 rounded'],
    ['2.802875005', '280287500 rounded'],
    ['2.802875015', '280287502 rounded'],
  ])('in millions: %s is %s pence', (text, pence) => {
    expect(read(text)).toBe(pence);
  });
  it.each(['1,23', '12,34.5', '1.2.3', '£', 'abc', '1e6', '(5)', '--5', '£-', '', '1 000', '١٢'])(
    'is not guessed at: "%s"',
    (text) => {
      expect(read(text)).toBe('unreadable');
    },
  );
  it('may be written as elsewhere', () => {
    expect(read('1.234,5 €', { symbols: ['€'], thousands: '.', decimal: ',' }, 'EUR')).toBe('123450');
    expect(read("1'000.05", { thousands: "'" }, 'CHF')).toBe('100005');
    expect(read('12 500', { unit: 'thousands', thousands: ' ' }, 'JPY')).toBe('12500000');
    expect(read('(12.50)', { parentheses: true })).toBe('-1250');
  });
  it('says so when binary fractions left digits beyond the minor unit', () => {
    expect(read('159791.46000000002', {}, 'AUD')).toBe('15979146 rounded');
    expect(read('1122486.9599999997', {}, 'AUD')).toBe('112248696 rounded');
  });
  it('is not larger than an amount can be', () => {
    expect(read('9999999999999999.99', {})).toBe('999999999999999999');
    expect(read('10000000000000000', {})).toBe('unreadable');
  });
  it('is exact for every amount there is', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n }), (minor) => {
        const digits = (minor < 0n ? -minor : minor).toString().padStart(3, '0');
        const text = `${minor < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
        expect(readMoney(text, {}, 'GBP')).toEqual({ is: 'value', value: money(minor, 'GBP') });
      }),
    );
  });
});
