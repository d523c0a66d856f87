import { ownerOf } from '@tabularium/kernel';
import type { Step, Steps, StepWithKeys, ViewEvent } from '@tabularium/read-store';
import type { ActionItemEvents } from '../contract/action-item.contract';
import type { DecisionItemEvents } from '../contract/decision-item.contract';
import type { Paper, Target } from '../contract/item-parts';
import type { MeetingEvents } from '../contract/meeting.contract';
import { blankItem, type ItemRow } from './item-columns';

export type ItemViewEvents = DecisionItemEvents &
  Pick<MeetingEvents, 'ItemTabled'> &
  Pick<ActionItemEvents, 'ActionRaised'>;

/** Changes a row that is there. */
const noted =
  <D>(change: (data: D, row: ItemRow) => Partial<ItemRow>): Step<ItemRow, D> =>
  (row, { data }) =>
    row && { ...row, ...change(data, row) };

/** Of a row that another stream speaks of. */
const notedAt = <D>(
  key: (data: D) => string,
  change: (event: ViewEvent<D>, row: ItemRow) => Partial<ItemRow>,
): StepWithKeys<ItemRow, D> => ({
  keys: ({ data }) => [key(data)],
  step: (row, event) => row && { ...row, ...change(event, row) },
});

const into = (state: string) => noted<object>(() => ({ state }));

const ofProjects: ReadonlySet<string> = new Set(['project', 'budget', 'costLedger', 'gateReview', 'changeRequest']);

const projectOf = (target: Target | undefined): string | null =>
  target && ofProjects.has(target.category) ? ownerOf(target.id) : null;

const paperTexts = (papers: readonly Paper[]): readonly string[] =>
  papers.map(({ documentId, version, sha256, mark }) =>
    [documentId, version, sha256, ...(mark === undefined ? [] : [mark])].join(' '),
  );

const more = (list: readonly string[] | null, entry: string): readonly string[] => [...(list ?? []), entry];

const less = (count: number | null): number => Math.max(0, (count ?? 0) - 1);

const met = ({ conditionsMet, conditionsOpen }: ItemRow): Partial<ItemRow> => ({
  conditionsMet: (conditionsMet ?? 0) + 1,
  conditionsOpen: less(conditionsOpen),
});

/** With the decision fall its conditions. */
const fallen = (state: string, replacedBy: string): Partial<ItemRow> => ({ state, replacedBy, conditionsOpen: 0 });

const conflict = ({ conflicts }: ItemRow, personId: string, state: string): readonly string[] => [
  ...(conflicts ?? []).filter((entry) => !entry.startsWith(`${personId} `)),
  `${personId} ${state}`,
];

const proposalSteps: Steps<ItemRow, ItemViewEvents> = {
  MatterProposed: (_, { data, metadata }) => ({
    ...blankItem,
    body: data.bodyId,
    state: 'PROPOSED',
    matterType: data.matterType,
    subject: data.subject,
    project: projectOf(data.target),
    target: data.target ? `${data.target.category} ${data.target.id}` : null,
    amount: data.amount ?? null,
    retroactive: data.retroactiveBecause !== undefined,
    papers: paperTexts(data.papers),
    proposedBy: data.proposedBy,
    proposedAt: metadata.effectiveAt,
    effects: data.effects.map(({ category, id, command }) => `${command} on ${category} ${id}`),
  }),
  PapersAmended: noted(({ papers }) => ({ papers: paperTexts(papers) })),
  RecommendationAttached: noted(({ adviser, stance, text }, row) => ({
    recommendations: more(row.recommendations, `${adviser} ${stance}: ${text}`),
  })),
  ConflictFlagged: noted(({ personId }, row) => ({ conflicts: conflict(row, personId, 'OPEN') })),
  InterestDeclared: noted(({ personId }, row) => ({ conflicts: conflict(row, personId, 'OPEN') })),
  ConflictResolved: noted(({ personId, outcome }, row) => ({ conflicts: conflict(row, personId, outcome) })),
  ItemTabled: notedAt(
    ({ itemId }) => itemId,
    ({ entityId, data }) => ({ state: 'TABLED', where: entityId, papersLate: data.late }),
  ),
  MatterDeferred: noted(({ count, returnOn }) => ({ state: 'DEFERRED', deferrals: count, returnOn })),
  MatterReferredUp: noted(({ toBody }) => ({ state: 'REFERRED_UP', body: toBody, conflicts: [] })),
  MatterWithdrawn: into('WITHDRAWN'),
};

const ballotSteps: Steps<ItemRow, ItemViewEvents> = {
  BallotOpened: noted(({ meetingId, termsVersion, papersPolicy = null, bodyId }) => ({
    state: 'BALLOT_OPEN',
    where: meetingId ?? 'WRITTEN',
    termsVersion,
    papersPolicy,
    body: bodyId,
  })),
  MeetingDemanded: into('PROPOSED'),
  TieDeclared: into('TIED'),
  CastingVoteGiven: noted(({ personId, choice }) => ({ castingVote: `${personId} ${choice}` })),
  VetoExercised: noted(({ personId }) => ({ veto: personId })),
  BallotClosed: noted(
    ({ ballotNo: _, base: _base, eligible: _eligible, filled: _filled, seats: _seats, ...count }) => ({
      ...count,
      state: count.outcome === 'INQUORATE' ? 'INQUORATE' : 'DECIDED',
    }),
  ),
  UrgentDecisionTaken: noted(({ ratifyBy }) => ({ where: 'URGENT', ratifyBy, urgentNotRatified: true })),
  UrgentDecisionRatified: noted(({ decisionNo }) => ({
    ratifyBy: null,
    urgentNotRatified: false,
    ratifiedBy: decisionNo,
  })),
  UrgentDecisionLapsed: noted(() => ({ state: 'LAPSED', ratifyBy: null, urgentNotRatified: false, conditionsOpen: 0 })),
};

const outcomeSteps: Steps<ItemRow, ItemViewEvents> = {
  DecisionMade: noted(({ outcome, decidedOn, effectiveFrom, conditions, dissents, againstAdvice }) => ({
    state: 'DECIDED',
    decided: true,
    outcome,
    decidedOn,
    effectiveFrom,
    againstAdvice,
    conditions: conditions.map(({ id, kind, text }) => `${id} ${kind}: ${text}`),
    conditionsOpen: conditions.length,
    dissents: dissents.map(({ personId, rationale = '' }) => `${personId}: ${rationale}`),
  })),
  DecisionNumbered: noted(({ decisionNo }) => ({ decisionNo })),
  DecisionBecameEffective: (row, { metadata }) =>
    row && { ...row, state: 'EFFECTIVE', tookEffectAt: metadata.effectiveAt },
  EffectDue: noted(() => ({ failure: null })),
  EffectApplied: noted(({ n, eventIds }, row) => ({
    effectsApplied: n,
    effectEvents: [...(row.effectEvents ?? []), ...eventIds],
  })),
  EffectFailed: noted(({ n, code }) => ({ failure: `Effect ${n}: ${code}` })),
  ActionRaised: notedAt(
    ({ from }) => from,
    ({ entityId }, row) => ({ actions: more(row.actions, entityId) }),
  ),
  ConditionDischarged: noted((_, row) => met(row)),
  ConditionWaived: noted((_, row) => met(row)),
  ConditionBreached: noted((_, row) => ({
    conditionsBreached: (row.conditionsBreached ?? 0) + 1,
    conditionsOpen: less(row.conditionsOpen),
  })),
  DecisionSuspended: into('SUSPENDED'),
  DecisionResumed: noted((_, { tookEffectAt }) => ({ state: tookEffectAt ? 'EFFECTIVE' : 'DECIDED' })),
  DecisionLapsed: noted(() => ({ state: 'LAPSED', conditionsOpen: 0 })),
  DecisionSuperseded: noted(({ byDecisionNo }) => fallen('SUPERSEDED', byDecisionNo)),
  DecisionRescinded: noted(({ byDecisionNo }) => fallen('RESCINDED', byDecisionNo)),
  AppealLodged: into('UNDER_APPEAL'),
  AppealDetermined: noted(({ outcome }) => ({ state: outcome })),
};

export const itemSteps: Steps<ItemRow, ItemViewEvents> = { ...proposalSteps, ...ballotSteps, ...outcomeSteps };
