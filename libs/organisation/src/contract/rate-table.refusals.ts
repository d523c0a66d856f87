import type { Refusals } from '@tabularium/kernel';

export const rateTableRefusals = {
  NOT_THE_RATES: { words: 'The organisation has one series of tables, {rates}', absent: true },
  TABLE_NOT_FOUND: { words: 'There is no table of {date}', absent: true },
  TABLE_PUBLISHED: { words: 'Table {table} is published for {date}; it is corrected, not published again' },
  RATE_NOT_POSITIVE: { words: 'The rate of {currency} is not above zero' },
  CURRENCY_REPEATED: { words: '{currency} stands twice in the table' },
  BASE_LISTED: { words: '{currency} is the base; a rate of it to itself says nothing' },
} as const satisfies Refusals;
