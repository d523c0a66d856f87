import type { Row, RowVersion } from '@tabularium/read-store';
import { formatValue } from './value';

/** What is different, in words: `rating: AMBER → RED; endsOn: 2030-12-31 → 2033-12-31`. */
export function changesBetween(before: Row | null, after: Row | null): string {
  if (after === null) return '(gone)';
  const names = Object.keys(after).filter((name) => formatValue(before?.[name]) !== formatValue(after[name]));
  if (before === null) return `first: ${names.map((name) => `${name} ${formatValue(after[name])}`).join('; ')}`;
  return names.map((name) => `${name}: ${formatValue(before[name])} → ${formatValue(after[name])}`).join('; ');
}

/** What a version changes against the one in force before it, as both were known when it became known. */
export function changeOf(version: RowVersion, before: readonly RowVersion[]): string {
  const known = before.filter((other) => isKnownAt(other, version.knownFrom));
  return changesBetween(known.at(-1)?.row ?? null, version.row);
}

/** `#12` while it still stands; `#12 until #40` when later knowledge took its place. */
export const knowledgeOf = ({ knownFrom, knownTo }: Pick<RowVersion, 'knownFrom' | 'knownTo'>): string =>
  knownTo === null ? `#${knownFrom}` : `#${knownFrom} until #${knownTo}`;

const isKnownAt = ({ knownFrom, knownTo }: RowVersion, index: number): boolean =>
  knownFrom <= index && (knownTo === null || knownTo > index);
