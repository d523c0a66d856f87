import type { Money } from '@tabularium/kernel';

/** Data of an authorised command was checked against the command: what looks like money there is money. */
export const isMoney = (value: unknown): value is Money =>
  typeof value === 'object' && value !== null && 'minor' in value && 'ccy' in value;
