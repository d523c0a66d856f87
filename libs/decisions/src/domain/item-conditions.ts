import { fact, refuse, type Refusal } from '@tabularium/kernel';
import type { DecisionItemRefusal } from '../contract/decision-item.contract';
import { holdOf, unmet, type ConditionStanding, type DecisionItem } from './decision-item.state';
import { advance } from './item-effects';
import { decidedFault, decisionFault, type Decided, type Happens, type OfMoney, type Rules } from './item-rules';
import { undone } from './undone';

export const conditionRules: Rules<
  'SubmitConditionEvidence' | 'DischargeCondition' | 'WaiveCondition' | 'ExtendCondition' | 'BreachCondition'
> = {
  SubmitConditionEvidence: (evidence, state, { actor }) =>
    whenUnmet(state, evidence, () => [fact('ConditionEvidenceSubmitted', { ...evidence, by: actor.id })]),

  DischargeCondition: ({ conditionId, note }, state, { actor, today }) =>
    isMet(state, conditionId)
      ? []
      : whenUnmet(state, { conditionId }, ({ evidenceBy }) => {
          if (evidenceBy.length === 0) return refuse('CONDITION_UNPROVEN', { conditionId });
          if (evidenceBy.includes(actor.id)) return refuse('SOD_SELF_DISCHARGE');
          const discharged = fact('ConditionDischarged', { conditionId, by: actor.id, ...(note ? { note } : {}) });
          return [discharged, ...released(state, conditionId, today)];
        }),

  WaiveCondition: ({ conditionId, reason }, state, context) =>
    isMet(state, conditionId)
      ? []
      : whenUnmet(state, { conditionId }, () => {
          const decisionNo = context.authority.ref ?? '';
          const waived = fact('ConditionWaived', { conditionId, decisionNo, reason }, { reason });
          return decisionFault(state, context) ?? [waived, ...released(state, conditionId, context.today)];
        }),

  ExtendCondition: ({ conditionId, dueOn, reason }, state, context) =>
    whenUnmet(state, { conditionId }, ({ dueOn: dueOnFrom }) => {
      const fault = decisionFault(state, context);
      if (fault) return fault;
      if (dueOn <= context.today) return refuse('DATE_PAST');
      if (dueOn === dueOnFrom) return [];
      const decisionNo = context.authority.ref ?? '';
      const extended = fact('ConditionExtended', { conditionId, dueOnFrom, dueOn, decisionNo, reason }, { reason });
      return [extended, ...resumed(state, conditionId, context.today)];
    }),

  BreachCondition: ({ conditionId }, state, { today, facts }) => {
    const condition = state.conditions.find(({ id }) => id === conditionId);
    if (condition?.state !== 'OPEN' || today <= condition.dueOn || decidedFault(state)) return [];
    return [breachOf(condition), ...consequence(state, condition, facts)];
  },
};

const isMet = ({ conditions }: DecisionItem, conditionId: string): boolean =>
  conditions.some(({ id, state }) => id === conditionId && (state === 'DISCHARGED' || state === 'WAIVED'));

function whenUnmet(
  state: DecisionItem,
  { conditionId }: { readonly conditionId: string },
  decide: (condition: ConditionStanding) => Decided,
): Decided {
  const fault: Refusal<DecisionItemRefusal> | undefined = decidedFault(state);
  if (fault) return fault;
  const condition = unmet(state).find(({ id }) => id === conditionId);
  return condition ? decide(condition) : refuse('CONDITION_NOT_FOUND', { conditionId });
}

/** A condition less: what it held back goes on. */
function released(state: DecisionItem, conditionId: string, today: string): Happens {
  const conditions = state.conditions.filter(({ id }) => id !== conditionId);
  return resumed({ ...state, conditions }, conditionId, today);
}

function resumed(state: DecisionItem, conditionId: string, today: string): Happens {
  const because = holdOf(conditionId);
  const holds = state.holds.filter((hold) => hold !== because);
  const held = holds.length < state.holds.length;
  return [...(held ? [fact('DecisionResumed', { because })] : []), ...advance({ ...state, holds }, today)];
}

const breachOf = ({ id, onBreach, dueOn, owner, text }: ConditionStanding) =>
  fact('ConditionBreached', { conditionId: id, policy: onBreach, dueOn, owner, text });

function consequence(state: DecisionItem, { id, onBreach }: ConditionStanding, money: OfMoney): Happens {
  const because = holdOf(id);
  if (onBreach === 'SUSPEND') return [fact('DecisionSuspended', { because })];
  const others = { ...state, conditions: state.conditions.filter((other) => other.id !== id) };
  if (onBreach === 'LAPSE') return [fact('DecisionLapsed', { because, ...undone(others, money) })];
  return [];
}
