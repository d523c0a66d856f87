import { currencies, decimalsOf, money } from '@tabularium/kernel';
import { decimalText, formatMoney, isMoney } from './money';

describe('money for people', () => {
  it.each([
    ['123450', 'GBP', '£1,234.50'],
    ['-5', 'AUD', '-A$0.05'],
    ['-50', 'GBP', '-£0.50'],
    ['120', 'JPY', 'JP¥120'],
    ['1', 'EUR', '€0.01'],
    ['0', 'USD', 'US$0.00'],
  ])('writes %s %s as %s', (minor, ccy, words) => {
    expect(formatMoney(money(minor, ccy))).toBe(words);
  });
  it('keeps every penny of amounts beyond 2^53', () => {
    expect(formatMoney(money('900719925474099312', 'GBP'))).toBe('£9,007,199,254,740,993.12');
  });
  it('writes as many decimals as the currency has, for every currency', () => {
    for (const ccy of currencies) {
      const decimals = /[.](\d+)$/.exec(formatMoney(money(1, ccy)))?.[1]?.length ?? 0;
      expect([ccy, decimals]).toEqual([ccy, decimalsOf(ccy)]);
    }
  });
  it('writes plain decimals for files', () => {
    expect([decimalText('-7', 2), decimalText('1234', 3), decimalText('12', 0)]).toEqual(['-0.07', '1.234', '12']);
  });
  it('takes nothing for money that is none', () => {
    const others = [null, 'GBP', { minor: 1, ccy: 'GBP' }, { minor: '1.5', ccy: 'GBP' }, { minor: '1', ccy: 'pound' }];
    expect(others.filter(isMoney)).toEqual([]);
  });
});
