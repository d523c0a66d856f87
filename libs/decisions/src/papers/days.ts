import type { LocalDate } from '@tabularium/kernel';

const DAY_MS = 86_400_000;

/** Whole days from one day to another; negative if the other comes first. */
export const daysBetween = (from: LocalDate, to: LocalDate): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
