import type { Refusals } from '@tabularium/kernel';

export const portfolioRefusals = {
  PORTFOLIO_NOT_FOUND: { words: 'There is no such portfolio', absent: true },
  PORTFOLIO_EXISTS: { words: 'A portfolio is already chartered under this code' },
  PORTFOLIO_CLOSED: { words: 'The portfolio is closed' },
  CURRENCY_MISMATCH: { words: 'The portfolio is kept in {ccy}' },
  AUTHORITY_EXCEEDED: { words: 'The amount lies above the delegated limit{limit}' },
  COMPONENT_NOT_FOUND: { words: 'There is no {kind} {componentId}' },
  COMPONENT_ELSEWHERE: { words: '{componentId} belongs to portfolio {portfolioId}' },
  COMPONENT_DEPARTED: { words: '{componentId} left this portfolio on {departedOn}' },
  COMPONENTS_REMAIN: { words: 'Still in the portfolio: {components}' },
  BODY_REPEATED: { words: '{body} stands on more than one rung' },
  LIMIT_INVERSION: { words: '{body} must approve more than the rung below it' },
  NO_TERMINAL_AUTHORITY: { words: 'Exactly one body, the highest, approves without limit' },
} as const satisfies Refusals;
