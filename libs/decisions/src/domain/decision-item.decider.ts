import { noItem } from './decision-item.state';
import { evolveBallot } from './evolve-ballot';
import { evolveOutcome } from './evolve-outcome';
import { evolveProposal } from './evolve-proposal';
import { afterlifeRules } from './item-afterlife';
import { closingRules } from './item-closing';
import { conditionRules } from './item-conditions';
import { conflictRules } from './item-conflicts';
import { effectRules } from './item-effects';
import { openingRules } from './item-opening';
import { proposalRules } from './item-proposal';
import type { ItemDecider } from './item-rules';
import { urgentRules } from './item-urgent';
import { votingRules } from './item-voting';

/** One matter from its proposal to what became of its decision. Everything of its ballots lies in its own stream. */
export const decisionItem: ItemDecider = {
  category: 'decisionItem',
  initial: noItem,
  evolve: { ...evolveProposal, ...evolveBallot, ...evolveOutcome },
  decide: {
    ...proposalRules,
    ...conflictRules,
    ...openingRules,
    ...votingRules,
    ...closingRules,
    ...urgentRules,
    ...conditionRules,
    ...effectRules,
    ...afterlifeRules,
  },
};
