import { aggregateContract } from '@tabularium/contracts';
import type { DataOf } from '@tabularium/kernel';
import * as commands from './delegation-matrix.commands';
import * as events from './delegation-matrix.events';
import { delegationMatrixRefusals } from './delegation-matrix.refusals';

export const delegationMatrixContract = aggregateContract({
  category: 'delegationMatrix',
  title: 'Delegation matrix',
  commands: { ...commands },
  events: { ...events },
  refusals: delegationMatrixRefusals,
});

export type DelegationMatrixCommands = DataOf<typeof delegationMatrixContract.commands>;
export type DelegationMatrixEvents = DataOf<typeof delegationMatrixContract.events>;
export type DelegationMatrixRefusal = keyof typeof delegationMatrixRefusals;
