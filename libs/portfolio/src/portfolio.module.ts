import { aggregate, type ContextDefinition } from '@tabularium/http';
import { gateReviewContract } from './contract/gate-review.contract';
import { legacyReturnContract } from './contract/legacy-return.contract';
import { portfolioContract } from './contract/portfolio.contract';
import { programmeContract } from './contract/programme.contract';
import { projectContract } from './contract/project.contract';
import { gateReview } from './domain/gate-review.decider';
import { legacyReturn } from './domain/legacy-return.decider';
import { portfolio } from './domain/portfolio.decider';
import { programme } from './domain/programme.decider';
import { project } from './domain/project.decider';
import { gateReviewFacts, portfolioFacts, programmeFacts, projectFacts } from './facts';
import { legacyReturns } from './views/legacy-returns.view';

export const portfolioContext: ContextDefinition = {
  name: 'portfolio',
  title: 'Portfolio, programmes and projects',
  aggregates: [
    aggregate(portfolioContract, portfolio, portfolioFacts),
    aggregate(programmeContract, programme, programmeFacts),
    aggregate(projectContract, project, projectFacts),
    aggregate(gateReviewContract, gateReview, gateReviewFacts),
    aggregate(legacyReturnContract, legacyReturn),
  ],
  views: [legacyReturns],
  processes: [],
  reports: [],
};
