import type { Money, Reading } from '@tabularium/kernel';
import type { BudgetEvents } from './budget.contract';

/** What rules elsewhere need of a budget. No currency = there is no budget; no release = nothing is released. */
export interface BudgetStanding {
  readonly ccy?: string;
  readonly authorised?: Money;
  readonly released?: Money;
  readonly closed: boolean;
}

type Standing = Reading<BudgetStanding, BudgetEvents>;

/** `read(budgetStanding, projectId)`. */
export const budgetStanding: Standing = {
  category: 'budget',
  initial: { closed: false },
  evolve: {
    BudgetCreated: (state, { ccy }) => ({ ...state, ccy }),
    BudgetApproved: (state, { authorised }) => ({ ...state, authorised }),
    BudgetRevised: (state, { authorisedTo }) => ({ ...state, authorised: authorisedTo }),
    StageFundsReleased: (state, { releasedTo }) => ({ ...state, released: releasedTo }),
    StageFundsRevoked: (state, { releasedTo }) => ({ ...state, released: releasedTo }),
    BudgetClosed: (state) => ({ ...state, closed: true }),
  },
};
