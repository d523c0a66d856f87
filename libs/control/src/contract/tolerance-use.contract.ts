import { aggregateContract } from '@tabularium/contracts';
import type { DataOf, Refusals } from '@tabularium/kernel';
import * as commands from './tolerance-use.commands';
import * as events from './tolerance-use.events';

export const toleranceUseContract = aggregateContract({
  category: 'toleranceUse',
  title: 'Use of the tolerances of a project',
  commands: { ...commands },
  events: { ...events },
  refusals: {} as const satisfies Refusals,
});

export type ToleranceUseCommands = DataOf<typeof toleranceUseContract.commands>;
export type ToleranceUseEvents = DataOf<typeof toleranceUseContract.events>;
