import { addDays, fact, refuse, type Context } from '@tabularium/kernel';
import { entryOf, type ConflictGround } from '../contract/vocabulary';
import { APPEAL, unmetIds, type DecisionItem } from './decision-item.state';
import { advance } from './item-effects';
import {
  decidedFault,
  decisionFault,
  type Fault,
  type Happens,
  type OfMatter,
  type OfMoney,
  type Rules,
} from './item-rules';
import { undone } from './undone';

export const afterlifeRules: Rules<'SupersedeDecision' | 'RescindDecision' | 'LodgeAppeal' | 'DetermineAppeal'> = {
  SupersedeDecision: ({ reason }, state, context) => {
    const fault = decidedFault(state) ?? decisionFault(state, context);
    const superseded = { byDecisionNo: context.authority.ref ?? '', reason, conditionIds: unmetIds(state) };
    return fault ?? [fact('DecisionSuperseded', superseded, { reason })];
  },

  RescindDecision: ({ reason }, state, context) => {
    const fault = decidedFault(state) ?? decisionFault(state, context);
    const rescinded = { byDecisionNo: context.authority.ref ?? '', reason, ...undone(state, context.facts) };
    return fault ?? [fact('DecisionRescinded', rescinded, { reason })];
  },

  LodgeAppeal: ({ grounds, suspensive }, state, context) => {
    const fault = decidedFault(state) ?? partyFault(state, context);
    const toBody = appealBody(state, context);
    if (fault) return fault;
    if (!toBody) return refuse('NO_APPEAL');
    if (state.appeal) return [];
    const lodged = fact('AppealLodged', { by: context.actor.id, toBody, grounds, suspensive });
    return suspensive ? [lodged, fact('DecisionSuspended', { because: APPEAL })] : [lodged];
  },

  DetermineAppeal: ({ outcome, reason }, state, context) => {
    const { appeal } = state;
    const decisionNo = context.authority.ref ?? '';
    const by = context.authority.basis === 'DECISION' ? entryOf(decisionNo)?.bodyId : undefined;
    if (!appeal) return decidedFault(state) ?? refuse('NO_APPEAL');
    if (by !== appeal.toBody) return refuse('DECISION_NEEDED', { bodyId: appeal.toBody });
    const determined = fact('AppealDetermined', { outcome, bodyId: state.bodyId, decisionNo, reason }, { reason });
    return [determined, ...(outcome === 'UPHELD' ? upheld(state, context.today) : overturned(state, context.facts))];
  },
};

/** What somebody did before makes them no party to the decision. */
const noParty: ReadonlySet<ConflictGround> = new Set<ConflictGround>(['VOTED_BEFORE', 'SEGREGATION_POLICY']);

function partyFault({ proposer }: DecisionItem, { actor, facts: { parties } }: Context<OfMatter>): Fault {
  const isParty = parties.some(({ personId, because }) => personId === actor.id && !noParty.has(because));
  return isParty || proposer === actor.id ? undefined : refuse('NOT_A_PARTY');
}

/** Undefined without a right of appeal, or once its days have passed. */
function appealBody({ made }: DecisionItem, { today, facts: { body } }: Context<OfMatter>): string | undefined {
  const appeal = body.terms?.appeal;
  return appeal && made && today <= addDays(made.decidedOn, appeal.days) ? appeal.body : undefined;
}

function upheld(state: DecisionItem, today: string): Happens {
  const holds = state.holds.filter((hold) => hold !== APPEAL);
  const wasHeld = holds.length < state.holds.length;
  return [...(wasHeld ? [fact('DecisionResumed', { because: APPEAL })] : []), ...advance({ ...state, holds }, today)];
}

/** Overturned or sent back, the decision falls; what was carried out stays on record. */
const overturned = (state: DecisionItem, money: OfMoney): Happens => [
  fact('DecisionLapsed', { because: APPEAL, ...undone(state, money) }),
];
