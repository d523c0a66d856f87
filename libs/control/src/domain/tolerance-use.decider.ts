import { fact, type Decider } from '@tabularium/kernel';
import type { ToleranceUseCommands, ToleranceUseEvents } from '../contract/tolerance-use.contract';

export type ToleranceClaim = ToleranceUseEvents['ToleranceClaimed'];

/** The last claim of each change of a project. */
export interface ToleranceUse {
  readonly claims: readonly ToleranceClaim[];
}

/**
 * Two changes of a project lie in two streams, and neither append knows of the other. So each says here what it is about
 * to use; the revision of this stream decides which comes first, and the other counts it.
 */
export const toleranceUse: Decider<ToleranceUse, ToleranceUseCommands, ToleranceUseEvents, never> = {
  category: 'toleranceUse',
  initial: { claims: [] },
  evolve: {
    ToleranceClaimed: ({ claims }, claim) => ({
      claims: [...claims.filter(({ changeId }) => changeId !== claim.changeId), claim],
    }),
  },
  decide: { ClaimTolerance: (claim) => [fact('ToleranceClaimed', claim)] },
};
