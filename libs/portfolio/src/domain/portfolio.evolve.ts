import type { Fold } from '@tabularium/kernel';
import type { PortfolioEvents } from '../contract/portfolio.contract';
import { componentKey, type Portfolio } from './portfolio.state';

/** How each event changes what the rules of a portfolio read. A ladder may apply from before the charter. */
export const evolvePortfolio: Fold<Portfolio, PortfolioEvents>['evolve'] = {
  PortfolioChartered: (state, { ccy }) => ({ ...state, stage: 'open', ccy }),
  FundingEnvelopeSet: (state, { fiscalYear, amount }) => ({
    ...state,
    envelopes: { ...state.envelopes, [fiscalYear]: amount },
  }),
  ComponentAdmitted: (state, admitted) => ({
    ...state,
    components: { ...state.components, [componentKey(admitted)]: admitted.category },
  }),
  ComponentRemoved: (state, removed, { effectiveAt }) => {
    const { [componentKey(removed)]: _, ...components } = state.components;
    return { ...state, components, departed: { ...state.departed, [componentKey(removed)]: effectiveAt } };
  },
  AuthorityLadderSet: (state, { rows, from }, { effectiveAt }) => ({
    ...state,
    ladders: [...state.ladders, { from: from ?? effectiveAt.slice(0, 10), rows }],
  }),
  PortfolioClosed: (state) => ({ ...state, stage: 'closed' }),
};
