import type { Money } from '@tabularium/kernel';

export const isMoneyLike = (value: unknown): value is Money =>
  typeof value === 'object' &&
  value !== null &&
  'minor' in value &&
  'ccy' in value &&
  /^-?\d+$/.test(String(value.minor));
