import type { Fold } from '@tabularium/kernel';
import type { DecisionItemEvents } from '../contract/decision-item.contract';
import { noItem, type DecisionItem } from './decision-item.state';

type Evolve = Fold<DecisionItem, DecisionItemEvents>['evolve'];

/** How a matter changes until a ballot opens on it. */
export const evolveProposal = {
  MatterProposed: (_, { proposedBy, conditions, retroactiveBecause, ...matter }) => ({
    ...noItem,
    ...matter,
    stage: 'proposed',
    proposer: proposedBy,
    proposedConditions: conditions,
    retroactive: retroactiveBecause !== undefined,
  }),
  PapersAmended: (state, { papers }) => ({ ...state, papers }),
  ProposalRefreshed: (state, { targetRevision }) => ({ ...state, targetRevision }),
  RecommendationAttached: (state, { adviser, stance }) => ({
    ...state,
    advice: [...state.advice.filter((other) => other.adviser !== adviser), { adviser, stance }],
  }),
  InterestDeclared: (state, { personId }) => ({ ...state, declared: [...new Set([...state.declared, personId])] }),
  ConflictFlagged: (state) => state,
  ConflictResolved: (state, { personId, outcome }) => ({
    ...state,
    resolved: { ...state.resolved, [personId]: outcome },
  }),
  MatterDeferred: (state, { count }) => ({ ...state, deferrals: count }),
  MatterReferredUp: (state, { toBody }) => ({ ...state, bodyId: toBody, resolved: {} }),
  MatterWithdrawn: (state) => ({ ...state, stage: 'withdrawn' }),
} as const satisfies Partial<Evolve>;
