import type { ColumnRef, Pattern } from './mapping';

/** White space of any kind and length counts as one space, ends do not count. */
export const collapse = (text: string): string => text.replace(/\s+/gu, ' ').trim();

/** Tells whether a text is what one of the patterns describes. */
export function matcher(patterns: readonly Pattern[]): (text: string) => boolean {
  const texts = new Set(patterns.flatMap((one) => (typeof one === 'string' ? [collapse(one).toLowerCase()] : [])));
  const expressions = patterns.flatMap((one) => (typeof one === 'string' ? [] : [new RegExp(one.matches, 'iu')]));
  return (text) => {
    const collapsed = collapse(text);
    return texts.has(collapsed.toLowerCase()) || expressions.some((expression) => expression.test(collapsed));
  };
}

export const isMatch = (pattern: Pattern, text: string): boolean => matcher([pattern])(text);

export const alternatives = (column: ColumnRef): readonly Pattern[] =>
  Array.isArray(column) ? (column as readonly Pattern[]) : [column as Pattern];

export const shown = (column: ColumnRef): string =>
  alternatives(column)
    .map((pattern) => (typeof pattern === 'string' ? `"${pattern}"` : `/${pattern.matches}/i`))
    .join(' or ');
