import { aggregateContract } from '@tabularium/contracts';
import type { DataOf, Refusals } from '@tabularium/kernel';
import * as commands from './authority-use.commands';
import * as events from './authority-use.events';
import { rateNotPublished } from './exchange-rate';

export const authorityUseRefusals = {
  AUTHORITY_EXCEEDED_CUMULATIVE: {
    words:
      'Approvals on {projectId} within {windowDays} days would come to {total}, above the cumulative limit of ' +
      '{limit} of {holder}; this goes to {referTo}',
  },
  CO_SIGN_NEEDED: {
    words: 'Under this limit somebody else, a {role}, signs first, and what they signed must not have changed since',
  },
  RATE_NOT_PUBLISHED: rateNotPublished,
} as const satisfies Refusals;

export const authorityUseContract = aggregateContract({
  category: 'authorityUse',
  title: 'Use of delegated authority',
  commands: { ...commands },
  events: { ...events },
  refusals: authorityUseRefusals,
});

export type AuthorityUseCommands = DataOf<typeof authorityUseContract.commands>;
export type AuthorityUseEvents = DataOf<typeof authorityUseContract.events>;
export type AuthorityUseRefusal = keyof typeof authorityUseRefusals;
