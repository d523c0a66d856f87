import type { LocalDate } from '@tabularium/kernel';
import * as store from '@tabularium/read-store';
import type { Condition, Row } from '@tabularium/read-store';

/** Values of a row by the type their column has; blank where the row holds none. */
export const textIn = (row: Row, column: string): string => store.textIn(row, column) ?? '';

export const intIn = (row: Row, column: string): number => store.intIn(row, column) ?? 0;

export const ofBody = (body: string): Condition => ({ column: 'body', is: 'in', values: [body] });

/** A row with `from` and `until` holds on a day; without `until` it has no end. */
export const isOn = (row: Row, day: LocalDate): boolean =>
  textIn(row, 'from') <= day && (textIn(row, 'until') || day) >= day;

/** A row of `seats` that somebody fills on a day. */
export const isFilled = (row: Row, day: LocalDate): boolean => textIn(row, 'personId') !== '' && isOn(row, day);
