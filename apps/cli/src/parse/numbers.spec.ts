import { collect, commaList, duration, wholeNumber } from './numbers';

describe('option values', () => {
  it('are whole numbers within bounds', () => {
    const limit = wholeNumber(1, 500);
    expect(limit('20')).toBe(20);
    for (const text of ['0', '501', '1.5', '-1', 'x', '', '1e2']) expect(() => limit(text)).toThrow('whole number');
  });
  it('are durations', () => {
    expect(['90', '90s', '15m', '8h'].map(duration)).toEqual([90, 90, 900, 28_800]);
    for (const text of ['', 'x', '1d', '-5m']) expect(() => duration(text)).toThrow('Write seconds');
  });
  it('are lists', () => {
    expect(commaList(' key, name,,unit ')).toEqual(['key', 'name', 'unit']);
    expect(collect('b', collect('a'))).toEqual(['a', 'b']);
  });
});
