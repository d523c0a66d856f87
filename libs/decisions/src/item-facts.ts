import { budgetStanding, committedOf, ledgerStanding, spentOf } from '@tabularium/finance/contract';
import type { Read, Revision } from '@tabularium/http';
import { add, isNegative, ownerOf, subtract, zero, type LocalDate } from '@tabularium/kernel';
import { standingInterests, standingOn } from '@tabularium/organisation/contract';
import { projectStanding } from '@tabularium/portfolio/contract';
import { createHash } from 'node:crypto';
import type { DecisionItemCommands } from './contract/decision-item.contract';
import type { AuthorisedCommand, PartyFlag, Target } from './contract/item-parts';
import { bodyOfMeeting } from './contract/vocabulary';
import { decisionItem } from './domain/decision-item.decider';
import type { DecisionItem } from './domain/decision-item.state';
import { governanceBody } from './domain/governance-body.decider';
import { seatedOn } from './domain/governance-body.state';
import type { DecisionItemFacts, InBallot, OfBody, OfMatter, OfMoney, Session } from './domain/item-rules';
import { meeting } from './domain/meeting.decider';
import { dutyParties } from './duty-parties';
import { effectFault } from './effect-fault';
import { requiredPapers } from './paper-facts';
import { ratesFor } from './rate-facts';
import { chainFrom, type Loaders } from './facts';

interface Asked {
  readonly id: string;
  readonly today: LocalDate;
  readonly read: Read;
  readonly revision: Revision;
}

export const decisionItemFacts: Loaders<DecisionItemCommands, DecisionItemFacts> = {
  ProposeMatter: async ({ command, ...asked }) => {
    const fault = effectFault(command.matterType, command.effects);
    return { ...(await matterFacts(asked, command)), ...(fault ? { effectFault: fault } : {}) };
  },
  RefreshProposal: async ({ id, read, revision }) => ({
    targetRevision: await revisionOf(revision, await read(decisionItem, id)),
  }),
  ResolveConflict: (asked) => ofMatter(asked),
  DeferMatter: (asked) => ofBody(asked),
  ReferUp: (asked) => ofBody(asked),
  NoteMatter: (asked) => ofBody(asked),
  OpenBallot: async ({ command, ...asked }) => {
    const item = await asked.read(decisionItem, asked.id);
    return { ...(await ofMatter(asked)), session: await sessionFacts(asked, item, command.meetingId) };
  },
  CirculateResolution: (asked) => ofMatter(asked),
  CastVote: (asked) => inBallot(asked),
  SealVote: (asked) => inBallot(asked),
  EndSealing: (asked) => ofBody(asked),
  RevealVote: ({ command: { choice, nonce } }) =>
    Promise.resolve({ commitment: createHash('sha256').update(`${choice}\n${nonce}`, 'utf8').digest('hex') }),
  ExerciseVeto: (asked) => inBallot(asked),
  PutVetoOverride: (asked) => ofBody(asked),
  CloseBallot: (asked) => inSession(asked),
  GiveCastingVote: (asked) => inBallot(asked),
  CloseCirculation: (asked) => inSession(asked),
  TakeUrgentDecision: (asked) => ofMatter(asked),
  WaiveCondition: (asked) => ofBody(asked),
  ExtendCondition: (asked) => ofBody(asked),
  BreachCondition: (asked) => ofMoney(asked),
  RatifyUrgentDecision: (asked) => ofBody(asked),
  LapseUrgentDecision: (asked) => ofMoney(asked),
  SupersedeDecision: (asked) => ofBody(asked),
  RescindDecision: async (asked) => ({ ...(await ofBody(asked)), ...(await ofMoney(asked)) }),
  LodgeAppeal: (asked) => ofMatter(asked),
  DetermineAppeal: (asked) => ofMoney(asked),
};

const ofBody = async ({ id, read }: Asked): Promise<OfBody> => bodyFacts(read, (await read(decisionItem, id)).bodyId);

const ofMatter = async (asked: Asked): Promise<OfMatter> => {
  const item = await asked.read(decisionItem, asked.id);
  const { parties, ...matter } = await matterFacts(asked, item);
  const papers = await requiredPapers(asked.read, asked.today, item);
  return {
    ...matter,
    ...(papers ? { papers } : {}),
    parties: [{ personId: item.proposer, because: 'PROPOSER' }, ...parties],
  };
};

async function inSession(asked: Asked): Promise<OfBody & { readonly session?: Session }> {
  const item = await asked.read(decisionItem, asked.id);
  const meetingId = item.ballot?.opened.meetingId;
  const body = await bodyFacts(asked.read, item.bodyId);
  return meetingId ? { ...body, session: await sessionFacts(asked, item, meetingId) } : body;
}

async function inBallot(asked: Asked): Promise<InBallot> {
  const { target, effects } = await asked.read(decisionItem, asked.id);
  const duties = await dutyParties(asked.read, effects, asked.today);
  return { ...(await inSession(asked)), parties: [...(await partiesOf(asked.read, target)), ...duties.parties] };
}

async function bodyFacts(read: Read, bodyId: string): Promise<OfBody> {
  const body = await read(governanceBody, bodyId);
  return { body, above: await chainFrom(read, body.terms?.parent) };
}

type Matter = Pick<DecisionItem, 'bodyId' | 'matterType' | 'amount' | 'effects' | 'counterparties'> & {
  readonly target?: Target;
};

async function matterFacts({ read, revision, today }: Asked, matter: Matter): Promise<OfMatter> {
  const ofBody = await bodyFacts(read, matter.bodyId);
  const members = seatedOn(ofBody.body, today).map(({ personId }) => personId);
  const interested = await interestedIn(read, matter.counterparties ?? [], members, today);
  const { parties: kept, ...duties } = await dutyParties(read, matter.effects, today);
  const parties = [
    ...(await partiesOf(read, matter.target)),
    ...(await votersBefore(read, matter.effects)),
    ...interested,
    ...kept,
  ];
  const rates = await ratesFor(read, matter, ofBody.body, today);
  return { ...ofBody, ...rates, ...duties, targetRevision: await revisionOf(revision, matter), parties };
}

/** Members who declared an interest in somebody the matter would benefit; names are compared without regard to case. */
async function interestedIn(
  read: Read,
  counterparties: readonly string[],
  members: readonly string[],
  today: LocalDate,
): Promise<readonly PartyFlag[]> {
  if (counterparties.length === 0) return [];
  const named = new Set(counterparties.map((name) => name.toLowerCase()));
  const flags = members.map(async (personId): Promise<readonly PartyFlag[]> => {
    const held = standingOn(await read(standingInterests, personId), today);
    const isNamed = held.some(({ counterparty }) => named.has(counterparty.toLowerCase()));
    return isNamed ? [{ personId, because: 'STANDING_INTEREST' }] : [];
  });
  return (await Promise.all(flags)).flat();
}

/** -1 as well for a matter without a target: nothing changes behind it. */
const revisionOf = async (revision: Revision, { target }: Pick<Matter, 'target'>): Promise<number> =>
  target ? revision(target.category, target.id) : -1;

/** Aggregates whose ids begin with the project they belong to. */
const ofProjects: ReadonlySet<string> = new Set(['project', 'budget', 'costLedger', 'gateReview', 'changeRequest']);

async function partiesOf(read: Read, target: Target | undefined): Promise<readonly PartyFlag[]> {
  if (!target || !ofProjects.has(target.category)) return [];
  const { sponsor, manager } = await read(projectStanding, ownerOf(target.id));
  return [
    ...(sponsor ? [{ personId: sponsor, because: 'SPONSOR' } as const] : []),
    ...(manager ? [{ personId: manager, because: 'PROJECT_MANAGER' } as const] : []),
  ];
}

/** Who voted on a decision does not judge the appeal against it. */
async function votersBefore(read: Read, effects: readonly AuthorisedCommand[]): Promise<readonly PartyFlag[]> {
  const appealed = effects.filter(
    ({ category, command }) => category === 'decisionItem' && command === 'DetermineAppeal',
  );
  const items = await Promise.all(appealed.map(({ id }) => read(decisionItem, id)));
  return [...new Set(items.flatMap(({ voters }) => voters))].map((personId) => ({ personId, because: 'VOTED_BEFORE' }));
}

async function sessionFacts({ id, read }: Asked, { bodyId }: DecisionItem, meetingId: string): Promise<Session> {
  const { stage, attendance, items } = await read(meeting, meetingId);
  const papers = items.find(({ itemId }) => itemId === id)?.papers;
  const open = stage === 'open' && bodyOfMeeting(meetingId) === bodyId;
  return { open, attendance, ...(papers ? { papers } : {}) };
}

/** Of the target's project: spent and committed, and released but neither. */
async function ofMoney({ id, read }: Asked): Promise<OfMoney> {
  const { target } = await read(decisionItem, id);
  if (!target || !ofProjects.has(target.category)) return {};
  const projectId = ownerOf(target.id);
  const { ccy, released } = await read(budgetStanding, projectId);
  if (!ccy) return {};
  const ledger = await read(ledgerStanding, projectId);
  const spent = add(spentOf(ledger, ccy), committedOf(ledger, ccy));
  const left = subtract(released ?? zero(ccy), spent);
  return { spent, unspent: isNegative(left) ? zero(ccy) : left };
}
