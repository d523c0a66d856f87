import { aggregateContract } from '@tabularium/contracts';
import type { DataOf } from '@tabularium/kernel';
import * as ballotCommands from './ballot.commands';
import * as ballotEvents from './ballot.events';
import * as conditionCommands from './condition.commands';
import * as conditionEvents from './condition.events';
import { decisionItemRefusals } from './decision-item.refusals';
import * as outcomeCommands from './outcome.commands';
import * as outcomeEvents from './outcome.events';
import * as proposalCommands from './proposal.commands';
import * as proposalEvents from './proposal.events';

export const decisionItemContract = aggregateContract({
  category: 'decisionItem',
  title: 'Decision item',
  commands: { ...proposalCommands, ...ballotCommands, ...conditionCommands, ...outcomeCommands },
  events: { ...proposalEvents, ...ballotEvents, ...conditionEvents, ...outcomeEvents },
  refusals: decisionItemRefusals,
});

export type DecisionItemCommands = DataOf<typeof decisionItemContract.commands>;
export type DecisionItemEvents = DataOf<typeof decisionItemContract.events>;
export type DecisionItemRefusal = keyof typeof decisionItemRefusals;
