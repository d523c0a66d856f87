import type { Decider } from '@tabularium/kernel';
import type { RefusalsEvents } from '../contract/refusals.contract';

/** Nothing is decided here: the runtime records refusals, each in a stream named by the refused command's key. */
export const refusalsRecord: Decider<null, Readonly<Record<never, object>>, RefusalsEvents> = {
  category: 'refusals',
  initial: null,
  evolve: { CommandRefused: (state) => state },
  decide: {},
};
