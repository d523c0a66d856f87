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
import { approvalCompetence } from './reports/approval-competence.query';
import { authorityLadders } from './views/authority-ladders.view';
import { confidenceHistory } from './views/confidence-history.view';
import { departedComponents } from './views/departed-components.view';
import { gateAttempts } from './views/gate-attempts.view';
import { gatePipeline } from './views/gate-pipeline.view';
import { legacyApprovals } from './views/legacy-approvals.view';
import { legacyMilestones } from './views/legacy-milestones.view';
import { legacyReturns } from './views/legacy-returns.view';
import { portfolioDashboard } from './views/portfolio-dashboard.view';
import { portfolios } from './views/portfolios.view';
import { programmes } from './views/programmes.view';
import { projectRegister } from './views/project-register.view';

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
  views: [
    portfolios,
    authorityLadders,
    programmes,
    projectRegister,
    departedComponents,
    portfolioDashboard,
    gatePipeline,
    gateAttempts,
    confidenceHistory,
    legacyReturns,
    legacyMilestones,
    legacyApprovals,
  ],
  processes: [],
  reports: [approvalCompetence],
};
