import {
  entryOf,
  registerIdOf,
  type DecisionItemEvents,
  type DecisionRegisterEvents,
  type MeetingEvents,
  type Paper,
  type WithheldPaper,
} from '@tabularium/decisions/contract';
import type { Tracer } from '@tabularium/http';
import type { LoggedEvent, ReadStore } from '@tabularium/read-store';
import { pinnedPolicies, type PinnedPolicy } from './pinned-rules';
import { dataOf, factsOf } from './stream-events';

/** A decision as the right behind an event: who decided it, how, on what papers and by which rules. */
export interface DecisionRight {
  readonly basis: 'DECISION';
  readonly ref: string;
  readonly item: string;
  readonly subject: string;
  readonly matterType: string;
  readonly body: string;
  /** Meeting, `WRITTEN`, or `URGENT` for what the chair decided alone. */
  readonly where: string | null;
  readonly outcome: string;
  readonly decidedOn: string;
  readonly effectiveFrom: string;
  readonly proposedBy: string;
  /** Place of the command among those authorised that led to the event; null where the event does not come from one. */
  readonly effect: { readonly n: number; readonly of: number } | null;
  readonly ballot: Ballot | null;
  /** Those kept from the reader say why instead. */
  readonly papers: readonly (Paper | WithheldPaper)[];
  readonly recommendations: readonly string[];
  readonly conditions: readonly string[];
  /** Terms of reference it was decided by; null where there was no ballot. */
  readonly terms: { readonly version: number; readonly event: number; readonly amendedBy: string | null } | null;
  readonly policies: readonly PinnedPolicy[];
  /** Minutes of the meeting; null while none are filed. */
  readonly minutes: { readonly sha256: string; readonly sealed: boolean } | null;
  /** Log indexes of what it rests on, by type. */
  readonly events: Readonly<Record<string, number>>;
}

interface Ballot {
  readonly ballotNo: number;
  readonly secret: boolean;
  readonly count: Omit<DecisionItemEvents['BallotClosed'], 'ballotNo'>;
  /** None of a secret ballot. */
  readonly votes: readonly Vote[];
}

interface Vote {
  readonly personId: string;
  readonly choice: string;
  readonly rationale: string | null;
  readonly castBy: string | null;
  readonly event: number;
}

/** From a decision number to the decision, its ballot, votes, papers and rules. */
export const decisionRight: Tracer = async (event, views) => {
  const { basis, ref } = event.metadata.authority;
  const numbered = basis === 'DECISION' && ref !== undefined ? entryOf(ref) : undefined;
  if (!numbered || ref === undefined) return undefined;
  const register = `decisionRegister-${registerIdOf(numbered.bodyId, numbered.year)}`;
  const entered = (await factsOf(views, register))
    .filter(({ type }) => type === 'DecisionEntered')
    .map((fact) => dataOf<DecisionRegisterEvents['DecisionEntered']>(fact))
    .find(({ decisionNo }) => decisionNo === ref);
  return entered && rightOf(views, event, ref, entered.itemId);
};

async function rightOf(
  views: ReadStore,
  event: LoggedEvent,
  ref: string,
  item: string,
): Promise<DecisionRight | undefined> {
  const facts = await factsOf(views, `decisionItem-${item}`);
  const last = (type: string) => facts.findLast((fact) => fact.type === type);
  const [proposed, decided, opened] = [last('MatterProposed'), last('DecisionMade'), last('BallotOpened')];
  if (!proposed || !decided) return undefined;
  const matter = dataOf<DecisionItemEvents['MatterProposed']>(proposed);
  const ballot = opened && dataOf<DecisionItemEvents['BallotOpened']>(opened);
  const amended = last('PapersAmended');
  const { body, ...made } = madeOf(decided);
  return {
    basis: 'DECISION',
    ref,
    item,
    subject: matter.subject,
    matterType: matter.matterType,
    body,
    where: last('UrgentDecisionTaken') ? 'URGENT' : ballot ? (ballot.meetingId ?? ballot.mode) : null,
    ...made,
    proposedBy: matter.proposedBy,
    effect: effectOf(facts, event, matter.effects.length),
    ballot: ballot ? ballotOf(facts, ballot) : null,
    papers: amended ? dataOf<DecisionItemEvents['PapersAmended']>(amended).papers : matter.papers,
    recommendations: facts.filter(({ type }) => type === 'RecommendationAttached').map(recommendationText),
    terms: ballot ? await termsOf(views, body, ballot.termsVersion) : null,
    policies: await pinnedPolicies(views, [event, ...facts]),
    minutes: ballot?.meetingId ? await minutesOf(views, ballot.meetingId) : null,
    events: Object.fromEntries(facts.filter(({ type }) => STEPS.has(type)).map(({ type, index }) => [type, index])),
  };
}

function madeOf(decided: LoggedEvent) {
  const { bodyId, outcome, decidedOn, effectiveFrom, conditions } = dataOf<DecisionItemEvents['DecisionMade']>(decided);
  const texts = conditions.map(({ id, text }) => `${id}: ${text}`);
  return { body: bodyId, outcome, decidedOn, effectiveFrom, conditions: texts };
}

const STEPS: ReadonlySet<string> = new Set([
  'MatterProposed',
  'BallotOpened',
  'BallotClosed',
  'DecisionMade',
  'DecisionNumbered',
  'DecisionBecameEffective',
]);

function effectOf(facts: readonly LoggedEvent[], { id }: LoggedEvent, of: number): DecisionRight['effect'] {
  const applied = facts
    .filter(({ type }) => type === 'EffectApplied')
    .map((fact) => dataOf<DecisionItemEvents['EffectApplied']>(fact))
    .find(({ eventIds }) => eventIds.includes(id));
  return applied ? { n: applied.n, of } : null;
}

function ballotOf(
  facts: readonly LoggedEvent[],
  { ballotNo, secret }: DecisionItemEvents['BallotOpened'],
): Ballot | null {
  const ofBallot = facts.filter(({ data }) => data['ballotNo'] === ballotNo);
  const closed = ofBallot.findLast(({ type }) => type === 'BallotClosed');
  if (!closed) return null;
  const { ballotNo: _, ...count } = dataOf<DecisionItemEvents['BallotClosed']>(closed);
  const votes = new Map<string, Vote>();
  for (const cast of ofBallot.filter(({ type }) => type === 'VoteCast')) {
    const { personId, choice, rationale = null, castBy = null } = dataOf<DecisionItemEvents['VoteCast']>(cast);
    votes.set(personId, { personId, choice, rationale, castBy, event: cast.index });
  }
  return { ballotNo, secret, count, votes: [...votes.values()] };
}

function recommendationText(fact: LoggedEvent): string {
  const { adviser, stance, text } = dataOf<DecisionItemEvents['RecommendationAttached']>(fact);
  return `${adviser} ${stance}: ${text}`;
}

async function termsOf(views: ReadStore, body: string, version: number): Promise<DecisionRight['terms']> {
  const facts = await factsOf(views, `governanceBody-${body}`);
  const gave = facts.find(({ data }) => data['version'] === version);
  const decisionNo = gave?.data['decisionNo'];
  return gave ? { version, event: gave.index, amendedBy: typeof decisionNo === 'string' ? decisionNo : null } : null;
}

async function minutesOf(views: ReadStore, meeting: string): Promise<DecisionRight['minutes']> {
  const facts = await factsOf(views, `meeting-${meeting}`);
  const drafted = facts.findLast(({ type }) => type === 'MinutesDrafted');
  if (!drafted) return null;
  const { sha256 } = dataOf<MeetingEvents['MinutesDrafted']>(drafted);
  return { sha256, sealed: facts.some(({ type }) => type === 'MinutesApproved') };
}
