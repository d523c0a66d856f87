import { fact, refuse, voidFact, type Context, type Decider, type Decision } from '@tabularium/kernel';
import type { PersonCommands, PersonEvents, PersonRefusal } from '../contract/person.contract';
import { evolvePerson, noPerson, type Delegation, type Person } from './person.state';
import { isWhole } from './limits';
import { grantCorrections, voiding } from './grant-correction';
import { clashFault, scopeFault } from './grant-faults';
import { leaveRules } from './person-leave';
import { versionApplied, type OfSegregation, type PersonFacts } from './policy-clash';
import { decidesNothing, type GrantAsked } from './role-clash';
import { dayAfter, faultOf, hasBegun, isOver, overlap, type Tenure } from './tenure';

type Decided = Decision<PersonEvents, PersonRefusal>;

export const person: Decider<Person, PersonCommands, PersonEvents, PersonRefusal, PersonFacts> = {
  category: 'person',
  initial: noPerson,
  evolve: evolvePerson,
  decide: {
    ...leaveRules,
    ...grantCorrections,

    RegisterPerson: (command, state) =>
      state.registered ? refuse('PERSON_EXISTS') : [fact('PersonRegistered', command)],

    GrantRole: (command, state, context) => {
      const grant = { ...command, from: command.from ?? context.today };
      const refused = givingRefused(state, grant, context) ?? grantRefused(state, grant, context);
      const version = versionApplied(context.facts, grant.role);
      return refused ?? granting(`${context.id}.${state.given + 1}`, grant, version);
    },

    RevokeRole: ({ role, project, reason }, state, { actor, id, today }) => {
      const held = state.granted.find(
        (grant) => grant.role === role && grant.project === project && !grant.endedAt && !isOver(grant, today),
      );
      if (!held) return refuse('ROLE_NOT_HELD');
      if (role === 'PMO_DIRECTOR' && actor.id === id) return refuse('LAST_DIRECTOR');
      if (!hasBegun(held, today)) return voiding(held, reason);
      return [fact('RoleRevoked', { grantId: held.id, role, ...(project ? { project } : {}), reason })];
    },

    DelegateLimit: (command, state, context) => {
      const delegation = { ...command, from: command.from ?? context.today };
      const refused = givingRefused(state, delegation, context) ?? limitRefused(state, delegation, context);
      return refused ?? delegating(`${context.id}.${state.given + 1}`, delegation);
    },

    RevokeDelegation: ({ matter, reason }, state, { today }) => {
      const held = state.delegations.find((delegation) => delegation.matter === matter && !isOver(delegation, today));
      if (!held) return refuse('DELEGATION_NOT_HELD');
      if (!hasBegun(held, today)) return [voidFact(held.eventId, reason)];
      return [fact('DelegationRevoked', { delegationId: held.id, matter, reason })];
    },

    SuspendAccess: ({ reason }, state, context) => {
      const refused = accessRefused(state, context);
      if (refused) return refused;
      if (state.suspended) return [];
      const directs = state.grants.some((grant) => grant.role === 'PMO_DIRECTOR' && !isOver(grant, context.today));
      if (directs && context.actor.role !== 'PMO_DIRECTOR') return refuse('DIRECTOR_NEEDED');
      return [fact('AccessSuspended', { reason }, { reason })];
    },

    ProposeRestoration: ({ reason }, state, context) => {
      const proposedBy = context.actor.id;
      const refused = accessRefused(state, context);
      if (refused) return refused;
      if (!state.suspended) return refuse('NOT_SUSPENDED');
      if (state.suspended.restorationProposedBy === proposedBy) return [];
      return [fact('AccessRestorationProposed', { proposedBy, reason }, { reason })];
    },

    RestoreAccess: (_, state, context) => {
      const restoredBy = context.actor.id;
      const refused = accessRefused(state, context);
      if (refused) return refused;
      if (!state.suspended) return refuse('NOT_SUSPENDED');
      const { restorationProposedBy: proposedBy } = state.suspended;
      if (proposedBy === undefined) return refuse('RESTORATION_NOT_PROPOSED');
      if (proposedBy === restoredBy) return refuse('SOD_SECOND_PERSON');
      return [fact('AccessRestored', { proposedBy, restoredBy })];
    },
  },
};

function accessRefused(state: Person, { actor, id }: Context): Decided | undefined {
  if (!state.registered) return refuse('PERSON_NOT_FOUND');
  return actor.id === id ? refuse('SOD_OWN_ACCESS') : undefined;
}

function givingRefused(state: Person, tenure: Tenure, { actor, id, today }: Context): Decided | undefined {
  if (!state.registered) return refuse('PERSON_NOT_FOUND');
  if (actor.id === id) return refuse('SOD_SELF_GRANT');
  const fault = faultOf(tenure, today);
  return fault && refuse(fault);
}

function grantRefused(state: Person, asked: GrantAsked, context: Context<OfSegregation>): Decided | undefined {
  // A directorship has no last day: it ends when another director takes it back, so one is always left.
  if (asked.role === 'PMO_DIRECTOR' && asked.until) return refuse('LAST_DIRECTOR');
  return scopeFault(asked) ?? clashFault(asked, state, state.grants, context);
}

function granting(grantId: string, { role, project, from, until }: GrantAsked, policyVersion?: number): Decided {
  const named = { grantId, role, ...(project ? { project } : {}) };
  const days = { from, ...(until ? { until } : {}) };
  const held = policyVersion === undefined ? {} : { policyVersion };
  const granted = fact('RoleGranted', { ...named, ...days, ...held }, { effectiveOn: from });
  return until ? [granted, fact('RoleExpired', named, { effectiveOn: dayAfter(until) })] : [granted];
}

type DelegationAsked = Omit<Delegation, 'id' | 'eventId'>;

function limitRefused(state: Person, asked: DelegationAsked, { today }: Context): Decided | undefined {
  const barred = state.grants.find((grant) => decidesNothing.has(grant.role) && !isOver(grant, today));
  if (barred) return refuse('SOD_ROLE_CLASH', { role: 'A delegated limit', held: barred.role });
  if (!isWhole(asked)) return refuse('CUMULATIVE_INCOMPLETE');
  const standing = state.delegations.filter((delegation) => delegation.matter === asked.matter);
  return standing.some((delegation) => overlap(delegation, asked)) ? refuse('DELEGATION_OVERLAPS') : undefined;
}

function delegating(delegationId: string, { matter, ...asked }: DelegationAsked): Decided {
  const named = { delegationId, matter };
  const { from, until } = asked;
  const granted = fact('DelegationGranted', { ...named, ...asked }, { effectiveOn: from });
  return until ? [granted, fact('DelegationExpired', named, { effectiveOn: dayAfter(until) })] : [granted];
}
