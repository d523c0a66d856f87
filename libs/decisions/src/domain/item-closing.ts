import { fact, refuse, type Context } from '@tabularium/kernel';
import type { Dissent } from '../contract/item-parts';
import type { Outcome } from '../contract/vocabulary';
import { outcomeOf, resultOf, type Circumstances, type Result } from './counting';
import { approves, type Ballot, type DecisionItem } from './decision-item.state';
import { seatedOn } from './governance-body.state';
import { partyFault } from './item-conflicts';
import {
  noBallot,
  presidingFault,
  stageFault,
  type Decided,
  type Fault,
  type Happens,
  type InSession,
  type Rules,
} from './item-rules';
import { isAgainstAdvice } from './item-voting';

export const closingRules: Rules<'CloseBallot' | 'GiveCastingVote' | 'CloseCirculation'> = {
  CloseBallot: (_, state, context) => {
    const { ballot } = state;
    if (!ballot) return noBallot(state);
    const fault = presidingFault(context) ?? closableFault(state, ballot, context.today);
    return fault ?? closed(state, ballot, context);
  },

  GiveCastingVote: ({ choice, rationale }, state, context) => {
    const { ballot } = state;
    if (state.stage === 'absent') return noBallot(state);
    if (!ballot || state.stage !== 'tied') return refuse('NO_CASTING_VOTE');
    const { ballotNo, chairSeat } = ballot.opened;
    const personId = context.actor.id;
    const { electors } = withoutLapsed(ballot, context).ballot;
    const isChair = electors.some((elector) => elector.seatId === chairSeat && elector.personId === personId);
    if (!isChair) return refuse('NOT_PRESIDING');
    const fault = partyFault([personId], context.facts);
    if (fault) return fault;
    return [
      fact('CastingVoteGiven', { ballotNo, personId, choice, rationale }),
      ...closing(state, ballot, context, choice),
    ];
  },

  CloseCirculation: (_, state, context) => {
    const closesOn = state.ballot?.opened.closesOn;
    if (!state.ballot || state.stage === 'tied' || !closesOn || context.today <= closesOn) return [];
    return closed(state, state.ballot, context);
  },
};

function closableFault(state: DecisionItem, { opened, electors, votes }: Ballot, today: string): Fault {
  const { secret, closesOn } = opened;
  if (secret) return stageFault(state, 'revealing', 'tied');
  const waits = electors.some(({ personId, recused }) => !recused && !votes.some((vote) => vote.personId === personId));
  return closesOn && today <= closesOn && waits ? refuse('BALLOT_RUNNING', { closesOn }) : undefined;
}

/** A tie is declared once, and then waits for the casting vote: a second closer does not take it from the chair. */
function closed(state: DecisionItem, before: Ballot, context: Context<InSession>): Decided {
  const { ballot, lapsed } = withoutLapsed(before, context);
  const result = resultOf(state, ballot, circumstances(state, ballot, context));
  const { ballotNo } = ballot.opened;
  if (result.tied && state.stage === 'tied') return refuse('CASTING_VOTE_DUE');
  if (result.tied) {
    const { votesFor, votesAgainst } = result.count;
    return [...lapsed, fact('TieDeclared', { ballotNo, votesFor, votesAgainst })];
  }
  return [...lapsed, ...conclusion(state, ballot, result, context)];
}

function closing(
  state: DecisionItem,
  before: Ballot,
  context: Context<InSession>,
  castingVote: 'FOR' | 'AGAINST',
): Happens {
  const { ballot, lapsed } = withoutLapsed(before, context);
  const result = resultOf(state, ballot, { ...circumstances(state, ballot, context), castingVote });
  return [...lapsed, ...conclusion(state, ballot, result, context)];
}

/** Who lost the seat since the ballot opened has no vote; quorum and majority are reckoned without them. */
function withoutLapsed(ballot: Ballot, { facts: { body }, today }: Context<InSession>) {
  const seated = seatedOn(body, today);
  const isSeated = ({ seatId, personId }: Ballot['electors'][number]) =>
    seated.some((member) => member.seatId === seatId && member.personId === personId);
  const { ballotNo } = ballot.opened;
  const lapsed = ballot.electors
    .filter((elector) => !isSeated(elector))
    .map(({ seatId, personId }) => fact('ElectorLapsed', { ballotNo, seatId, personId }));
  const electors = ballot.electors.filter(isSeated);
  const votes = ballot.votes.filter((vote) => electors.some(({ personId }) => personId === vote.personId));
  return { ballot: { ...ballot, electors, votes }, lapsed };
}

function circumstances(state: DecisionItem, { opened, electors }: Ballot, context: Context<InSession>): Circumstances {
  const chair = electors.find(({ seatId }) => seatId === opened.chairSeat);
  return {
    session: context.facts.session,
    retroactive: state.effectiveFrom !== undefined && state.effectiveFrom < context.today && state.retroactive,
    chairMayDecide: opened.castingVote && chair !== undefined && !chair.recused,
  };
}

function conclusion(state: DecisionItem, ballot: Ballot, result: Result, { today }: Context): Happens {
  const { ballotNo, conditions } = ballot.opened;
  const outcome = outcomeOf(result, conditions.length);
  const count = fact('BallotClosed', { ballotNo, outcome, verdict: result.verdict, ...result.count });
  return outcome === 'INQUORATE' ? [count] : [count, decision(state, ballot, outcome, today)];
}

function decision(state: DecisionItem, ballot: Ballot, outcome: Outcome, today: string) {
  const { bodyId, matterType, subject } = state;
  const { ballotNo, conditions } = ballot.opened;
  return fact('DecisionMade', {
    bodyId,
    matterType,
    subject,
    outcome,
    ballotNo,
    decidedOn: today,
    effectiveFrom: effectiveFrom(state, today),
    conditions: approves(outcome) ? conditions : [],
    dissents: dissents(ballot, outcome),
    againstAdvice: isAgainstAdvice(state, approves(outcome) ? 'FOR' : 'AGAINST'),
  });
}

/** A day that has passed counts only if that was asked for with its reason. */
const effectiveFrom = ({ effectiveFrom: asked, retroactive }: DecisionItem, today: string): string =>
  asked !== undefined && (asked > today || retroactive) ? asked : today;

/** Votes for what was not approved, and against what was; those of a secret ballot stay unnamed. */
function dissents({ opened, votes }: Ballot, outcome: Outcome): readonly Dissent[] {
  const other = approves(outcome) ? 'AGAINST' : 'FOR';
  if (opened.secret) return [];
  return votes
    .filter(({ choice }) => choice === other)
    .map(({ personId, rationale }) => ({ personId, ...(rationale ? { rationale } : {}) }));
}
