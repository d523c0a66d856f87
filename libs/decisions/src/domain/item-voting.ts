import { fact, refuse, type Context } from '@tabularium/kernel';
import type { Elector } from '../contract/item-parts';
import type { Choice } from '../contract/vocabulary';
import { attendanceOf } from './attendance';
import type { Ballot, DecisionItem } from './decision-item.state';
import { seatedOn } from './governance-body.state';
import { partyFault } from './item-conflicts';
import {
  noBallot,
  presidingFault,
  stageFault,
  type Decided,
  type Fault,
  type InBallot,
  type InSession,
  type Rules,
} from './item-rules';

export const votingRules: Rules<
  'CastVote' | 'SealVote' | 'EndSealing' | 'RevealVote' | 'ExerciseVeto' | 'PutVetoOverride'
> = {
  CastVote: ({ choice, rationale, onBehalfOf }, state, context) =>
    whenElector(state, onBehalfOf, context, (ballot, elector) => {
      if (ballot.opened.secret) return refuse('BALLOT_IS_SECRET');
      if (!rationale && needsRationale(state, ballot, choice)) return refuse('RATIONALE_MISSING');
      const stands = ballot.votes.find(({ personId }) => personId === elector.personId);
      if (stands?.choice === choice && stands.rationale === rationale) return [];
      return [
        fact('VoteCast', {
          ...nextVote(ballot, elector, context.actor.id),
          choice,
          ...(rationale ? { rationale } : {}),
        }),
      ];
    }),

  SealVote: ({ commitment, onBehalfOf }, state, context) =>
    whenElector(state, onBehalfOf, context, (ballot, elector) => {
      if (!ballot.opened.secret) return refuse('BALLOT_NOT_SECRET');
      const stands = ballot.votes.find(({ personId }) => personId === elector.personId);
      if (stands?.commitment === commitment) return [];
      return [fact('VoteSealed', { ...nextVote(ballot, elector, context.actor.id), commitment })];
    }),

  EndSealing: (_, state, context) => {
    if (!state.ballot) return noBallot(state);
    if (!state.ballot.opened.secret) return refuse('BALLOT_NOT_SECRET');
    if (state.stage === 'revealing') return [];
    return presidingFault(context) ?? [fact('SealingEnded', { ballotNo: state.ballot.opened.ballotNo })];
  },

  RevealVote: ({ choice, nonce, onBehalfOf }, state, { actor, facts }) => {
    const fault = stageFault(state, 'revealing');
    if (fault) return fault;
    const personId = onBehalfOf ?? actor.id;
    const sealed = state.ballot?.votes.find((vote) => vote.personId === personId);
    const elector = state.ballot?.electors.find((one) => one.personId === personId);
    if (!state.ballot || !elector || !sealed?.commitment) return refuse('VOTE_NOT_FOUND', { personId });
    if (sealed.commitment !== facts.commitment) return refuse('SEAL_BROKEN');
    if (sealed.choice) return [];
    return [fact('VoteRevealed', { ...voterOf(state.ballot, elector, actor.id), choice, nonce })];
  },

  ExerciseVeto: ({ reason }, state, { actor, today, facts }) => {
    const { body } = facts;
    const { ballot, resolved } = state;
    if (!ballot) return noBallot(state);
    const { ballotNo, vetoSeats } = ballot.opened;
    const seat = body.members.find(
      ({ personId, seatId, from, until = today }) =>
        personId === actor.id && vetoSeats.includes(seatId) && from <= today && today <= until,
    );
    if (!seat) return refuse('NO_VETO');
    if (resolved[actor.id] === 'RECUSED') return refuse('RECUSED', { personId: actor.id });
    const fault = partyFault([actor.id], facts);
    if (fault) return fault;
    if (ballot.vetoedBy) return [];
    return [fact('VetoExercised', { ballotNo, seatId: seat.seatId, personId: actor.id, reason }, { reason })];
  },

  PutVetoOverride: (_, state, context) => {
    const { ballot } = state;
    if (!ballot) return noBallot(state);
    if (!ballot.vetoedBy || !ballot.opened.vetoOverride) return refuse('VETO_FINAL');
    if (ballot.overridePut) return [];
    return presidingFault(context) ?? [fact('VetoOverridePut', { ballotNo: ballot.opened.ballotNo })];
  },
};

/** Carries on with the member whose vote it is, once whoever votes may cast it. */
function whenElector(
  state: DecisionItem,
  onBehalfOf: string | undefined,
  context: Context<InBallot>,
  decide: (ballot: Ballot, elector: Elector) => Decided,
): Decided {
  const { ballot } = state;
  if (!ballot || state.stage !== 'voting' || isOver(ballot, context.today)) return noBallot(state);
  const personId = onBehalfOf ?? context.actor.id;
  const elector = ballot.electors.find((one) => one.personId === personId);
  const keepsSeat = seatedOn(context.facts.body, context.today).some(
    (seated) => seated.personId === personId && seated.seatId === elector?.seatId,
  );
  if (!elector || !keepsSeat) return refuse('NOT_ELECTOR', { personId });
  if (elector.recused) return refuse('RECUSED', { personId });
  return (
    attendingFault(state, ballot, elector, context) ??
    partyFault([personId, context.actor.id], context.facts) ??
    decide(ballot, elector)
  );
}

const isOver = ({ opened: { closesOn } }: Ballot, today: string): boolean => closesOn !== undefined && closesOn < today;

function attendingFault(
  item: DecisionItem,
  ballot: Ballot,
  elector: Elector,
  { actor, facts: { session } }: Context<InSession>,
): Fault {
  const { personId } = elector;
  if (ballot.opened.mode === 'WRITTEN')
    return personId === actor.id ? undefined : refuse('NOT_REPRESENTED', { personId });
  const attending = attendanceOf(elector, item, session?.attendance ?? []);
  if (!session?.open || !attending) return refuse('NOT_PRESENT', { personId });
  if ((attending.heldBy ?? personId) === actor.id) return undefined;
  return personId === actor.id ? refuse('NOT_PRESENT', { personId }) : refuse('NOT_REPRESENTED', { personId });
}

/** By the rule frozen with the ballot: against the motion, or against what finance or assurance recommend. */
function needsRationale(state: DecisionItem, { opened }: Ballot, choice: Choice): boolean {
  const { rationale = 'AGAINST_OR_ADVICE' } = opened;
  if (rationale === 'NEVER') return false;
  return (rationale === 'AGAINST_OR_ADVICE' && choice === 'AGAINST') || isAgainstAdvice(state, choice);
}

export const isAgainstAdvice = ({ advice }: DecisionItem, choice: Choice): boolean =>
  advice.some(
    ({ adviser, stance }) => adviser !== 'PMO' && stance !== 'NEUTRAL' && choice !== 'ABSTAIN' && stance !== choice,
  );

const voterOf = ({ opened: { ballotNo } }: Ballot, { seatId, personId }: Elector, actorId: string) => ({
  ballotNo,
  seatId,
  personId,
  ...(actorId === personId ? {} : { castBy: actorId }),
});

function nextVote(ballot: Ballot, elector: Elector, actorId: string) {
  const before = ballot.votes.find(({ personId }) => personId === elector.personId);
  const superseding = before ? { supersedes: before.voteNo } : {};
  return { ...voterOf(ballot, elector, actorId), voteNo: ballot.cast + 1, ...superseding };
}
