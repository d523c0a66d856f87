import {
  addDays,
  correct,
  fact,
  refuse,
  voidFact,
  type Context,
  type Decider,
  type Decision,
} from '@tabularium/kernel';
import type { PersonCommands, PersonEvents, PersonRefusal } from '../contract/person.contract';
import { clashFault, scopeFault } from './grant-faults';
import { endedOn, type Grant, type Granted, type Person } from './person.state';
import { versionApplied, type OfSegregation, type PersonFacts } from './policy-clash';
import type { GrantAsked } from './role-clash';
import { dayAfter } from './tenure';

type Rules = Decider<Person, PersonCommands, PersonEvents, PersonRefusal, PersonFacts>['decide'];
type Decided = Decision<PersonEvents, PersonRefusal>;
type Decidedly = Exclude<Decided, { readonly refused: string }>;

/** What was recorded wrongly is known better from now on; what was believed stays on record, and what was done by it. */
export const grantCorrections: Pick<Rules, 'CorrectRoleGrant' | 'VoidRoleGrant'> = {
  CorrectRoleGrant: (command, state, context) =>
    whenGiven(state, command, context, (granted) => {
      const { from = granted.from, project = granted.project, until, withoutEnd, reason } = command;
      if (withoutEnd && until) return refuse('END_CONTRADICTED');
      const last = withoutEnd ? undefined : (until ?? granted.until);
      const asked = { role: granted.role, ...(project ? { project } : {}), from, ...(last ? { until: last } : {}) };
      const fault = correctionFault(asked, granted, state, context);
      return fault ?? correcting(granted, { ...asked, ...policyOf(context.facts, granted) }, reason);
    }),

  VoidRoleGrant: (command, state, context) =>
    whenGiven(state, command, context, (granted) => voiding(granted, command.reason)),
};

/** Takes out a grant as if it had never been, with its running out. */
export const voiding = ({ eventId, expiryEventId }: Granted, reason: string): Decidedly =>
  [eventId, ...(expiryEventId ? [expiryEventId] : [])].map((id) => voidFact(id, reason));

/** Nobody corrects what they hold themselves. So whoever takes a directorship out keeps one, and a director is left. */
function whenGiven(
  { registered, granted }: Person,
  { grantId }: { readonly grantId: string },
  { actor, id }: Context,
  decide: (given: Granted) => Decided,
): Decided {
  if (!registered) return refuse('PERSON_NOT_FOUND');
  const given = granted.find((grant) => grant.id === grantId);
  if (!given) return refuse('GRANT_NOT_FOUND', { grantId });
  return actor.id === id ? refuse('SOD_SELF_GRANT') : decide(given);
}

function correctionFault(
  asked: GrantAsked,
  was: Granted,
  state: Person,
  context: Context<OfSegregation>,
): Decided | undefined {
  const { today } = context;
  const { role, from, until } = asked;
  const ended = endedOn(was, context);
  if (until !== undefined && until < from) return refuse('DATES_REVERSED');
  if (ended !== undefined && from > ended) return refuse('AFTER_REVOCATION', { endedOn: ended });
  // A directorship that was over before is ended by the director who says so; one with a day ahead would end by itself.
  if (role === 'PMO_DIRECTOR' && until !== undefined && until >= today) return refuse('LAST_DIRECTOR');
  const granted = state.granted.filter(({ eventId }) => eventId !== was.eventId);
  const { id, eventId, endedAt } = was;
  const shouldBe = met({ id, eventId, ...asked, ...(endedAt ? { endedAt } : {}) }, context);
  const others = granted.map((grant) => met(grant, context));
  return scopeFault(asked) ?? clashFault(shouldBe, { ...state, granted }, others, context);
}

/** With the days on which others meet it: a role taken back gives way on that day to what was given instead. */
function met(grant: Granted, context: Pick<Context, 'dayOf'>): Grant {
  const ended = endedOn(grant, context);
  const [until] = [grant.until, ended && addDays(ended, -1)].flatMap((day) => day ?? []).sort();
  return until ? { ...grant, until } : grant;
}

/** What is corrected is held to the policy of the day on which it is. */
function policyOf(facts: OfSegregation, { role }: Pick<Grant, 'role'>): Pick<Grant, 'policyVersion'> {
  const policyVersion = versionApplied(facts, role);
  return policyVersion === undefined ? {} : { policyVersion };
}

function correcting(granted: Granted, asked: GrantAsked & Pick<Grant, 'policyVersion'>, reason: string): Decided {
  const { id: grantId, eventId: correctsEventId, role, project, from, until, endedAt, policyVersion } = granted;
  const held = policyVersion === undefined ? {} : { policyVersion };
  const was = { grantId, role, ...(project ? { project } : {}), from, ...(until ? { until } : {}), ...held };
  const shouldBe = { grantId, ...asked };
  const moved = asked.from !== from;
  if (!moved && asked.project === project && asked.until === until) return [];
  const date = moved ? { corrected: { on: asked.from, ...(endedAt ? { notAfter: endedAt } : {}) } } : {};
  const corrected = correct({ correctsEventId, factType: 'RoleGranted', was, shouldBe, reason }, { reason, ...date });
  return [corrected, ...runningOut(granted, asked, reason)];
}

/** The event by which it runs out goes where its last day went. */
function runningOut({ id: grantId, expiryEventId, ...was }: Granted, asked: GrantAsked, reason: string): Decidedly {
  const { role, project, until } = asked;
  const named = (scope: string | undefined) => ({ grantId, role, ...(scope ? { project: scope } : {}) });
  if (until === undefined) return expiryEventId ? [voidFact(expiryEventId, reason)] : [];
  const on = dayAfter(until);
  if (!expiryEventId) return [fact('RoleExpired', named(project), { effectiveOn: on, reason })];
  if (until === was.until && project === was.project) return [];
  const data = {
    correctsEventId: expiryEventId,
    factType: 'RoleExpired',
    was: named(was.project),
    shouldBe: named(project),
  };
  return [correct({ ...data, reason }, { reason, corrected: { on } })];
}
