import { aggregateContract } from '@tabularium/contracts';
import type { DataOf } from '@tabularium/kernel';
import { CommandRefused } from './refusals.events';

/** Written by the runtime beside every refusal; nothing commands it. */
export const refusalsContract = aggregateContract({
  category: 'refusals',
  title: 'Refusals',
  commands: {},
  events: { CommandRefused },
  refusals: {},
});

export type RefusalsEvents = DataOf<typeof refusalsContract.events>;
