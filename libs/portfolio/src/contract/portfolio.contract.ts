import { aggregateContract } from '@tabularium/contracts';
import type { DataOf } from '@tabularium/kernel';
import {
  AdmitComponent,
  CharterPortfolio,
  ClosePortfolio,
  RemoveComponent,
  SetAuthorityLadder,
  SetFundingEnvelope,
} from './portfolio.commands';
import * as events from './portfolio.events';
import { portfolioRefusals } from './portfolio.refusals';

export const portfolioContract = aggregateContract({
  category: 'portfolio',
  title: 'Portfolio',
  commands: {
    CharterPortfolio,
    SetFundingEnvelope,
    AdmitComponent,
    RemoveComponent,
    SetAuthorityLadder,
    ClosePortfolio,
  },
  events: { ...events },
  refusals: portfolioRefusals,
});

export type PortfolioCommands = DataOf<typeof portfolioContract.commands>;
export type PortfolioEvents = DataOf<typeof portfolioContract.events>;
export type PortfolioRefusal = keyof typeof portfolioRefusals;
