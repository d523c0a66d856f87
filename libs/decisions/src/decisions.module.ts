import { aggregate, type ContextDefinition } from '@tabularium/http';
import { actionItemContract } from './contract/action-item.contract';
import { decisionItemContract } from './contract/decision-item.contract';
import { decisionRegisterContract } from './contract/decision-register.contract';
import { docketContract } from './contract/docket.contract';
import { documentContract } from './contract/document.contract';
import { governanceBodyContract } from './contract/governance-body.contract';
import { meetingContract } from './contract/meeting.contract';
import { actionItem } from './domain/action-item.decider';
import { decisionItem } from './domain/decision-item.decider';
import { decisionRegister } from './domain/decision-register.decider';
import { docket } from './domain/docket.decider';
import { document } from './domain/document.decider';
import { governanceBody } from './domain/governance-body.decider';
import { meeting } from './domain/meeting.decider';
import { governanceBodyFacts, meetingFacts } from './facts';
import { decisionItemFacts } from './item-facts';
import { decisionEffects } from './processes/decision-effects.process';
import { decisionFollowUp } from './processes/decision-follow-up.process';
import { decisionNumbers } from './processes/decision-numbers.process';
import { mattersOfBodies } from './processes/matters-of-bodies.process';
import { actionTrackerReport } from './reports/action-tracker.query';
import { boardPack } from './reports/board-pack.query';
import { correctedBases } from './reports/corrected-bases.query';
import { counterfactual } from './reports/counterfactual.query';
import { governancePerformance } from './reports/governance-performance.query';
import { interestRegisterReport } from './reports/interest-register.query';
import { minutes } from './reports/minutes.query';
import { preFlight } from './reports/pre-flight.query';
import { actionTracker } from './views/action-tracker.view';
import { approvals } from './views/approvals.view';
import { ballots } from './views/ballots.view';
import { conditionsView } from './views/conditions.view';
import { conflicts } from './views/conflicts.view';
import { deadlines } from './views/deadlines.view';
import { decisionItems } from './views/decision-items.view';
import { decisionRegisterView } from './views/decision-register.view';
import { governanceBodies } from './views/governance-bodies.view';
import { leaves } from './views/leaves.view';
import { meetings } from './views/meetings.view';
import { seats } from './views/seats.view';
import { votes } from './views/votes.view';
import { withheldPapers } from './withheld-papers';

export const decisionsContext: ContextDefinition = {
  name: 'decisions',
  title: 'Boards and decisions',
  aggregates: [
    aggregate(governanceBodyContract, governanceBody, governanceBodyFacts),
    aggregate(meetingContract, meeting, meetingFacts),
    aggregate(decisionItemContract, decisionItem, decisionItemFacts),
    aggregate(decisionRegisterContract, decisionRegister),
    aggregate(docketContract, docket),
    aggregate(documentContract, document),
    aggregate(actionItemContract, actionItem),
  ],
  views: [
    governanceBodies,
    seats,
    meetings,
    leaves,
    decisionItems,
    decisionRegisterView,
    ballots,
    votes,
    conditionsView,
    conflicts,
    actionTracker,
    approvals,
    deadlines,
  ],
  deadlines: [deadlines],
  withholding: withheldPapers,
  processes: [decisionNumbers, decisionEffects, decisionFollowUp, mattersOfBodies],
  reports: [
    governancePerformance,
    preFlight,
    counterfactual,
    correctedBases,
    boardPack,
    minutes,
    actionTrackerReport,
    interestRegisterReport,
  ],
};
