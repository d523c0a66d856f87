import { aggregateContract } from '@tabularium/contracts';
import type { DataOf } from '@tabularium/kernel';
import * as commands from './delegation.commands';
import * as events from './delegation.events';
import { delegationRefusals } from './delegation.refusals';

export const delegationContract = aggregateContract({
  category: 'delegation',
  title: 'Personal delegation',
  commands: { ...commands },
  events: { ...events },
  refusals: delegationRefusals,
});

export type DelegationCommands = DataOf<typeof delegationContract.commands>;
export type DelegationEvents = DataOf<typeof delegationContract.events>;
export type DelegationRefusal = keyof typeof delegationRefusals;
