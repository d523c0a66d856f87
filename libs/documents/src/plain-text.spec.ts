import * as fc from 'fast-check';
import { linesOf, plainText } from './plain-text';

/** A font in which every character is one point wide. */
const measure = (text: string): number => Array.from(text).length;

describe('text for paper', () => {
  it('has no control characters and none that turn the direction', () => {
    expect(plainText('a\u0000b\u001bc\u202ed\u2066e\u200bf\ud800g')).toBe('abcdefg');
  });
  it('keeps line feeds of every kind as line feeds', () => {
    expect(plainText('a\r\nb\rc\u2028d\te')).toBe('a\nb\nc\nd e');
  });
  it('is composed, so that a letter is one glyph', () => {
    expect(plainText('o\u0308')).toBe('ö');
  });
});

describe('lines', () => {
  it('break between words, and at line feeds', () => {
    expect(linesOf('the harbour lights\n\nof Łódź', 11, measure)).toEqual(['the harbour', 'lights', '', 'of Łódź']);
  });
  it('cut a word that is wider than a line, never within a character', () => {
    expect(linesOf('a👩‍👩‍👧bcdefgh', 6, measure)).toEqual(['a👩‍👩‍👧', 'bcdefg', 'h'].map((line) => line.normalize('NFC')));
  });
  it('are never wider than asked, and lose no letter', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'ab ł\n-'), maxLength: 80 }),
        fc.integer({ min: 1, max: 20 }),
        (text, width) => {
          const lines = linesOf(text, width, measure);
          expect(Math.max(...lines.map(measure))).toBeLessThanOrEqual(width);
          expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(/[ \n]/g, ''));
        },
      ),
    );
  });
});
