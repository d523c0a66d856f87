import { currencies, decimalsOf } from './currencies';

describe('currencies', () => {
  it('are ISO 4217 codes, each once, in order', () => {
    expect(currencies.filter((code) => !/^[A-Z]{3}$/.test(code))).toEqual([]);
    expect(currencies).toEqual([...new Set(currencies)].sort());
  });

  it.each(['GBP', 'EUR', 'USD', 'JPY', 'CHF', 'XCG', 'ZWG', 'SLE', 'VED'])('hold %s', (code) => {
    expect(currencies).toContain(code);
  });

  it.each([
    ['withdrawn', 'DEM'],
    ['withdrawn', 'HRK'],
    ['withdrawn', 'ANG'],
    ['a metal', 'XAU'],
    ['a fund code', 'USN'],
    ['a basket', 'XDR'],
    ['for testing', 'XTS'],
    ['no currency', 'XXX'],
  ])('leave out what is %s: %s', (_, code) => {
    expect(currencies).not.toContain(code);
  });

  it.each([
    ['GBP', 2],
    ['JPY', 0],
    ['ISK', 0],
    ['CLP', 0],
    ['KWD', 3],
    ['TND', 3],
    ['MRU', 2],
  ])('count %s in minor units of %i decimals', (code, decimals) => {
    expect(decimalsOf(code)).toBe(decimals);
  });
});
