import fc from 'fast-check';
import { dictionaryOf, entriesOf, lookUp, noEntries, store, type Dictionary } from './dictionary';

const keys = fc.oneof(fc.string({ maxLength: 3 }), fc.constantFrom('constructor', '__proto__', 'toString', 'a', 'b'));
const writes = fc.array(fc.tuple(keys, fc.integer()), { maxLength: 400 });

it('holds what a map would hold', () => {
  fc.assert(
    fc.property(writes, (entries) => {
      const dictionary = dictionaryOf(entries);
      expect(new Map(entriesOf(dictionary))).toEqual(new Map(entries));
      for (const [key] of entries) expect(lookUp(dictionary, key)).toBe(new Map(entries).get(key));
    }),
  );
});

it('knows no key that was not stored', () => {
  for (const key of ['constructor', '__proto__', 'entries']) expect(lookUp(noEntries, key)).toBeUndefined();
});

it('leaves the dictionary it was made from as it was', () => {
  const before = dictionaryOf(Array.from({ length: 100 }, (_, n) => [`E-${n}`, n] as const));
  store(before, 'E-7', -1);
  expect(lookUp(before, 'E-7')).toBe(7);
});

it('keeps keys apart whose hashes are equal', () => {
  // FNV-1a collides on these two; the final mixing cannot part equal hashes.
  const colliding = ['costarring', 'liquid'];
  const filled: Dictionary<string> = dictionaryOf(
    [...Array.from({ length: 50 }, (_, n) => `k${n}`), ...colliding].map((key) => [key, key]),
  );
  for (const key of colliding) expect(lookUp(filled, key)).toBe(key);
});
