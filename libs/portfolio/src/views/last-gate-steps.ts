import type { Steps, StepWithKeys } from '@tabularium/read-store';
import type { GateReviewEvents } from '../contract/gate-review.contract';
import type { GateOutcome } from '../contract/vocabulary';

interface WithGate {
  readonly lastGate: string | null;
  readonly lastGateAttempt: number | null;
  readonly lastGateOutcome: string | null;
}

interface OfAttempt {
  readonly projectId: string;
  readonly gate: string;
  readonly attempt: number;
}

/** What was decided last at a gate of the project. A conditional pass stays one when it takes effect. */
export function lastGateSteps<R extends WithGate>() {
  const decided = (outcome: GateOutcome): StepWithKeys<R, OfAttempt> => ({
    keys: ({ data }) => [data.projectId],
    step: (row, { data: { gate, attempt } }) =>
      row && { ...row, lastGate: gate, lastGateAttempt: attempt, lastGateOutcome: outcome },
  });
  const isConditional = (row: R, { gate, attempt }: OfAttempt): boolean =>
    row.lastGate === gate && row.lastGateAttempt === attempt && row.lastGateOutcome === 'CONDITIONAL';
  const passed = decided('PASS');
  return {
    GatePassed: {
      ...passed,
      step: (row, event, key) => (row && isConditional(row, event.data) ? row : passed.step(row, event, key)),
    },
    GatePassedWithConditions: decided('CONDITIONAL'),
    GateReworkRequired: decided('REWORK'),
    GateHeld: decided('HOLD'),
    GateStopped: decided('STOP'),
  } satisfies Steps<R, GateReviewEvents>;
}
