/** Order of two texts by code points (as UTF-8 bytes compare), the same on every database. */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let n = 0; n < length; n++) {
    const [x, y] = [a.charCodeAt(n), b.charCodeAt(n)];
    if (x !== y) return aboveSurrogates(x) - aboveSurrogates(y);
  }
  return a.length - b.length;
}

/** Surrogates stand for code points above all others. */
const aboveSurrogates = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);

/** For each character of a text, the characters that count as the same when case does not matter. */
export const caseForms = (text: string): readonly (readonly string[])[] =>
  [...text].map((char) => [
    ...new Set([char, char.toLowerCase(), char.toUpperCase()].filter((form) => [...form].length === 1)),
  ]);

/** True if the forms occur in the text one after the other. */
export function containsForms(text: string, forms: readonly (readonly string[])[]): boolean {
  const chars = [...text];
  const matchesAt = (start: number): boolean => forms.every((form, n) => form.includes(chars[start + n] ?? ''));
  return chars.some((_, start) => matchesAt(start)) || forms.length === 0;
}
