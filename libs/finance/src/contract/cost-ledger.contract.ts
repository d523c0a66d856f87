import { aggregateContract } from '@tabularium/contracts';
import type { DataOf } from '@tabularium/kernel';
import * as commands from './cost-ledger.commands';
import * as events from './cost-ledger.events';
import { costLedgerRefusals } from './cost-ledger.refusals';

export const costLedgerContract = aggregateContract({
  category: 'costLedger',
  title: 'Cost ledger',
  commands: { ...commands },
  events: { ...events },
  refusals: costLedgerRefusals,
});

export type CostLedgerCommands = DataOf<typeof costLedgerContract.commands>;
export type CostLedgerEvents = DataOf<typeof costLedgerContract.events>;
export type CostLedgerRefusal = keyof typeof costLedgerRefusals;
