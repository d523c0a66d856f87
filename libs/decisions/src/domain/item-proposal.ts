import { fact, refuse, type Actor, type Context } from '@tabularium/kernel';
import type { DecisionItemCommands } from '../contract/decision-item.contract';
import type { PartyFlag } from '../contract/item-parts';
import type { Outcome } from '../contract/vocabulary';
import { isWithin } from './body-limit';
import type { DecisionItem } from './decision-item.state';
import { amountFault } from './effects-amount';
import { matterOf, seatedOn } from './governance-body.state';
import {
  bodyFault,
  presidingFault,
  samePapers,
  stageFault,
  type Decided,
  type DecisionItemFacts,
  type Fault,
  type OfBody,
  type OfMatter,
  type Rules,
} from './item-rules';

type Asked = DecisionItemCommands['ProposeMatter'];

export const proposalRules: Rules<
  | 'ProposeMatter'
  | 'AmendPapers'
  | 'RefreshProposal'
  | 'AttachRecommendation'
  | 'DeferMatter'
  | 'ReferUp'
  | 'WithdrawMatter'
  | 'NoteMatter'
> = {
  ProposeMatter: (asked, state, context) => {
    const fault = proposalFault(asked, state, context);
    if (fault) return fault;
    const { conditions = [] } = asked;
    const { targetRevision } = context.facts;
    const proposed = fact('MatterProposed', { ...asked, conditions, targetRevision, proposedBy: context.actor.id });
    return [proposed, ...flagged(context), ...passedUp(asked, context)];
  },

  AmendPapers: ({ papers, reason }, state, { actor }) => {
    const fault = stageFault(state, 'proposed') ?? proposerFault(state, actor);
    if (fault) return fault;
    return samePapers(papers, state.papers) ? [] : [fact('PapersAmended', { papers, reason }, { reason })];
  },

  RefreshProposal: ({ reason }, state, { actor, facts: { targetRevision } }) => {
    const fault = stageFault(state, 'proposed') ?? proposerFault(state, actor);
    if (fault) return fault;
    if (targetRevision === state.targetRevision) return [];
    return [fact('ProposalRefreshed', { targetRevision, reason }, { reason })];
  },

  AttachRecommendation: (advice, state, { actor }) =>
    stageFault(state, 'proposed') ?? [fact('RecommendationAttached', { ...advice, by: actor.id })],

  DeferMatter: (deferral, state, context) => {
    const fault = stageFault(state, 'proposed') ?? presidingFault(context);
    if (fault) return fault;
    if (deferral.returnOn <= context.today) return refuse('DATE_PAST');
    const count = state.deferrals + 1;
    return [fact('MatterDeferred', { ...deferral, count }), ...passedOn(state, count, context)];
  },

  /** The matters of a dissolved body go to its successor, whoever passes them on. */
  ReferUp: ({ because }, state, context) => {
    const { body, above } = context.facts;
    const toBody = body.dissolved ? body.successor : above[0];
    const fault = stageFault(state, 'proposed') ?? (body.dissolved ? undefined : presidingFault(context));
    if (fault) return fault;
    if (!toBody) return refuse('NO_PARENT', { bodyId: state.bodyId });
    return [fact('MatterReferredUp', { fromBody: state.bodyId, toBody, because }, { reason: because })];
  },

  WithdrawMatter: ({ reason }, state, { actor }) => {
    if (state.stage === 'withdrawn') return [];
    const fault = stageFault(state, 'proposed') ?? proposerFault(state, actor);
    return fault ?? [fact('MatterWithdrawn', { bodyId: state.bodyId, by: actor.id, reason }, { reason })];
  },

  NoteMatter: (_, state, context) => {
    const fault = stageFault(state, 'proposed') ?? bodyFault(state, context.facts) ?? presidingFault(context);
    if (fault) return fault;
    return state.effects.length > 0 ? refuse('AUTHORISES_COMMANDS') : noted(state, context);
  },
};

function proposalFault(
  asked: Asked,
  state: DecisionItem,
  { today, facts }: Context<DecisionItemFacts['ProposeMatter']>,
): Fault {
  if (state.stage !== 'absent') return refuse('MATTER_EXISTS');
  const { bodyId, matterType, effectiveFrom, retroactiveBecause } = asked;
  const fault = bodyFault(asked, facts) ?? conditionsFault(asked.conditions ?? [], today);
  if (fault) return fault;
  if (!matterOf(facts.body, matterType)) return refuse('NOT_COMPETENT', { bodyId, matterType });
  if (facts.effectFault) return refuse('EFFECT_INVALID', { ...facts.effectFault });
  const understated = amountFault(asked.amount, asked.effects);
  if (understated) return understated;
  const isRetroactive = effectiveFrom !== undefined && effectiveFrom < today;
  return isRetroactive && !retroactiveBecause ? refuse('RETROACTIVE_REASON_MISSING') : undefined;
}

/** Conditions are told apart by their ids and fall due after today. */
export function conditionsFault(conditions: NonNullable<Asked['conditions']>, today: string): Fault {
  const ids = conditions.map(({ id }) => id);
  const repeated = ids.find((id, at) => ids.indexOf(id) !== at);
  if (repeated) return refuse('CONDITION_REPEATED', { conditionId: repeated });
  return conditions.some(({ dueOn }) => dueOn <= today) ? refuse('DATE_PAST') : undefined;
}

/** Members of the body who are parties; others may sit on it by the time of the ballot, and are found then. */
function flagged({ actor, today, facts: { body, parties } }: Context<OfMatter>) {
  const seated = seatedOn(body, today).map(({ personId }) => personId);
  const proposer: PartyFlag = { personId: actor.id, because: 'PROPOSER' };
  return [proposer, ...parties]
    .filter(({ personId }) => seated.includes(personId))
    .map((party) => fact('ConflictFlagged', party));
}

/** What lies above the limit of the body starts with the one it answers to; what lacks a rate waits for it. */
function passedUp({ bodyId, matterType, amount }: Asked, { facts: { body, above, rates } }: Context<OfMatter>) {
  const [toBody] = above;
  if (!toBody || isWithin({ amount, rates }, matterOf(body, matterType)?.upTo) !== false) return [];
  return [
    fact('MatterReferredUp', { fromBody: bodyId, toBody, because: 'The amount lies above the limit of the body' }),
  ];
}

/** What a body keeps putting off goes to the one it answers to. */
const PATIENCE = 2;

function passedOn({ bodyId }: DecisionItem, deferrals: number, { facts: { above } }: Context<OfBody>) {
  const [toBody] = above;
  if (!toBody || deferrals < PATIENCE) return [];
  return [fact('MatterReferredUp', { fromBody: bodyId, toBody, because: `It was put off ${deferrals} times` })];
}

const PMO: ReadonlySet<string> = new Set(['PMO_DIRECTOR', 'PMO_MANAGER', 'PMO_ANALYST']);

const proposerFault = ({ proposer }: DecisionItem, { id, role = '' }: Actor): Fault =>
  proposer === id || PMO.has(role) ? undefined : refuse('NOT_PROPOSER');

const NOTED: Outcome = 'NOTED';

const noted = ({ bodyId, matterType, subject }: DecisionItem, { today }: Context): Decided => [
  fact('DecisionMade', {
    bodyId,
    matterType,
    subject,
    outcome: NOTED,
    decidedOn: today,
    effectiveFrom: today,
    conditions: [],
    dissents: [],
    againstAdvice: false,
  }),
];
