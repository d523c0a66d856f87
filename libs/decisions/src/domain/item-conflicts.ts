import { fact, refuse } from '@tabularium/kernel';
import type { PartyFlag } from '../contract/item-parts';
import type { ConflictGround } from '../contract/vocabulary';
import type { DecisionItem } from './decision-item.state';
import { seatedOn } from './governance-body.state';
import { bodyFault, presidingFault, stageFault, type Fault, type OfMatter, type Rules } from './item-rules';

/** Sponsor and manager of a project may present it, and never vote on it; nor whom a policy keeps from what is ordered. */
const neverCleared: ReadonlySet<ConflictGround> = new Set<ConflictGround>([
  'SPONSOR',
  'PROJECT_MANAGER',
  'SEGREGATION_POLICY',
]);

const isInConflict = ({ declared }: DecisionItem, parties: readonly PartyFlag[], personId: string): boolean =>
  declared.includes(personId) || parties.some((party) => party.personId === personId);

/** The first member whose conflict nobody settled. A clearance does not stand against a role taken since. */
export function conflictFault(state: DecisionItem, { body, parties }: OfMatter, today: string): Fault {
  const open = seatedOn(body, today).find(({ personId }) => {
    if (!isInConflict(state, parties, personId)) return false;
    const outcome = state.resolved[personId];
    return outcome === undefined || (outcome === 'CLEARED' && barringOf(parties, personId) !== undefined);
  });
  return open && refuse('CONFLICT_OPEN', { personId: open.personId });
}

const barringOf = (parties: readonly PartyFlag[], personId: string): PartyFlag | undefined =>
  parties.find((party) => party.personId === personId && neverCleared.has(party.because));

/** Who became barred since the ballot opened, for example as sponsor, votes no more, in their own name or another's. */
export function partyFault(voters: readonly string[], { parties }: Pick<OfMatter, 'parties'>): Fault {
  const [barring] = voters.flatMap((personId) => barringOf(parties, personId) ?? []);
  if (!barring) return undefined;
  const { because, personId, ruleId, policyVersion: version } = barring;
  return because === 'SEGREGATION_POLICY'
    ? refuse('SOD_POLICY', { ruleId, version, personId })
    : refuse('SOD_PROJECT_PARTY');
}

export const conflictRules: Rules<'DeclareInterest' | 'ResolveConflict'> = {
  DeclareInterest: ({ nature }, state, { actor }) =>
    stageFault(state, 'proposed') ?? [fact('InterestDeclared', { personId: actor.id, nature })],

  ResolveConflict: ({ personId, outcome, reason }, state, context) => {
    const { parties } = context.facts;
    const fault = stageFault(state, 'proposed') ?? bodyFault(state, context.facts) ?? presidingFault(context);
    if (fault) return fault;
    if (!isInConflict(state, parties, personId)) return refuse('CONFLICT_NOT_FOUND', { personId });
    if (context.actor.id === personId) return refuse('SOD_OWN_CONFLICT');
    const barred = outcome === 'CLEARED' ? partyFault([personId], context.facts) : undefined;
    if (barred) return barred;
    if (state.resolved[personId] === outcome) return [];
    return [fact('ConflictResolved', { personId, outcome, by: context.actor.id, reason }, { reason })];
  },
};
