import { addDays, fact, refuse, type Context } from '@tabularium/kernel';
import type { Outcome } from '../contract/vocabulary';
import { amountInLimit, limitFault } from './body-limit';
import type { DecisionItem } from './decision-item.state';
import { matterFault } from './item-opening';
import { decidedFault, decisionFault, type OfMatter, type Rules } from './item-rules';
import { isAgainstAdvice } from './item-voting';
import { undone } from './undone';

export const urgentRules: Rules<'TakeUrgentDecision' | 'RatifyUrgentDecision' | 'LapseUrgentDecision'> = {
  TakeUrgentDecision: ({ rationale }, state, context) => {
    const { facts, actor, today } = context;
    const urgent = facts.body.terms?.urgent;
    const fault = matterFault(state, context);
    if (fault) return fault;
    if (!urgent) return refuse('URGENT_NOT_ALLOWED');
    if (state.proposer === actor.id) return refuse('SOD_SELF_APPROVAL');
    if (isInConflict(state, context)) return refuse('RECUSED', { personId: actor.id });
    const held = { amount: state.amount, rates: facts.rates };
    const above = limitFault(held, urgent.upTo, today, refuse('AUTHORITY_EXCEEDED'));
    if (above) return above;
    const ratifyBy = addDays(today, urgent.ratifyDays);
    return [
      fact('UrgentDecisionTaken', {
        by: actor.id,
        upTo: urgent.upTo,
        ...amountInLimit(held, urgent.upTo),
        ratifyBy,
        rationale,
      }),
      decidedAlone(state, today),
    ];
  },

  RatifyUrgentDecision: (_, state, context) => {
    const fault = decidedFault(state) ?? decisionFault(state, context);
    if (fault) return fault;
    if (!state.urgent) return refuse('NOT_IN_STAGE', { stage: 'decided by the body', needed: 'decided urgently' });
    if (state.urgent.ratified) return [];
    return [fact('UrgentDecisionRatified', { decisionNo: context.authority.ref ?? '' })];
  },

  LapseUrgentDecision: (_, state, { today, facts }) => {
    const { urgent } = state;
    if (!urgent || urgent.ratified || today <= urgent.ratifyBy || decidedFault(state)) return [];
    return [fact('UrgentDecisionLapsed', { by: urgent.by, ...undone(state, facts) })];
  },
};

const isInConflict = ({ resolved }: DecisionItem, { actor }: Context<OfMatter>): boolean =>
  resolved[actor.id] === 'RECUSED';

function decidedAlone(state: DecisionItem, today: string) {
  const { bodyId, matterType, subject, proposedConditions: conditions, effectiveFrom = today } = state;
  const outcome: Outcome = conditions.length > 0 ? 'APPROVED_WITH_CONDITIONS' : 'APPROVED';
  const days = { decidedOn: today, effectiveFrom: effectiveFrom > today ? effectiveFrom : today };
  const againstAdvice = isAgainstAdvice(state, 'FOR');
  return fact('DecisionMade', {
    bodyId,
    matterType,
    subject,
    outcome,
    ...days,
    conditions,
    dissents: [],
    againstAdvice,
  });
}
