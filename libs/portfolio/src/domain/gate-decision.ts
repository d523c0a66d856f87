import { compare, fact, limitText, refuse, type Context, type Decision, type Refusal } from '@tabularium/kernel';
import type { GateReviewCommands, GateReviewEvents, GateReviewRefusal } from '../contract/gate-review.contract';
import type { GateOutcome } from '../contract/vocabulary';
import { unmetCriteria, type GateReview } from './gate-review.state';

type Asked = GateReviewCommands['RecordGateDecision'];
type Decided = Decision<GateReviewEvents, GateReviewRefusal>;
type Fault = Refusal<GateReviewRefusal> | undefined;

/** The fields every event of the attempt carries. */
interface Attempt {
  readonly projectId: string;
  readonly gate: string;
  readonly attempt: number;
}

const passing: ReadonlySet<GateOutcome> = new Set<GateOutcome>(['PASS', 'CONDITIONAL']);

/** The facts of a decision that nothing speaks against. */
export function decideGate(asked: Asked, state: GateReview, attempt: Attempt, context: Context): Decided {
  const fault = formFault(asked) ?? moneyFault(asked, context) ?? readinessFault(asked, state, context);
  return fault ?? outcomes[asked.outcome](asked, state, attempt);
}

function formFault({ outcome, conditions = [], stageAuthorised, fundsReleased }: Asked): Fault {
  if (outcome === 'CONDITIONAL' && conditions.length === 0) return refuse('CONDITIONS_MISSING');
  if (outcome !== 'CONDITIONAL' && conditions.length > 0) return refuse('CONDITIONS_WITHOUT_PASS');
  if (!passing.has(outcome) && (stageAuthorised ?? fundsReleased)) return refuse('FUNDS_WITHOUT_PASS');
  const ids = conditions.map(({ id }) => id);
  const repeated = ids.find((id, at) => ids.indexOf(id) !== at);
  return repeated ? refuse('CONDITION_REPEATED', { conditionId: repeated }) : undefined;
}

/** A system acting on a board's decision carries that decision as its authority and needs no limit of its own. */
function moneyFault({ stageAuthorised, fundsReleased }: Asked, { authority }: Context): Fault {
  if (authority.basis === 'ROLE') return refuse('AUTHORITY_MISSING');
  const covered = [stageAuthorised, fundsReleased].every((amount) => !amount || authority.covers(amount));
  if (!covered) return refuse('AUTHORITY_EXCEEDED', { limit: limitText(authority) });
  if (!stageAuthorised || !fundsReleased) return undefined;
  if (stageAuthorised.ccy !== fundsReleased.ccy) return refuse('CURRENCIES_DIFFER');
  return compare(fundsReleased, stageAuthorised) > 0 ? refuse('FUNDS_ABOVE_STAGE') : undefined;
}

function readinessFault({ outcome, validUntil }: Asked, { stage, readyBy }: GateReview, context: Context): Fault {
  if (readyBy === context.actor.id) return refuse('SOD_READINESS_DECIDER');
  if (passing.has(outcome) && stage !== 'ready') return refuse('NOT_READY');
  return validUntil && validUntil < context.today ? refuse('VALIDITY_PAST') : undefined;
}

const outcomes: Readonly<Record<GateOutcome, (asked: Asked, state: GateReview, attempt: Attempt) => Decided>> = {
  PASS: (asked, _, attempt) => [fact('GatePassed', { ...attempt, ...passed(asked) }, { reason: asked.reason })],
  CONDITIONAL: ({ conditions = [], ...asked }, _, attempt) => {
    const decided = fact(
      'GatePassedWithConditions',
      { ...attempt, ...passed(asked), conditions },
      { reason: asked.reason },
    );
    const waits = conditions.some(({ kind }) => kind === 'PRECEDENT');
    return waits ? [decided] : [decided, fact('GatePassed', { ...attempt, ...passed(asked) })];
  },
  REWORK: ({ reason }, state, attempt) => [
    fact('GateReworkRequired', { ...attempt, items: unmetCriteria(state), reason }, { reason }),
  ],
  HOLD: ({ reason, reviewBy }, _, attempt) => [
    fact('GateHeld', { ...attempt, ...(reviewBy ? { reviewBy } : {}), reason }, { reason }),
  ],
  STOP: ({ reason }, _, attempt) => [fact('GateStopped', { ...attempt, reason }, { reason })],
};

/** What a pass gives, without fields that were not stated. */
const passed = ({ stageAuthorised, fundsReleased, validUntil, reason }: Omit<Asked, 'outcome'>) => ({
  ...(stageAuthorised ? { stageAuthorised } : {}),
  ...(fundsReleased ? { fundsReleased } : {}),
  ...(validUntil ? { validUntil } : {}),
  reason,
});
