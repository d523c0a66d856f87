import { aggregateContract } from '@tabularium/contracts';
import type { DataOf } from '@tabularium/kernel';
import * as commands from './budget.commands';
import * as events from './budget.events';
import { budgetRefusals } from './budget.refusals';

export const budgetContract = aggregateContract({
  category: 'budget',
  title: 'Budget',
  commands: { ...commands },
  events: { ...events },
  refusals: budgetRefusals,
});

export type BudgetCommands = DataOf<typeof budgetContract.commands>;
export type BudgetEvents = DataOf<typeof budgetContract.events>;
export type BudgetRefusal = keyof typeof budgetRefusals;
