import type { Money } from '@tabularium/kernel';
import type { Row } from '@tabularium/read-store';

/** Values of a row by the type their column has; null where the row holds none. */
export const textIn = (row: Row, column: string): string | null => {
  const value = row[column];
  return typeof value === 'string' ? value : null;
};

export const listIn = (row: Row, column: string): readonly string[] => {
  const value = row[column];
  return Array.isArray(value) ? value.map(String) : [];
};

export function moneyIn(row: Row, column: string): Money | null {
  const value = row[column];
  if (typeof value !== 'object' || value === null || !('minor' in value) || !('ccy' in value)) return null;
  return { minor: String(value.minor), ccy: String(value.ccy) };
}
