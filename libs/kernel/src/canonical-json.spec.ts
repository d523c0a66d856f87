import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from './canonical-json';

const vectors = join(__dirname, '../../../../shared/data/vectors/rfc8785-jcs/testdata');
const haveVectors = existsSync(vectors);
if (!haveVectors) console.log('RFC 8785 vectors are not here: their tests are skipped');
const files = haveVectors ? readdirSync(join(vectors, 'input')) : [];

describe('canonical JSON', () => {
  (haveVectors ? it.each(files) : it.skip.each(['(no vectors)']))('gives the bytes of the vector %s', (file) => {
    const input: unknown = JSON.parse(readFileSync(join(vectors, 'input', file), 'utf8'));
    const hex = readFileSync(join(vectors, 'outhex', file.replace('.json', '.txt')), 'utf8').replace(/\s/g, '');
    expect(Buffer.from(canonicalJson(input)).toString('hex')).toBe(hex);
  });

  it('sorts names by UTF-16 code units, not by code points', () => {
    expect(canonicalJson({ '\ufb33': 1, '😀': 2, b: 3, a: 4 })).toBe('{"a":4,"b":3,"😀":2,"\ufb33":1}');
  });
  it('leaves out what is undefined in an object', () => {
    expect(canonicalJson({ a: undefined, b: [{ c: undefined }] })).toBe('{"b":[{}]}');
  });
  it.each([
    ['undefined', undefined],
    ['undefined in a list', [undefined]],
    ['NaN', { a: NaN }],
    ['infinity', [Infinity]],
    ['BigInt', 1n],
    ['a function', () => 1],
    ['a date', new Date(0)],
    ['half a character', '\ud83d'],
    ['half a character in a name', { '\ud83d': 1 }],
  ])('refuses %s', (_, value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  });
});
