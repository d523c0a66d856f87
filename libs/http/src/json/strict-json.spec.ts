import fc from 'fast-check';
import { BadJson } from './bad-json';
import { parseStrictJson } from './strict-json';

const parse = (text: string) => parseStrictJson(Buffer.from(text));
const bytes = (...values: readonly number[]) => Uint8Array.from(values);

const hostile: Readonly<Record<string, string | Uint8Array>> = {
  nothing: '',
  'white space only': '  \n',
  'a byte order mark': '\ufeff{}',
  'UTF-16 with its mark': bytes(0xff, 0xfe, 0x7b, 0, 0x7d, 0),
  'invalid UTF-8': bytes(0x22, 0xff, 0x22),
  'an overlong slash': bytes(0x22, 0xc0, 0xaf, 0x22),
  'an encoded surrogate': bytes(0x22, 0xed, 0xa0, 0x80, 0x22),
  'a truncated character': bytes(0x22, 0xe2, 0x82, 0x22),
  'NUL, raw': '"\0"',
  'NUL, escaped': '{"a":"\\u0000"}',
  'NUL in a key': '{"a\\u0000":1}',
  'a lone surrogate': '"\\ud800"',
  'a lone surrogate in a key': '{"\\udc00":1}',
  'surrogates the wrong way round': '"\\udc00\\ud800"',
  'an override of direction': '"\u202eabc"',
  'an isolate, escaped': '"\\u2066abc"',
  'a key twice': '{"a":1,"a":2}',
  'a key twice with equal values': '{"a":1,"a":1}',
  'a key twice, once escaped': '{"a":1,"\\u0061":2}',
  'a key twice, deep': '[{"x":[{"a":1,"b":2,"a":3}]}]',
  __proto__: '{"__proto__":{"admin":true}}',
  'escaped __proto__': '{"\\u005f_proto__":1}',
  constructor: '{"constructor":{"prototype":{"x":1}}}',
  'minus zero': '-0',
  'minus zero in a list': '[-0]',
  'a fraction': '{"a":0.5}',
  'a fraction that is whole': '[1.0]',
  'an exponent': '[1e3]',
  '1e400': '[1e400]',
  '2^53': '[9007199254740992]',
  '2^53 + 1': '[9007199254740993]',
  '-2^53': '[-9007199254740992]',
  'a number of 400 digits': `[${'9'.repeat(400)}]`,
  'a leading zero': '[01]',
  'a leading plus': '[+1]',
  NaN: '[NaN]',
  Infinity: '[Infinity]',
  hexadecimal: '[0x10]',
  'a comment': '{"a":1/*x*/}',
  'a trailing comma': '[1,]',
  'single quotes': "{'a':1}",
  'two documents': '{} {}',
  'an unfinished string': '"abc',
  'an unfinished object': '{"a":1',
  'a control character in a string': '"\u0001"',
  '33 levels': '['.repeat(33) + ']'.repeat(33),
  'a million levels': '['.repeat(1_000_000),
  'a million values': `[${'1,'.repeat(999_999)}1]`,
  'brackets that close first': ']'.repeat(100),
};

describe('strict JSON', () => {
  it.each(Object.entries(hostile))('refuses %s', (_, sent) => {
    expect(() => parseStrictJson(typeof sent === 'string' ? Buffer.from(sent) : sent)).toThrow(BadJson);
  });

  it.each([
    ['{"a":{"b":[1,-1,0,true,null,""]}}'],
    ['9007199254740991'],
    ['"a:b,c{d[e-0 1.5"'],
    ['"\\" : , \\\\"'],
    ['{"a":1,"A":2,"\\u00e4":3}'],
    ['{"a":{"x":1},"b":{"x":1}}'],
    ['"😀"'],
    ['"\\ud83d\\ude00"'],
    ['['.repeat(32) + ']'.repeat(32)],
    ['{"hasOwnProperty":1,"toString":2}'],
  ])('takes %s as JSON.parse does', (text) => {
    expect(parse(text)).toEqual(JSON.parse(text));
  });

  it('takes every document of texts and whole numbers exactly as it was', () => {
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 4 },
        fc.string({ unit: 'grapheme' }),
        fc.maxSafeInteger().map((n) => n + 0),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('any'), { maxLength: 5 }),
        fc.dictionary(fc.string({ unit: 'grapheme', minLength: 1 }), tie('any'), { maxKeys: 5, noNullPrototype: true }),
      ),
    })).any;
    fc.assert(
      fc.property(value, (sent) => {
        const text = JSON.stringify(sent);
        if (/[\0\u202a-\u202e\u2066-\u2069]|\\u0000|__proto__|"(constructor|prototype)"/.test(text)) return;
        expect(parse(text)).toEqual(JSON.parse(text));
      }),
      { numRuns: 500 },
    );
  });

  it('sees any key of a document that is repeated', () => {
    const keys = fc.uniqueArray(fc.string({ minLength: 1, unit: fc.constantFrom(...'abcdefgh:,{}[]-1') }), {
      minLength: 1,
    });
    fc.assert(
      fc.property(keys, fc.nat(), (names, nth) => {
        const members = names.map((name) => `${JSON.stringify(name)}:1`);
        const again = members[nth % members.length] ?? '';
        expect(parse(`{${members.join(',')}}`)).toBeDefined();
        expect(() => parse(`{${[...members, again].join(',')}}`)).toThrow(BadJson);
      }),
    );
  });
});
