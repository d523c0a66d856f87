import { isZero, type Process } from '@tabularium/kernel';
import type { GateReviewEvents } from '@tabularium/portfolio/contract';

/** A passed gate releases the money it names. A pass on conditions waits for `GatePassed`, which follows them. */
export const gateReleasesFunds: Process<GateReviewEvents> = {
  name: 'gate-releases-funds',
  on: {
    GatePassed: ({ projectId, gate, attempt, fundsReleased }) =>
      fundsReleased && !isZero(fundsReleased)
        ? [
            {
              category: 'budget',
              id: projectId,
              command: 'ReleaseStageFunds',
              data: { gate, attempt, amount: fundsReleased },
            },
          ]
        : [],
  },
};
