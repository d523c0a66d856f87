import { aggregateContract } from '@tabularium/contracts';
import type { DataOf } from '@tabularium/kernel';
import { RecordLegacyReturn } from './legacy-return.commands';
import * as events from './legacy-return.events';
import { legacyReturnRefusals } from './legacy-return.refusals';

export const legacyReturnContract = aggregateContract({
  category: 'legacyReturn',
  title: 'Imported return',
  commands: { RecordLegacyReturn },
  events: { ...events },
  refusals: legacyReturnRefusals,
});

export type LegacyReturnCommands = DataOf<typeof legacyReturnContract.commands>;
export type LegacyReturnEvents = DataOf<typeof legacyReturnContract.events>;
export type LegacyReturnRefusal = keyof typeof legacyReturnRefusals;
