import type { Fold, LocalDate, Money } from '@tabularium/kernel';
import type { DelegationEvents } from '../contract/delegation.contract';
import type { Matter } from './person.state';

export interface PersonalDelegation {
  readonly id: string;
  /** The event that gave it, so that what has not begun can be voided. */
  readonly eventId: string;
  readonly giver: string;
  readonly to: string;
  readonly projectId?: string;
  readonly matter: Matter;
  readonly limit: Money;
  readonly from: LocalDate;
  readonly until: LocalDate;
  readonly accepted: boolean;
}

/** What was delegated under one id. What was ended is gone; what ran out is told by its days. */
export interface Delegations {
  readonly standing: readonly PersonalDelegation[];
  /** Ever given, for the numbers in their ids. */
  readonly given: number;
}

export const noDelegations: Delegations = { standing: [], given: 0 };

export const evolveDelegations: Fold<Delegations, DelegationEvents>['evolve'] = {
  PersonalDelegationGranted: ({ standing, given }, { delegationId: id, from: giver, ...data }, { eventId }) => {
    const { to, projectId, matter, limit, validFrom: from, validUntil: until } = data;
    const scope = projectId ? { projectId } : {};
    const delegation = { id, eventId, giver, to, ...scope, matter, limit, from, until, accepted: false };
    return { standing: [...standing, delegation], given: Math.max(given, numberIn(id)) };
  },
  PersonalDelegationAccepted: (state, { delegationId }) => ({
    ...state,
    standing: state.standing.map((other) => (other.id === delegationId ? { ...other, accepted: true } : other)),
  }),
  PersonalDelegationEnded: (state, { delegationId }) => ({
    ...state,
    standing: state.standing.filter(({ id }) => id !== delegationId),
  }),
  PersonalDelegationExpired: (state) => state,
};

const numberIn = (id: string): number => Number(id.slice(id.lastIndexOf('~') + 1));
