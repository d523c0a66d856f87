import type { Refusals } from '@tabularium/kernel';

export const interestRegisterRefusals = {
  NOT_YOUR_REGISTER: { words: 'Everybody declares their own interests' },
  INTEREST_NOT_FOUND: { words: 'There is no interest {interestId} that stands', absent: true },
  INTEREST_DECLARED: { words: 'This interest is declared already, as {interestId}' },
  INTERESTS_STAND: { words: 'Interests are declared for {year}: {interests}' },
  NOTHING_STANDS: { words: 'No interest is declared for {year}; attest that there is none' },
  DATE_AHEAD: { words: 'This day is still to come' },
  DATES_REVERSED: { words: 'The last day lies before the first' },
  YEAR_WRONG: { words: 'The return is for this year, {year}, or the one before' },
} as const satisfies Refusals;
