import { BadJson } from './bad-json';

const MAX_DEPTH = 32;
/** Values in one document, counted by their commas and colons. */
const MAX_NODES = 50_000;

const QUOTE = 34;
const COMMA = 44;
const MINUS = 45;
const COLON = 58;
const BACKSLASH = 92;
const OPENING: ReadonlySet<number> = new Set([91, 123]);
const CLOSING: ReadonlySet<number> = new Set([93, 125]);

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
/** The characters a number goes on with: digits, `+`, `-`, `.`, `e`, `E`. */
const continuesNumber = (code: number): boolean =>
  isDigit(code) || code === 43 || code === 45 || code === 46 || code === 69 || code === 101;

/**
 * One pass before parsing: depth, number of values, and numbers that a double does not hold exactly. Answers the colons
 * outside strings: one a member, so that keys that occur twice show. Throws BadJson. Anything else is left to the parser.
 */
export function countColons(text: string): number {
  let [colons, commas, depth] = [0, 0, 0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (code === MINUS || isDigit(code)) at = endOfNumber(text, at);
    else if (code === COLON) colons++;
    else if (code === COMMA) commas++;
    else if (OPENING.has(code)) depth++;
    else if (CLOSING.has(code)) depth--;
    if (depth > MAX_DEPTH) throw new BadJson(`nested deeper than ${MAX_DEPTH} levels`);
    if (colons + commas > MAX_NODES) throw new BadJson(`more than ${MAX_NODES} values`);
  }
  return colons;
}

/** Place of the closing quote, or of the end of the text. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charCodeAt(at) !== QUOTE) at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
  return at;
}

/** Place of the last character of the number. Whole numbers only: money and fractions travel as text. */
function endOfNumber(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && continuesNumber(text.charCodeAt(end))) end++;
  const number = text.slice(start, end);
  if (number === '-0') throw new BadJson('-0 is not a number here');
  if (!/^-?\d+$/.test(number)) throw new BadJson('numbers are whole; amounts and fractions travel as text');
  if (!Number.isSafeInteger(Number(number))) throw new BadJson('a number beyond 2^53 − 1');
  return end - 1;
}
