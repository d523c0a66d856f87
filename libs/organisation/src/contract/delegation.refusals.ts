import type { Refusals } from '@tabularium/kernel';
import { rateNotPublished } from './exchange-rate';

export const delegationRefusals = {
  DELEGATION_NOT_FOUND: { words: 'There is no delegation {delegationId} in force here', absent: true },
  PERSON_NOT_FOUND: { words: 'There is no such person', absent: true },
  STREAM_NAMES_ANOTHER: { words: 'The id of the stream ends with the person it is for, {to}' },
  SOD_SELF_GRANT: { words: 'Nobody gives a role or a limit to themselves' },
  SOD_ROLE_CLASH: { words: '{role} does not go together with {held}' },
  DATES_REVERSED: { words: 'The last day lies before the first' },
  FROM_IN_PAST: { words: 'The first day has passed; nothing here takes effect backwards' },
  DELEGATION_TOO_LONG: { words: 'A delegation lasts at most {days} days' },
  DELEGATION_EXCEEDS_SOURCE: { words: 'Your own authority for {matter} covers no such amount for these days' },
  RATE_NOT_PUBLISHED: rateNotPublished,
  NO_SUBDELEGATION: { words: 'What was delegated to you for {matter} is not yours to delegate' },
  NOT_YOURS: { words: 'Only {whose} does this' },
} as const satisfies Refusals;
