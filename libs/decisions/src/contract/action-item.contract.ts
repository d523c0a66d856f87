import { aggregateContract } from '@tabularium/contracts';
import type { DataOf, Refusals } from '@tabularium/kernel';
import * as commands from './action-item.commands';
import * as events from './action-item.events';

const actionItemRefusals = {
  ACTION_NOT_FOUND: { words: 'There is no such action', absent: true },
  ACTION_EXISTS: { words: 'Another action is already raised under this id' },
  ACTION_STAGE: { words: 'The action is {stage}; this needs it to be {needed}' },
  NOT_OWNER: { words: 'This is for {owner}, who owns the action' },
  SOD_SELF_VERIFICATION: { words: 'The owner of an action does not find it done' },
  NOT_RAISER: { words: 'Only who raised the action cancels it' },
  DATE_PAST: { words: 'The day must lie after today' },
} as const satisfies Refusals;

export const actionItemContract = aggregateContract({
  category: 'actionItem',
  title: 'Action',
  commands: { ...commands },
  events: { ...events },
  refusals: actionItemRefusals,
});

export type ActionItemCommands = DataOf<typeof actionItemContract.commands>;
export type ActionItemEvents = DataOf<typeof actionItemContract.events>;
export type ActionItemRefusal = keyof typeof actionItemRefusals;
