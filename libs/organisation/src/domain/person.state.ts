import type { Context, Fold, Instant, LocalDate, Money } from '@tabularium/kernel';
import type { PersonEvents } from '../contract/person.contract';
import type { Tenure } from './tenure';

export type Role = PersonEvents['RoleGranted']['role'];
export type Matter = PersonEvents['DelegationGranted']['matter'];

export interface Grant extends Tenure {
  readonly id: string;
  /** The event that gave it, so that what has not begun can be voided. */
  readonly eventId: string;
  readonly role: Role;
  readonly project?: string;
  /** Of the policy on segregation of duties that the grant was held to. */
  readonly policyVersion?: number;
}

/** A role as it was given, whatever became of it. */
export interface Granted extends Grant {
  /** The event by which it runs out after its last day. */
  readonly expiryEventId?: string;
  /** When it was taken back. */
  readonly endedAt?: Instant;
}

export interface Delegation extends Tenure {
  readonly id: string;
  readonly eventId: string;
  readonly matter: Matter;
  readonly limit: Money;
  readonly cumulativeLimit?: Money;
  readonly windowDays?: number;
}

/** What rules about a person read. Grants and delegations taken back are gone; those that ran out are told by their days. */
export interface Person {
  readonly registered: boolean;
  readonly grants: readonly Grant[];
  readonly delegations: readonly Delegation[];
  /** Every role ever given and not voided: who delivered a project does not review it soon, and a record may be corrected. */
  readonly granted: readonly Granted[];
  /** Access was taken; with who proposed to restore it, if somebody did. */
  readonly suspended?: { readonly restorationProposedBy?: string };
  /** Ever given, for the numbers in their ids. */
  readonly given: number;
  /** Ever recorded and not ended before it was over. */
  readonly leaves: readonly Leave[];
  /** Ever recorded, for the numbers in their ids. */
  readonly leavesRecorded: number;
}

/** Days away, both included. */
export interface Leave extends Tenure {
  readonly id: string;
}

export const noPerson: Person = {
  registered: false,
  grants: [],
  delegations: [],
  granted: [],
  given: 0,
  leaves: [],
  leavesRecorded: 0,
};

const without = <T extends { readonly id: string }>(list: readonly T[], id: string): readonly T[] =>
  list.filter((entry) => entry.id !== id);

export const evolvePerson: Fold<Person, PersonEvents>['evolve'] = {
  PersonRegistered: (state) => ({ ...state, registered: true }),
  RoleGranted: (state, { grantId: id, ...grant }, { eventId }) => ({
    ...state,
    grants: [...state.grants, { id, eventId, ...grant }],
    granted: [...state.granted, { id, eventId, ...grant }],
    given: Math.max(state.given, numberIn(id)),
  }),
  RoleRevoked: (state, { grantId }, { effectiveAt }) => ({
    ...state,
    grants: without(state.grants, grantId),
    granted: noted(state.granted, grantId, { endedAt: effectiveAt }),
  }),
  RoleExpired: (state, { grantId }, { eventId }) => ({
    ...state,
    granted: noted(state.granted, grantId, { expiryEventId: eventId }),
  }),
  DelegationGranted: (state, { delegationId: id, ...delegation }, { eventId }) => ({
    ...state,
    delegations: [...state.delegations, { id, eventId, ...delegation }],
    given: Math.max(state.given, numberIn(id)),
  }),
  DelegationRevoked: (state, { delegationId }) => ({ ...state, delegations: without(state.delegations, delegationId) }),
  DelegationExpired: (state) => state,
  AccessSuspended: (state) => ({ ...state, suspended: {} }),
  AccessRestorationProposed: (state, { proposedBy }) => ({
    ...state,
    suspended: { restorationProposedBy: proposedBy },
  }),
  AccessRestored: ({ suspended: _, ...state }) => state,
  LeaveRecorded: (state, { leaveId: id, from, until }) => ({
    ...state,
    leaves: [...state.leaves, { id, from, until }],
    leavesRecorded: state.leavesRecorded + 1,
  }),
  LeaveEnded: (state, { leaveId }) => ({ ...state, leaves: without(state.leaves, leaveId) }),
};

const noted = (granted: readonly Granted[], id: string, change: Partial<Granted>): readonly Granted[] =>
  granted.map((grant) => (grant.id === id ? { ...grant, ...change } : grant));

/** The day a role was taken back; undefined = it was not. */
export const endedOn = ({ endedAt }: Granted, { dayOf }: Pick<Context, 'dayOf'>): LocalDate | undefined =>
  endedAt && dayOf(endedAt);

const numberIn = (id: string): number => Number(id.slice(id.lastIndexOf('.') + 1));
