import {
  addDays,
  conversionOf,
  fact,
  isWithinLimit,
  refuse,
  voidFact,
  type AuthorityRule,
  type Context,
  type Decider,
  type Decision,
  type Money,
  type RateTable,
  type Refusal,
} from '@tabularium/kernel';
import type { DelegationCommands, DelegationEvents, DelegationRefusal } from '../contract/delegation.contract';
import { evolveDelegations, noDelegations, type Delegations, type PersonalDelegation } from './delegation.state';
import { dayAfter, faultOf, hasBegun, isOver, type Tenure } from './tenure';

/** First and last day included. */
const LONGEST_DELEGATION_DAYS = 180;

export type DelegationFacts = {
  readonly GrantDelegation: {
    readonly delegateKnown: boolean;
    /** A role of the delegate that holds no authority. */
    readonly barredAs?: string;
    /** What the giver may decide by their own right in the matter, on the first day. */
    readonly own: readonly AuthorityRule[];
    /** Something was delegated to the giver in the matter. */
    readonly received: boolean;
    /** Exchange rates in force, where the giver has authority in another currency. */
    readonly rates?: RateTable;
  };
};

type Decided = Decision<DelegationEvents, DelegationRefusal>;
type Fault = Refusal<DelegationRefusal> | undefined;
type Asked = DelegationCommands['GrantDelegation'] & { readonly days: Tenure };
type Granting = Context<DelegationFacts['GrantDelegation']>;

export const delegation: Decider<
  Delegations,
  DelegationCommands,
  DelegationEvents,
  DelegationRefusal,
  DelegationFacts
> = {
  category: 'delegation',
  initial: noDelegations,
  evolve: evolveDelegations,
  decide: {
    GrantDelegation: (command, { given }, context) => {
      const asked = { ...command, days: { from: command.validFrom ?? context.today, until: command.validUntil } };
      return (
        partiesFault(asked, context) ??
        daysFault(asked, context) ??
        sourceFault(asked, context) ??
        granting(`${context.id}~${given + 1}`, asked, context)
      );
    },

    AcceptDelegation: ({ delegationId }, state, context) =>
      whenHeld(state, delegationId, context, (held) => {
        const { to, accepted } = held;
        if (context.actor.id !== to) return refuse('NOT_YOURS', { whose: to });
        return accepted
          ? []
          : [fact('PersonalDelegationAccepted', { delegationId }, notBefore(held.from, context.today))];
      }),

    EndDelegation: ({ delegationId, reason }, state, context) =>
      whenHeld(state, delegationId, context, (held) => {
        const { id: endedBy, role } = context.actor;
        const isParty = endedBy === held.to || endedBy === held.giver;
        if (!isParty && role !== 'PMO_DIRECTOR') return refuse('NOT_YOURS', { whose: `${held.giver} or ${held.to}` });
        if (!hasBegun(held, context.today)) return [voidFact(held.eventId, reason)];
        return [fact('PersonalDelegationEnded', { delegationId, endedBy, reason }, { reason })];
      }),
  },
};

/** What is accepted ahead counts from the first day, like the delegation itself. */
const notBefore = (from: string, today: string) => (from > today ? { effectiveOn: from } : {});

function whenHeld(
  { standing }: Delegations,
  delegationId: string,
  { today }: Context,
  decide: (held: PersonalDelegation) => Decided,
): Decided {
  const held = standing.find(({ id }) => id === delegationId);
  return held && !isOver(held, today) ? decide(held) : refuse('DELEGATION_NOT_FOUND', { delegationId });
}

function partiesFault({ from, to }: Asked, { id, actor, facts }: Granting): Fault {
  if (actor.id !== from) return refuse('NOT_YOURS', { whose: from });
  if (id !== to && !id.endsWith(`.${to}`)) return refuse('STREAM_NAMES_ANOTHER', { to });
  if (actor.id === to) return refuse('SOD_SELF_GRANT');
  if (!facts.delegateKnown) return refuse('PERSON_NOT_FOUND', { personId: to });
  return facts.barredAs ? refuse('SOD_ROLE_CLASH', { role: 'A delegation', held: facts.barredAs }) : undefined;
}

function daysFault({ days, validUntil }: Asked, { today }: Granting): Fault {
  const fault = faultOf(days, today);
  if (fault) return refuse(fault);
  const last = addDays(days.from, LONGEST_DELEGATION_DAYS - 1);
  return validUntil > last ? refuse('DELEGATION_TOO_LONG', { days: LONGEST_DELEGATION_DAYS }) : undefined;
}

/** The limit comes from the giver's own authority, never from what somebody delegated to them. */
function sourceFault({ matter, limit }: Asked, { today, facts: { own, received, rates } }: Granting): Fault {
  if (own.length === 0 && received) return refuse('NO_SUBDELEGATION', { matter });
  if (sourceOf(limit, own, rates)) return undefined;
  const unrated = own.filter((rule) => isWithinLimit(limit, rule.limit, rates) === undefined);
  if (unrated.length === 0) return refuse('DELEGATION_EXCEEDS_SOURCE', { matter });
  const limits = [...new Set(unrated.map((rule) => rule.limit.ccy))].join(', ');
  return refuse('RATE_NOT_PUBLISHED', { date: today, currency: limit.ccy, limits });
}

/** The highest rule that covers the limit, in its own currency if one does. */
function sourceOf(limit: Money, own: readonly AuthorityRule[], rates: RateTable | undefined) {
  const covering = own.filter((rule) => isWithinLimit(limit, rule.limit, rates) === true);
  return covering.findLast((rule) => rule.limit.ccy === limit.ccy) ?? covering.at(-1);
}

function granting(delegationId: string, asked: Asked, { id, facts: { own, rates } }: Granting): Decided {
  const { days, from, to, matter, limit, validUntil, reason } = asked;
  const scope = id === to ? {} : { projectId: id.slice(0, -to.length - 1) };
  const source = sourceOf(limit, own, rates);
  const converted = source && conversionOf(limit, source.limit.ccy, rates);
  const limits = { limit, ...(converted ? { convertedLimit: converted.amount, rateTable: converted.rateTable } : {}) };
  const granted = fact(
    'PersonalDelegationGranted',
    { delegationId, from, to, ...scope, matter, ...limits, validFrom: days.from, validUntil, reason },
    { effectiveOn: days.from, reason },
  );
  return [granted, fact('PersonalDelegationExpired', { delegationId }, { effectiveOn: dayAfter(validUntil) })];
}
