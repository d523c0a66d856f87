import { faultsOf } from './check';
import type { MessageClass } from './field';
import * as fields from './fields';

/** A message of one field, `it`. */
function messageWith(decorator: PropertyDecorator): MessageClass {
  class OneField {}
  decorator(OneField.prototype, 'it');
  return OneField;
}

class Part {}
fields.Text({ max: 5 })(Part.prototype, 'label');

const table: Readonly<
  Record<string, { field: PropertyDecorator; takes: readonly unknown[]; refuses: readonly unknown[] }>
> = {
  'text of at most 3 characters': {
    field: fields.Text({ max: 3 }),
    takes: ['a', 'abc', '😀😀😀', 'e\u0301', ' '],
    refuses: ['', 'abcd', '😀😀😀😀', 5, null, ['a'], { length: 1 }],
  },
  'text that may be empty': { field: fields.Text({ min: 0, max: 1 }), takes: ['', 'a'], refuses: ['ab', null] },
  'a positive amount': {
    field: fields.MoneyField({ sign: 'positive' }),
    takes: [
      { minor: '1', ccy: 'GBP' },
      { minor: '999999999999999999', ccy: 'JPY' },
    ],
    refuses: [
      { minor: '0', ccy: 'GBP' },
      { minor: '-1', ccy: 'GBP' },
      { minor: 1, ccy: 'GBP' },
      { minor: '1.5', ccy: 'GBP' },
      { minor: '01', ccy: 'GBP' },
      { minor: '+1', ccy: 'GBP' },
      { minor: '1e3', ccy: 'GBP' },
      { minor: '1000000000000000000', ccy: 'GBP' },
      { minor: '١', ccy: 'GBP' },
      { minor: '1', ccy: 'gbp' },
      { minor: '1', ccy: 'XAU' },
      { minor: '1', ccy: 'GBP', note: '' },
      { minor: '1' },
      '1 GBP',
      ['1', 'GBP'],
      null,
    ],
  },
  'an amount that is not negative': {
    field: fields.MoneyField({ sign: 'notNegative' }),
    takes: [{ minor: '0', ccy: 'EUR' }],
    refuses: [
      { minor: '-0', ccy: 'EUR' },
      { minor: '-1', ccy: 'EUR' },
    ],
  },
  'any amount': {
    field: fields.MoneyField(),
    takes: [
      { minor: '-12500', ccy: 'EUR' },
      { minor: '0', ccy: 'EUR' },
    ],
    refuses: [
      { minor: '-0', ccy: 'EUR' },
      { minor: '--1', ccy: 'EUR' },
    ],
  },
  'a day': {
    field: fields.DateField(),
    takes: ['2024-02-29', '2026-12-31', '0001-01-01'],
    refuses: [
      '2026-02-29',
      '2026-02-30',
      '1900-02-29',
      '2026-13-01',
      '2026-00-10',
      '2026-1-1',
      '20260101',
      '0000-01-01',
      '2026-01-01T00:00:00Z',
      '',
    ],
  },
  'an instant': {
    field: fields.InstantField(),
    takes: ['2026-03-31T12:00:00.000Z'],
    refuses: [
      '2026-03-31',
      '2026-03-31T24:00:00.000Z',
      '2026-03-31T12:00:60.000Z',
      '2026-02-30T12:00:00.000Z',
      '2026-03-31T12:00:00+01:00',
    ],
  },
  'a period': {
    field: fields.Period(),
    takes: ['2026-01', '2026-12'],
    refuses: ['2026-13', '2026-00', '2026-1', '2026', '2026-01-01'],
  },
  'a decimal': {
    field: fields.Decimal(),
    takes: ['0', '1', '0.5', '1.1632', `${'9'.repeat(12)}.${'9'.repeat(12)}`],
    refuses: ['-1', '01', '1.', '.5', '1,5', '1e3', '1'.repeat(13), '', 1.5, '1.1632\n'],
  },
  'a SHA-256': {
    field: fields.Sha256(),
    takes: ['0'.repeat(64)],
    refuses: ['0'.repeat(63), '0'.repeat(65), 'A'.repeat(64), `${'0'.repeat(64)}\n`],
  },
  'one of two words': { field: fields.OneOf(['A', 'B']), takes: ['A'], refuses: ['a', 'AB', '', ['A'], 'toString'] },
  'a whole number from 1 to 20': {
    field: fields.Int({ min: 1, max: 20 }),
    takes: [1, 20],
    refuses: [0, 21, 1.5, '1', null, true],
  },
  'basis points': { field: fields.Pct(), takes: [0, 10_000], refuses: [-1, 10_001, 0.5] },
  'a flag': { field: fields.Flag(), takes: [true, false], refuses: ['true', 0, 1, null] },
  'one to two parts': {
    field: fields.ListOf(() => Part, { min: 1, max: 2 }),
    takes: [[{ label: 'a' }], [{ label: 'a' }, { label: 'a' }]],
    refuses: [
      [],
      [{ label: 'a' }, { label: 'b' }, { label: 'c' }],
      [{}],
      [{ label: 'a', more: 1 }],
      { label: 'a' },
      ['a'],
      [null],
    ],
  },
  'a part': {
    field: fields.Nested(() => Part),
    takes: [{ label: 'a' }],
    refuses: [{}, [], 'a', null, [{ label: 'a' }]],
  },
  'up to two distinct texts': {
    field: fields.TextList({ max: 2, each: 3 }),
    takes: [[], ['a', 'b']],
    refuses: [['a', 'a'], ['a', 'b', 'c'], ['abcd'], [''], 'a', [1]],
  },
};

describe.each(Object.entries(table))('a field that holds %s', (_, { field, takes, refuses }) => {
  const message = messageWith(field);

  it.each(takes.map((it) => [it]))('takes %j', (it) => {
    expect(faultsOf(message, { it })).toEqual([]);
  });

  it.each(refuses.map((it) => [it]))('refuses %j', (it) => {
    expect(faultsOf(message, { it })).not.toEqual([]);
  });

  it('is asked for', () => {
    expect(faultsOf(message, {})).toEqual([{ pointer: '/it', message: 'is missing' }]);
  });
});

describe('an id', () => {
  it.each(['a', 'A1', '0', 'PRJ-2026.004', 'a_b~c-d', 'a.b.c', 'x'.repeat(100)])('may be %j', (id) => {
    expect(fields.isId(id)).toBe(true);
  });

  it.each([
    ...[
      '',
      ' ',
      'a b',
      'a/b',
      'a\\b',
      '/etc/passwd',
      '..',
      '.',
      'a..b',
      '.a',
      'a.',
      '-a',
      '_a',
      '~a',
      'a\n',
      'a\0',
      'a\u200bb',
    ],
    ...[
      'é',
      'а',
      '１',
      '%2e%2e',
      'a%2Fb',
      'a?b',
      'a#b',
      'a:b',
      'a;b',
      "a'b",
      'a"b',
      '$ce-project',
      '$all',
      '@a',
      'a\u202eb',
    ],
    ...['x'.repeat(101), 1, null, undefined, ['a'], { toString: () => 'a' }],
  ])('is not %j', (id) => {
    expect(fields.isId(id)).toBe(false);
  });

  it('may be called as members of Object.prototype are: it is a value, never a key', () => {
    expect(fields.isId('constructor')).toBe(true);
    expect(fields.isId('__proto__')).toBe(false);
  });
});
