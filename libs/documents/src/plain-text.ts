/** Control characters and those that turn the direction of what follows: none has a place on paper, and the last can deceive. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/** A text as it can be printed: composed characters, no control characters; line feeds stay. */
export const plainText = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/[\t\v\f]/g, ' ')
    .replace(UNPRINTABLE, (found) => (found === '\n' ? found : ''));

/** Lines no wider than `width`, by the measure given. Words go to the next line; one that is too wide for any is cut. */
export function linesOf(text: string, width: number, measure: (text: string) => number): readonly string[] {
  return plainText(text)
    .split('\n')
    .flatMap((paragraph) => linesOfParagraph(paragraph, width, measure));
}

function linesOfParagraph(text: string, width: number, measure: (text: string) => number): readonly string[] {
  const space = measure(' ');
  const lines: string[] = [];
  let [line, used] = ['', 0];
  for (const word of text.split(/ +/).flatMap((each) => fitting(each, width, measure))) {
    const wide = measure(word);
    const isFull = line !== '' && used + space + wide > width;
    if (isFull) lines.push(line);
    [line, used] = line === '' || isFull ? [word, wide] : [`${line} ${word}`, used + space + wide];
  }
  return [...lines, line];
}

const characters = new Intl.Segmenter('en', { granularity: 'grapheme' });

function fitting(word: string, width: number, measure: (text: string) => number): readonly string[] {
  if (measure(word) <= width) return [word];
  const pieces: string[] = [];
  let piece = '';
  for (const { segment } of characters.segment(word)) {
    if (piece !== '' && measure(piece + segment) > width) {
      pieces.push(piece);
      piece = '';
    }
    piece += segment;
  }
  return [...pieces, piece];
}
