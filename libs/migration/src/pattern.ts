import type { ColumnRef, Pattern } from './mapping';

/** White space of any kind and length counts as one space, ends do not count. */
export const collapse = (text: string): string => text.replace(/\s+/gu, ' ').trim();

export function isMatch(pattern: Pattern, text: string): boolean {
  const collapsed = collapse(text);
  return typeof pattern === 'string'
    ? collapse(pattern).toLowerCase() === collapsed.toLowerCase()
    : new RegExp(pattern.matches, 'iu').test(collapsed);
}

export const matchesAny = (patterns: readonly Pattern[], text: string): boolean =>
  patterns.some((pattern) => isMatch(pattern, text));

export const alternatives = (column: ColumnRef): readonly Pattern[] =>
  Array.isArray(column) ? (column as readonly Pattern[]) : [column as Pattern];

export const shown = (column: ColumnRef): string =>
  alternatives(column)
    .map((pattern) => (typeof pattern === 'string' ? `"${pattern}"` : `/${pattern.matches}/i`))
    .join(' or ');
