import type { Money, Reading } from '@tabularium/kernel';
import type { BudgetEvents } from './budget.contract';

/** What rules elsewhere need of a budget. No currency = there is no budget; no release = nothing is released. */
export interface BudgetStanding {
  readonly ccy?: string;
  readonly authorised?: Money;
  readonly released?: Money;
  /** The change that the open proposal names, if there is one and it does. */
  readonly proposedChange?: string;
  readonly closed: boolean;
}

/** `read(budgetStanding, projectId)`. */
export const budgetStanding: Reading<BudgetStanding, BudgetEvents> = {
  category: 'budget',
  initial: { closed: false },
  evolve: {
    BudgetCreated: (state, { ccy }) => ({ ...state, ccy }),
    BudgetApproved: (state, { authorised }) => ({ ...state, authorised }),
    RevisionProposed: (state, { changeId }) => (changeId ? { ...state, proposedChange: changeId } : decided(state)),
    RevisionRejected: (state) => decided(state),
    BudgetRevised: (state, { authorisedTo }) => ({ ...decided(state), authorised: authorisedTo }),
    StageFundsReleased: (state, { releasedTo }) => ({ ...state, released: releasedTo }),
    StageFundsRevoked: (state, { releasedTo }) => ({ ...state, released: releasedTo }),
    BudgetClosed: (state) => ({ ...state, closed: true }),
  },
};

const decided = ({ proposedChange: _, ...state }: BudgetStanding): BudgetStanding => state;
