import type { Refusals } from '@tabularium/kernel';

export const changeRequestRefusals = {
  CHANGE_NOT_FOUND: { words: 'There is no such change request', absent: true },
  CHANGE_EXISTS: { words: 'A change request is already raised under this code' },
  CHANGE_CODE_INVALID: { words: 'A change request is named <project>.CR-01, CR-02, …' },
  CHANGE_OUT_OF_ORDER: { words: 'The change request before this one, {previous}, is not raised yet' },
  PROJECT_NOT_FOUND: { words: 'There is no project {projectId}', absent: true },
  PROJECT_CLOSED: { words: 'The project {projectId} is closed' },
  NOT_IN_STAGE: { words: 'The change is {stage}; this needs it to be {needed}' },
  IMPACT_INCOMPLETE: { words: 'The impact is not stated on: {missing}' },
  SOD_SELF_APPROVAL: { words: 'Who raised or submitted a change does not decide it' },
  AUTHORITY_EXCEEDED: { words: 'The cost of the change lies above the delegated limit{limit}' },
  BEYOND_TOLERANCE: {
    words:
      'The change goes beyond the tolerance on {aspect}: without a board the project may have {tolerated} in all; this ' +
      'change asks for {asked}, and changes approved before without a board used {used}. A board decides it',
  },
  TOLERANCE_CURRENCY: {
    words:
      'The tolerance on cost is reckoned in {ccy}; what {changes} would cost is in another currency, so nobody can say ' +
      'what is left of it. A board decides the change',
  },
  DATE_PAST: { words: 'A decision is put off to a day after today' },
  MERGE_TARGET_INVALID: { words: 'A change merges into another undecided or approved change of its project' },
  CURRENCY_MISMATCH: { words: 'The estimate is in {ccy}' },
} as const satisfies Refusals;
