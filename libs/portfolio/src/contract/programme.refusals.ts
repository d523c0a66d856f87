import type { Refusals } from '@tabularium/kernel';

export const programmeRefusals = {
  PROGRAMME_NOT_FOUND: { words: 'There is no such programme', absent: true },
  PROGRAMME_EXISTS: { words: 'A programme is already mandated under this code' },
  PROGRAMME_CLOSED: { words: 'The programme is closed' },
  PORTFOLIO_NOT_OPEN: { words: 'There is no open portfolio {portfolioId}' },
  SRO_MISSING: { words: 'A senior responsible owner must be appointed first' },
} as const satisfies Refusals;
