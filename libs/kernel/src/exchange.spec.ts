import fc from 'fast-check';
import { currencies, decimalsOf } from './currencies';
import { conversionOf, convert, isPositiveDecimal, isWithinLimit, type RateTable } from './exchange';
import { compare, money, negate, type Money } from './money';

const table: RateTable = {
  id: '2026-03-02.1',
  baseCurrency: 'GBP',
  date: '2026-03-02',
  rates: { EUR: '1.25', JPY: '190.5', KWD: '0.4', USD: '1.3' },
};

describe('an amount in another currency', () => {
  it.each<[string, string, Money, Money]>([
    ['from the base', 'EUR', money(10_000, 'GBP'), money(12_500, 'EUR')],
    ['into the base', 'GBP', money(12_500, 'EUR'), money(10_000, 'GBP')],
    ['through the base', 'USD', money(12_500, 'EUR'), money(13_000, 'USD')],
    ['without minor units', 'JPY', money(10_000, 'GBP'), money(19_050, 'JPY')],
    ['with three decimals', 'KWD', money(10_000, 'GBP'), money(40_000, 'KWD')],
    ['negative', 'EUR', money(-10_000, 'GBP'), money(-12_500, 'EUR')],
    [
      'beyond what floating point holds',
      'EUR',
      money('9007199254740993000', 'GBP'),
      money('11258999068426241250', 'EUR'),
    ],
  ])('%s', (_, ccy, amount, expected) => {
    expect(convert(amount, ccy, table)).toEqual(expected);
  });
  it('is rounded half to even, whatever its sign', () => {
    const into = (minor: number) => convert(money(minor, 'GBP'), 'EUR', table)?.minor;
    expect([2, 6, 10, -2, -6, 3].map(into)).toEqual(['2', '8', '12', '-2', '-8', '4']);
  });
  it('needs a rate for both, and for its own currency none', () => {
    expect(convert(money(1, 'GBP'), 'CHF', table)).toBeUndefined();
    expect(convert(money(1, 'CHF'), 'GBP', table)).toBeUndefined();
    expect(convert(money(1, 'GBP'), 'EUR', undefined)).toBeUndefined();
    expect(convert(money(1, 'GBP'), 'constructor', table)).toBeUndefined();
    expect(convert(money(1, 'CHF'), 'CHF', undefined)).toEqual(money(1, 'CHF'));
  });
  it('is within a limit up to the last minor unit of the limit', () => {
    const [limit, above] = [money(12_500, 'EUR'), money(12_501, 'EUR')];
    expect([limit, above].map((amount) => isWithinLimit(amount, money(10_000, 'GBP'), table))).toEqual([true, false]);
    expect(isWithinLimit(limit, money(9_999, 'GBP'), table)).toBe(false);
    expect(isWithinLimit(limit, limit, undefined)).toBe(true);
    expect(isWithinLimit(limit, money(10_000, 'GBP'), undefined)).toBeUndefined();
  });
  it('is recorded with its table, unless nothing was converted', () => {
    expect(conversionOf(money(12_500, 'EUR'), 'GBP', table)).toEqual({
      amount: money(10_000, 'GBP'),
      from: money(12_500, 'EUR'),
      rateTable: '2026-03-02.1',
    });
    expect(conversionOf(money(1, 'GBP'), 'GBP', table)).toBeUndefined();
  });
});

const anyRate = fc
  .tuple(fc.bigInt({ min: 1n, max: 10n ** 12n }), fc.integer({ min: 0, max: 8 }))
  .map(([digits, scale]) => {
    const text = digits.toString().padStart(scale + 1, '0');
    return scale === 0 ? text : `${text.slice(0, -scale)}.${text.slice(-scale)}`;
  });
const anyTable = fc
  .record({
    names: fc.shuffledSubarray([...currencies], { minLength: 3, maxLength: 3 }),
    some: anyRate,
    other: anyRate,
  })
  .map(({ names: [baseCurrency = '', one = '', two = ''], some, other }) => ({
    names: [baseCurrency, one, two] as const,
    table: { id: 'T', baseCurrency, date: '2026-03-02', rates: { [one]: some, [two]: other } } satisfies RateTable,
  }));
const anyMinor = fc.bigInt({ min: 0n, max: 10n ** 15n });
describe('for every table', () => {
  it('an amount converted there and back is itself, within what one minor unit of the other is worth', () => {
    fc.assert(
      fc.property(anyTable, anyMinor, ({ names: [, one, two], table }, minor) => {
        const there = convert(money(minor, one), two, table);
        const back = there && convert(there, one, table);
        const unit = convert(money(10n ** BigInt(decimalsOf(two)), two), one, table);
        // Half a minor unit of the other, in the currency of the amount, and the rounding of the way back.
        const off = BigInt(back?.minor ?? 0) - minor;
        const allowed = (BigInt(unit?.minor ?? 0) + 1n) / (2n * 10n ** BigInt(decimalsOf(two))) + 1n;
        expect(off <= allowed && -off <= allowed).toBe(true);
      }),
    );
  });
  it('more is never less in another currency, and what is owed is as much as what is due', () => {
    fc.assert(
      fc.property(anyTable, anyMinor, anyMinor, ({ names: [, one, two], table }, a, b) => {
        const [less, more] = (a < b ? [a, b] : [b, a]).map((minor) => convert(money(minor, one), two, table));
        expect(less && more && compare(less, more)).toBeLessThanOrEqual(0);
        const owed = convert(money(-a, one), two, table);
        expect(owed && negate(owed)).toEqual(convert(money(a, one), two, table));
      }),
    );
  });
});

it.each(['1', '0.5', '190.50', '000.1'])('%s is a positive decimal', (text) =>
  expect(isPositiveDecimal(text)).toBe(true),
);
it.each(['0', '0.00', '-1', '1e3', '1,5', '.5', '', '1.'])('"%s" is none', (text) =>
  expect(isPositiveDecimal(text)).toBe(false),
);
