import type { Refusals } from '@tabularium/kernel';

export const personRefusals = {
  PERSON_NOT_FOUND: { words: 'There is no such person', absent: true },
  PERSON_EXISTS: { words: 'A person is already registered under this id' },
  SOD_SELF_GRANT: { words: 'Nobody gives a role or a limit to themselves' },
  SOD_ROLE_CLASH: { words: '{role} does not go together with {held}' },
  LAST_DIRECTOR: { words: 'A directorship ends only when another director takes it back' },
  PROJECT_REQUIRED: { words: '{role} is held for one project; name it' },
  PROJECT_NOT_EXPECTED: { words: '{role} is held for the whole organisation, not for a project' },
  DATES_REVERSED: { words: 'The last day lies before the first' },
  FROM_IN_PAST: { words: 'The first day has passed; nothing here takes effect backwards' },
  ROLE_ALREADY_HELD: { words: 'The person holds the role within these days' },
  ROLE_NOT_HELD: { words: 'The person does not hold this role' },
  DELEGATION_OVERLAPS: { words: 'The person has a limit in this matter within these days; take it back first' },
  DELEGATION_NOT_HELD: { words: 'The person has no limit in this matter' },
  SOD_OWN_ACCESS: { words: 'Nobody suspends or restores their own access' },
  DIRECTOR_NEEDED: { words: 'Only a director suspends the access of a director' },
  NOT_SUSPENDED: { words: 'The access of the person is not suspended' },
  RESTORATION_NOT_PROPOSED: { words: 'Nobody has proposed to restore the access' },
  SOD_SECOND_PERSON: { words: 'Restoring access takes a second person' },
  CUMULATIVE_INCOMPLETE: { words: 'A cumulative limit has a window, the currency of the single limit, and is no less' },
} as const satisfies Refusals;
