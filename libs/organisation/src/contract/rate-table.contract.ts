import { aggregateContract } from '@tabularium/contracts';
import type { DataOf } from '@tabularium/kernel';
import * as commands from './rate-table.commands';
import * as events from './rate-table.events';
import { rateTableRefusals } from './rate-table.refusals';

export const rateTableContract = aggregateContract({
  category: 'rateTable',
  title: 'Exchange rates',
  commands: { ...commands },
  events: { ...events },
  refusals: rateTableRefusals,
});

export type RateTableCommands = DataOf<typeof rateTableContract.commands>;
export type RateTableEvents = DataOf<typeof rateTableContract.events>;
export type RateTableRefusal = keyof typeof rateTableRefusals;
