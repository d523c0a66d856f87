import { fact, type Decider } from '@tabularium/kernel';
import type { DocketCommands, DocketEvents } from '../contract/docket.contract';

/** What lies before a body; the id is that of the body, whose own stream stays what proposals about it may lean on. */
export interface Docket {
  readonly matters: readonly string[];
}

export const docket: Decider<Docket, DocketCommands, DocketEvents, never> = {
  category: 'docket',
  initial: { matters: [] },
  evolve: {
    MatterTakenUp: ({ matters }, { itemId }) => ({ matters: [...matters, itemId] }),
    MatterLaidDown: ({ matters }, { itemId }) => ({ matters: matters.filter((other) => other !== itemId) }),
  },
  decide: {
    TakeUpMatter: ({ itemId }, { matters }) => (matters.includes(itemId) ? [] : [fact('MatterTakenUp', { itemId })]),
    LayDownMatter: ({ itemId }, { matters }) => (matters.includes(itemId) ? [fact('MatterLaidDown', { itemId })] : []),
  },
};
