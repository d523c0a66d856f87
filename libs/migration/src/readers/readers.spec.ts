import { ratingWords, readRating } from './rating';
import { readText } from './text';

const line = { max: 20, lines: false, aliases: new Map([['MoD', 'MOD']]) };

describe('a text', () => {
  it('loses outer and repeated space, line breaks and control characters', () => {
    expect(readText(' Type\u00a0 31\r\n frigate\u0007 ', line)).toEqual({ is: 'value', value: 'Type 31 frigate' });
  });
  it('is kept under its other name, if the mapping gives one', () => {
    expect(readText('MoD ', line)).toEqual({ is: 'value', value: 'MOD' });
  });
  it('is reported, not cut, when it is too long', () => {
    expect(readText('x'.repeat(21), line)).toMatchObject({ is: 'unreadable', why: 'longer than 20 characters (21)' });
  });
  it('keeps its paragraphs where it is prose', () => {
    const prose = { ...line, max: 100, lines: true };
    expect(readText(' One  line\r\n\r\n\r\n two \n', prose)).toEqual({ is: 'value', value: 'One line\n\ntwo' });
  });
});

describe('a rating', () => {
  const words = ratingWords({ 'Amber/Red': 'AMBER_RED', 'Amber/ Red': 'AMBER_RED', Red: 'RED' });
  it.each([
    ['Amber/Red', 'AMBER_RED'],
    ['Amber/red', 'AMBER_RED'],
    ['Amber/ Red', 'AMBER_RED'],
    [' RED ', 'RED'],
  ])('written %s is %s', (text, rating) => {
    expect(readRating(text, words)).toEqual({ is: 'value', value: rating });
  });
  it('that is not in the table is not guessed at', () => {
    expect(readRating('Amber-Red', words)).toMatchObject({ is: 'unreadable' });
  });
});
