import {
  refuse,
  type Context,
  type Decider,
  type Decision,
  type FactOf,
  type Money,
  type RateTable,
  type Refusal,
} from '@tabularium/kernel';
import type { DecisionItemCommands, DecisionItemEvents, DecisionItemRefusal } from '../contract/decision-item.contract';
import type { Attendee } from '../contract/meeting.commands';
import type { Paper, PartyFlag } from '../contract/item-parts';
import { entryOf } from '../contract/vocabulary';
import type { DecisionItem, ItemStage } from './decision-item.state';
import { presides, type GovernanceBody } from './governance-body.state';
import type { RequiredPapers } from './required-papers';

export interface OfBody {
  readonly body: GovernanceBody;
  /** Bodies it answers to, the nearest first. */
  readonly above: readonly string[];
}

export interface OfDuties {
  /** Version of the policy on segregation of duties, where a rule of it names a command of the matter. */
  readonly segregationPolicy?: number;
}

export interface OfMatter extends OfBody, OfDuties {
  /** Where the stream of the target stands now. */
  readonly targetRevision: number;
  /** Who is in conflict by what the records say. */
  readonly parties: readonly PartyFlag[];
  /** Papers that matters need by the policy in force; undefined = none is. */
  readonly papers?: RequiredPapers;
  /** Exchange rates in force, where a limit of the body is in another currency than the matter. */
  readonly rates?: RateTable;
}

/** The meeting a ballot is held in; without one it is in writing. */
export interface Session {
  readonly open: boolean;
  readonly attendance: readonly Attendee[];
  /** The papers the matter was tabled with; none = it was not tabled. */
  readonly papers?: readonly Paper[];
}

export interface InSession extends OfBody {
  readonly session?: Session;
}

/** A vote under way: with who is in conflict by now. */
export interface InBallot extends InSession {
  readonly parties: readonly PartyFlag[];
}

/** Money of the target's project that cannot, and that can, be taken back. */
export interface OfMoney {
  readonly spent?: Money;
  readonly unspent?: Money;
}

export type DecisionItemFacts = {
  /** `effectFault`: the first effect that is no command which could be carried out, from 1, and why. */
  readonly ProposeMatter: OfMatter & { readonly effectFault?: { readonly n: number; readonly fault: string } };
  readonly RefreshProposal: { readonly targetRevision: number };
  readonly ResolveConflict: OfMatter;
  readonly DeferMatter: OfBody;
  readonly ReferUp: OfBody;
  readonly NoteMatter: OfBody;
  readonly OpenBallot: OfMatter & { readonly session: Session };
  readonly CirculateResolution: OfMatter;
  readonly CastVote: InBallot;
  readonly SealVote: InBallot;
  readonly EndSealing: OfBody;
  /** `commitment`: SHA-256 of what is revealed. */
  readonly RevealVote: { readonly commitment: string };
  readonly ExerciseVeto: InBallot;
  readonly PutVetoOverride: OfBody;
  readonly CloseBallot: InSession;
  readonly GiveCastingVote: InBallot;
  readonly CloseCirculation: InSession;
  readonly TakeUrgentDecision: OfMatter;
  readonly WaiveCondition: OfBody;
  readonly ExtendCondition: OfBody;
  readonly BreachCondition: OfMoney;
  readonly RatifyUrgentDecision: OfBody;
  readonly LapseUrgentDecision: OfMoney;
  readonly SupersedeDecision: OfBody;
  readonly RescindDecision: OfBody & OfMoney;
  readonly LodgeAppeal: OfMatter;
  readonly DetermineAppeal: OfMoney;
};

export type ItemDecider = Decider<
  DecisionItem,
  DecisionItemCommands,
  DecisionItemEvents,
  DecisionItemRefusal,
  DecisionItemFacts
>;
/** The rules of some commands. */
export type Rules<N extends keyof DecisionItemCommands> = Pick<ItemDecider['decide'], N>;
export type Decided = Decision<DecisionItemEvents, DecisionItemRefusal>;
export type Happens = readonly FactOf<DecisionItemEvents>[];
export type Fault = Refusal<DecisionItemRefusal> | undefined;

export function stageFault({ stage }: DecisionItem, ...needed: readonly ItemStage[]): Fault {
  if (stage === 'absent') return refuse('MATTER_NOT_FOUND');
  return needed.includes(stage) ? undefined : refuse('NOT_IN_STAGE', { stage, needed: needed.join(' or ') });
}

/** For commands that need an open ballot, when there is none. */
export const noBallot = ({ stage }: DecisionItem) => refuse(stage === 'absent' ? 'MATTER_NOT_FOUND' : 'BALLOT_CLOSED');

/** For commands about a decision that stands. */
export function decidedFault(state: DecisionItem): Fault {
  const fault = stageFault(state, 'decided');
  if (fault) return fault;
  return state.made?.standing === 'ended' ? refuse('NOT_IN_STAGE', { stage: 'ended', needed: 'in force' }) : undefined;
}

export function bodyFault({ bodyId }: Pick<DecisionItem, 'bodyId'>, { body }: OfBody): Fault {
  if (body.version === 0) return refuse('BODY_NOT_FOUND', { bodyId });
  return body.dissolved ? refuse('BODY_DISSOLVED', { bodyId }) : undefined;
}

export const presidingFault = ({ actor, today, facts }: Context<OfBody>): Fault =>
  presides(facts.body, actor.id, today) ? undefined : refuse('NOT_PRESIDING');

/** The command stands on a decision of the body itself or of one above it. */
export function decisionFault({ bodyId }: DecisionItem, { authority, facts }: Context<OfBody>): Fault {
  const by = authority.basis === 'DECISION' ? entryOf(authority.ref ?? '')?.bodyId : undefined;
  return by !== undefined && [bodyId, ...facts.above].includes(by) ? undefined : refuse('DECISION_NEEDED', { bodyId });
}

export const samePapers = (some: readonly Paper[], others: readonly Paper[]): boolean => {
  const texts = (papers: readonly Paper[]) =>
    papers
      .map(({ documentId, version, sha256, kind = '', mark = '' }) =>
        [documentId, version, sha256, kind, mark].join('\n'),
      )
      .sort();
  return texts(some).join('\n') === texts(others).join('\n');
};
