import type { Refusals } from '@tabularium/kernel';

export const costLedgerRefusals = {
  PROJECT_NOT_FOUND: { words: 'There is no project {projectId}', absent: true },
  CURRENCY_MISMATCH: { words: 'The money of the project is in {ccy}' },
  DUPLICATE_ENTRY: { words: '{duplicate} is in the ledger already' },
  EFFECTIVE_IN_FUTURE: { words: 'An actual arose today or earlier' },
  PERIOD_CLOSED: { words: 'The period {period} is closed' },
  NOT_LATE: { words: 'An entry is late when it arose in a closed period' },
  BUDGET_CLOSED: { words: 'The budget is closed; nothing more is committed' },
  RELEASE_EXCEEDED: { words: 'Of the release, {available} is available' },
  ENTRY_NOT_FOUND: { words: 'There is no such entry', absent: true },
  ALREADY_REVERSED: { words: 'The entry is reversed already' },
  COMMITMENT_NOT_FOUND: { words: 'There is no commitment {commitmentId}', absent: true },
  PERIOD_NOT_OVER: { words: 'The period {period} lies in the future' },
  PERIOD_NOT_CLOSED: { words: 'The period {period} is not closed' },
  RECONCILIATION_DIFFERENCE: { words: 'Accounts and entries differ by {difference}; explain it' },
  SOD_POSTER_CLOSES: { words: 'Who posted in a period does not close it' },
  REOPENING_NOT_REQUESTED: { words: 'Nobody asked for {period} to be opened again' },
  SOD_TWO_PERSONS: { words: 'A second person confirms' },
} as const satisfies Refusals;
