import { aggregateContract } from '@tabularium/contracts';
import type { DataOf } from '@tabularium/kernel';
import * as commands from './change-request.commands';
import * as events from './change-request.events';
import { changeRequestRefusals } from './change-request.refusals';

export const changeRequestContract = aggregateContract({
  category: 'changeRequest',
  title: 'Change request',
  commands: { ...commands },
  events: { ...events },
  refusals: changeRequestRefusals,
});

export type ChangeRequestCommands = DataOf<typeof changeRequestContract.commands>;
export type ChangeRequestEvents = DataOf<typeof changeRequestContract.events>;
export type ChangeRequestRefusal = keyof typeof changeRequestRefusals;
