import { correct, refuse, type Context, type Decision, type LocalDate, type Refusal } from '@tabularium/kernel';
import type {
  GovernancePolicyCommands,
  GovernancePolicyEvents,
  GovernancePolicyRefusal,
} from '../contract/governance-policy.contract';
import { activatedVersions, type PolicyVersion, type PolicyVersions } from '../contract/policy-versions';
import { rulesFault, type OfNames } from './policy-rules';
import { isSame, metFrom, neighbours } from './version-order';

type Asked = GovernancePolicyCommands['CorrectPolicy'];
type Decided = Exclude<Decision<GovernancePolicyEvents, GovernancePolicyRefusal>, { readonly refused: string }>;
type Fault = Refusal<GovernancePolicyRefusal> | undefined;

/** What a board adopted it alone says was something else; the day is for whoever puts a version in force. */
export function correctionFault(
  asked: Asked,
  found: PolicyVersion,
  state: PolicyVersions,
  { actor, authority, facts, dayOf }: Context<OfNames>,
): Fault {
  if (actor.id === found.author) return refuse('SOD_SOLE_AUTHOR');
  const { title = found.title, rules = found.rules } = asked;
  const isOther = title !== found.title || !isSame(rules, found.rules);
  if (isOther && authority.basis !== 'DECISION') return refuse('DECISION_NEEDED');
  const isMoved = asked.from !== undefined && asked.from !== found.from;
  const adoptedOn = found.adoptedAt && dayOf(found.adoptedAt);
  const dayRefused = isMoved ? dayFault(asked.from, { ...found, adoptedOn }, state) : undefined;
  return rulesFault({ kind: found.kind, rules }, facts) ?? dayRefused;
}

function dayFault(
  from: LocalDate,
  { version, stage, adoptedOn }: PolicyVersion & { readonly adoptedOn: LocalDate | undefined },
  state: PolicyVersions,
): Fault {
  if (stage !== 'activated') return refuse('NOT_IN_STAGE', { version, stage, needed: 'activated' });
  if (adoptedOn !== undefined && from < adoptedOn) return refuse('BEFORE_ADOPTION', { adoptedOn });
  const met = metFrom(from, version, activatedVersions(state));
  return met ? refuse('POLICY_OVERLAPS', { version: met.version, from: met.from }) : undefined;
}

/** Nothing where nothing is different. */
export function correcting({ reason, ...asked }: Asked, found: PolicyVersion, state: PolicyVersions): Decided {
  const { version, kind, events } = found;
  const was = { version, kind, title: found.title, rules: found.rules };
  const shouldBe = { ...was, title: asked.title ?? was.title, rules: asked.rules ?? was.rules };
  const drafted = { correctsEventId: events.drafted, factType: 'PolicyDrafted', was, shouldBe, reason };
  const contents = isSame(was, shouldBe) ? [] : [correct(drafted, { reason })];
  return [...contents, ...moving(asked.from ?? found.from, reason, found, state)];
}

/** The version before goes out of force on the day on which this one comes into it. */
function moving(from: LocalDate | undefined, reason: string, found: PolicyVersion, state: PolicyVersions): Decided {
  const { version, events, adoptedAt } = found;
  if (from === undefined || from === found.from || !events.activated) return [];
  const corrected = { on: from, ...(adoptedAt ? { notBefore: adoptedAt } : {}) };
  const { before } = neighbours(version, activatedVersions(state));
  const was = { version, from: found.from };
  const activated = {
    correctsEventId: events.activated,
    factType: 'PolicyActivated',
    was,
    shouldBe: { version, from },
  };
  const same = { version: before?.version };
  const retired = before?.events.retired && {
    correctsEventId: before.events.retired,
    factType: 'PolicyRetired',
    was: same,
    shouldBe: same,
  };
  const facts = retired ? [retired, activated] : [activated];
  return facts.map((data) => correct({ ...data, reason }, { reason, corrected }));
}
