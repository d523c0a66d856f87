import { add, compare, money, sum } from './money';

describe('money', () => {
  it('adds exactly beyond 2^53', () => {
    expect(add(money('9007199254740993', 'GBP'), money(1, 'GBP'))).toEqual(money('9007199254740994', 'GBP'));
  });
  it('refuses to compare two currencies', () => {
    expect(() => compare(money(1, 'GBP'), money(1, 'EUR'))).toThrow('do not add up');
  });
  it('sums nothing to zero', () => {
    expect(sum([], 'GBP')).toEqual(money(0, 'GBP'));
  });
});
