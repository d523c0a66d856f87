import type { Refusals } from '@tabularium/kernel';

export const organisationRefusals = {
  UNIT_NOT_FOUND: { words: 'There is no unit {unitId}', absent: true },
  UNIT_EXISTS: { words: 'There is a unit {unitId} already' },
  UNIT_CLOSED: { words: 'The unit {unitId} is closed' },
  ORG_CYCLE: { words: '{parentId} lies within {unitId}' },
  ORG_NOT_EMPTY: { words: 'Units are left below it: {units}' },
  PERSON_NOT_FOUND: { words: 'There is no such person', absent: true },
  FROM_IN_PAST: { words: 'The first day has passed; nothing here takes effect backwards' },
  LEAD_OVERLAPS: { words: '{personId} begins on {from}; the next lead comes after' },
} as const satisfies Refusals;
