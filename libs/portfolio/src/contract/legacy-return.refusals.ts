import type { Refusals } from '@tabularium/kernel';

export const legacyReturnRefusals = {
  RETURN_ID_MISMATCH: { words: 'The return of this source and date has the id {expected}' },
} as const satisfies Refusals;
