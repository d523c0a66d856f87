import type { Refusals } from '@tabularium/kernel';

export const delegationMatrixRefusals = {
  NOT_THE_MATRIX: { words: 'The organisation has one matrix, {matrix}', absent: true },
  MATRIX_NOT_FOUND: { words: 'There is no version {version} of the matrix', absent: true },
  NOT_IN_STAGE: { words: 'Version {version} is {stage}; this needs it to be {needed}' },
  ROW_REPEATED: { words: '{holder} has two rows for {matter}' },
  HOLDER_UNKNOWN: { words: '{holder} is neither a role nor a standing body' },
  HOLDER_BARRED: { words: '{holder} decides nothing' },
  CURRENCIES_DIFFER: { words: 'The limits of {matter} are in different currencies' },
  CUMULATIVE_INCOMPLETE: { words: 'A cumulative limit has a window, the currency of the single limit, and is no less' },
  LIMIT_INVERSION: { words: '{holder} stands above {below} for {matter} and may decide less' },
  NO_TERMINAL_AUTHORITY: { words: '{matter} needs exactly one holder without limit, the last: a body' },
  DECISION_NEEDED: { words: 'This takes the decision of a board' },
  SOD_SELF_APPROVAL: { words: 'Who drafted the version does not approve it' },
  FROM_IN_PAST: { words: 'The first day has passed; nothing here takes effect backwards' },
  BEFORE_APPROVAL: { words: 'The version was approved on {approvedOn}; it was in force no earlier' },
  MATRIX_OVERLAP: { words: 'Version {version} is in force from {from}; the next one begins after that' },
} as const satisfies Refusals;
