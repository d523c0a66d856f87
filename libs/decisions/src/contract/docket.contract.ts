import { aggregateContract } from '@tabularium/contracts';
import type { DataOf, Refusals } from '@tabularium/kernel';
import * as commands from './docket.commands';
import * as events from './docket.events';

const docketRefusals = {} as const satisfies Refusals;

export const docketContract = aggregateContract({
  category: 'docket',
  title: 'Docket of a body',
  commands: { ...commands },
  events: { ...events },
  refusals: docketRefusals,
});

export type DocketCommands = DataOf<typeof docketContract.commands>;
export type DocketEvents = DataOf<typeof docketContract.events>;
