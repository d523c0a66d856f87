import { fact, refuse } from '@tabularium/kernel';
import { approves, unmet, type Attempt, type DecisionItem } from './decision-item.state';
import { decidedFault, type Happens, type Rules } from './item-rules';

/** What follows by itself once nothing keeps a decision: it takes effect, and the next authorised command is due. */
export function advance(state: DecisionItem, today: string): Happens {
  const { made, holds } = state;
  if (!made?.decisionNo || !approves(made.outcome) || made.standing === 'ended' || holds.length > 0) return [];
  if (made.standing === 'effective') return nextEffect(state);
  const waits = unmet(state).some(({ kind }) => kind === 'PRECEDENT') || made.effectiveFrom > today;
  if (waits) return [];
  return [fact('DecisionBecameEffective', { decisionNo: made.decisionNo }), ...nextEffect(state)];
}

/** One after the other: nothing is due while one is under way or failed. */
function nextEffect(state: DecisionItem): Happens {
  return state.due || state.failed ? [] : dueEffect(state, { n: state.applied + 1, attempt: 1 });
}

function dueEffect({ effects, made }: DecisionItem, { n, attempt }: Attempt): Happens {
  const effect = effects[n - 1];
  return effect && made?.decisionNo ? [fact('EffectDue', { n, attempt, ...effect, decisionNo: made.decisionNo })] : [];
}

export const effectRules: Rules<'NumberDecision' | 'TakeEffect' | 'RecordEffect' | 'RetryEffect'> = {
  NumberDecision: ({ decisionNo }, state, { today }) => {
    const { made } = state;
    if (!made) return refuse('MATTER_NOT_FOUND');
    if (made.decisionNo === decisionNo) return [];
    if (made.decisionNo) return refuse('DECISION_OTHER', { decisionNo: made.decisionNo });
    return [fact('DecisionNumbered', { decisionNo }), ...advance({ ...state, made: { ...made, decisionNo } }, today)];
  },

  TakeEffect: (_, state, { today }) => (state.made?.standing === 'made' ? advance(state, today) : []),

  RecordEffect: ({ n, attempt, outcome, eventIds = [], code = 'UNKNOWN' }, state, { today }) => {
    const { due, proposer, subject } = state;
    if (due?.n !== n || due.attempt !== attempt) return [];
    if (outcome === 'FAILED') return [fact('EffectFailed', { n, attempt, code, owner: proposer, subject })];
    const { due: _, ...done } = state;
    return [fact('EffectApplied', { n, attempt, eventIds }), ...advance({ ...done, applied: n }, today)];
  },

  RetryEffect: (_, state) => {
    const fault = decidedFault(state);
    if (fault) return fault;
    if (!state.failed || state.holds.length > 0) return refuse('NOTHING_FAILED');
    return dueEffect(state, { n: state.failed.n, attempt: state.failed.attempt + 1 });
  },
};
