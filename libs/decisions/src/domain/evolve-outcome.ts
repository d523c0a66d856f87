import type { Fold } from '@tabularium/kernel';
import type { DecisionItemEvents } from '../contract/decision-item.contract';
import { APPEAL, type ConditionStanding, type DecisionItem, type Made } from './decision-item.state';

type Evolve = Fold<DecisionItem, DecisionItemEvents>['evolve'];

const made = (state: DecisionItem, change: Partial<Made>): DecisionItem =>
  state.made ? { ...state, made: { ...state.made, ...change } } : state;

const ended = (state: DecisionItem): DecisionItem => made(state, { standing: 'ended' });

const condition = (state: DecisionItem, id: string, change: Partial<ConditionStanding>): DecisionItem => ({
  ...state,
  conditions: state.conditions.map((one) => (one.id === id ? { ...one, ...change } : one)),
});

/** Nothing is under way, nothing failed, nothing is appealed. */
const idle = ({ due: _due, failed: _failed, appeal: _appeal, ...state }: DecisionItem): DecisionItem => state;
const withoutFailed = ({ failed: _, ...state }: DecisionItem): DecisionItem => state;
const withoutDue = ({ due: _, ...state }: DecisionItem): DecisionItem => state;
const withoutAppeal = ({ appeal: _, ...state }: DecisionItem): DecisionItem => state;

/** What becomes of a decision. */
export const evolveOutcome = {
  DecisionMade: (state, { outcome, bodyId, decidedOn, effectiveFrom, conditions }) => ({
    ...idle(state),
    stage: 'decided',
    made: { outcome, bodyId, decidedOn, effectiveFrom, standing: 'made' },
    conditions: conditions.map((one) => ({ ...one, state: 'OPEN', evidenceBy: [] })),
    holds: [],
    applied: 0,
  }),
  UrgentDecisionTaken: (state, { by, ratifyBy }) => ({ ...state, urgent: { by, ratifyBy, ratified: false } }),
  UrgentDecisionRatified: (state) => (state.urgent ? { ...state, urgent: { ...state.urgent, ratified: true } } : state),
  UrgentDecisionLapsed: ended,
  DecisionNumbered: (state, { decisionNo }) => made(state, { decisionNo }),
  DecisionBecameEffective: (state) => made(state, { standing: 'effective' }),
  EffectDue: (state, { n, attempt }) => ({ ...withoutFailed(state), due: { n, attempt } }),
  EffectApplied: (state, { n }) => ({ ...withoutDue(state), applied: n }),
  EffectFailed: (state, { n, attempt }) => ({ ...withoutDue(state), failed: { n, attempt } }),
  DecisionSuspended: (state, { because }) => ({ ...state, holds: [...state.holds, because] }),
  DecisionResumed: (state, { because }) => ({ ...state, holds: state.holds.filter((hold) => hold !== because) }),
  DecisionLapsed: ended,
  DecisionSuperseded: ended,
  DecisionRescinded: ended,
  AppealLodged: (state, { toBody }) => ({ ...state, appeal: { toBody } }),
  AppealDetermined: (state, { outcome }) => {
    const settled = { ...withoutAppeal(state), holds: state.holds.filter((hold) => hold !== APPEAL) };
    return outcome === 'REMITTED' ? { ...ended(settled), stage: 'proposed' } : settled;
  },
  ConditionEvidenceSubmitted: (state, { conditionId, by }) => {
    const submitted = state.conditions.find(({ id }) => id === conditionId)?.evidenceBy ?? [];
    return condition(state, conditionId, { evidenceBy: [...new Set([...submitted, by])] });
  },
  ConditionDischarged: (state, { conditionId }) => condition(state, conditionId, { state: 'DISCHARGED' }),
  ConditionWaived: (state, { conditionId }) => condition(state, conditionId, { state: 'WAIVED' }),
  ConditionExtended: (state, { conditionId, dueOn }) => condition(state, conditionId, { state: 'OPEN', dueOn }),
  ConditionBreached: (state, { conditionId }) => condition(state, conditionId, { state: 'BREACHED' }),
} as const satisfies Partial<Evolve>;
