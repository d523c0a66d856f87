import { formatValue, isRigid } from './value';

describe('values for people', () => {
  it.each([
    [null, '–'],
    ['', '–'],
    [[], '–'],
    [true, 'yes'],
    [false, 'no'],
    [0, '0'],
    ['2014-09-30', '2014-09-30'],
    ['2014-09-30T00:00:00.000Z', '2014-09-30T00:00:00Z'],
    ['2014-09-30T23:59:59.999Z', '2014-09-30T23:59:59.999Z'],
    ['AMBER_RED', 'AMBER_RED'],
    [{ minor: '123450', ccy: 'GBP' }, '£1,234.50'],
    [['a', 'b'], 'a; b'],
    [{ a: 1 }, '{"a":1}'],
  ])('shows %j as %s', (value, words) => {
    expect(formatValue(value)).toBe(words);
  });
  it('lets no record move the cursor, ring the bell or turn the text round', () => {
    expect(formatValue('a\u001b[2Jb\u0007c\nd\u202ee')).toBe('a [2Jb c d e');
  });
  it('never cuts amounts, numbers and dates', () => {
    expect([1, { minor: '1', ccy: 'GBP' }, '2014-09-30', true].map(isRigid)).toEqual([true, true, true, true]);
    expect(isRigid('a name')).toBe(false);
  });
});
