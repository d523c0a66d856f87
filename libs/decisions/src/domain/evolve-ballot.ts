import type { Fold } from '@tabularium/kernel';
import type { DecisionItemEvents } from '../contract/decision-item.contract';
import type { Ballot, DecisionItem, Vote } from './decision-item.state';

type Evolve = Fold<DecisionItem, DecisionItemEvents>['evolve'];

const inBallot = (state: DecisionItem, change: (ballot: Ballot) => Partial<Ballot>): DecisionItem =>
  state.ballot ? { ...state, ballot: { ...state.ballot, ...change(state.ballot) } } : state;

const withVote = (state: DecisionItem, vote: Vote): DecisionItem =>
  inBallot(state, ({ votes }) => ({
    votes: [...votes.filter(({ personId }) => personId !== vote.personId), vote],
    cast: vote.voteNo,
  }));

const by = (castBy: string | undefined) => (castBy ? { castBy } : {});

const ended = ({ ballot: _, ...state }: DecisionItem): DecisionItem => state;

const votersOf = ({ voters, ballot }: DecisionItem): readonly string[] => [
  ...new Set([...voters, ...(ballot?.votes ?? []).flatMap(({ personId, choice }) => (choice ? [personId] : []))]),
];

/** How a ballot goes. */
export const evolveBallot = {
  BallotOpened: (state, opened) => ({
    ...state,
    stage: 'voting',
    ballots: opened.ballotNo,
    ballot: { opened, electors: opened.electorate, votes: [], cast: 0, overridePut: false },
  }),
  WrittenResolutionCirculated: (state) => state,
  MeetingDemanded: (state) => ({ ...ended(state), stage: 'proposed' }),
  VoteCast: (state, { voteNo, personId, castBy, choice, rationale }) =>
    withVote(state, { voteNo, personId, choice, ...by(castBy), ...(rationale ? { rationale } : {}) }),
  VoteSealed: (state, { voteNo, personId, castBy, commitment }) =>
    withVote(state, { voteNo, personId, ...by(castBy), commitment }),
  SealingEnded: (state) => ({ ...state, stage: 'revealing' }),
  VoteRevealed: (state, { personId, choice }) =>
    inBallot(state, ({ votes }) => ({
      votes: votes.map((vote) => (vote.personId === personId ? { ...vote, choice } : vote)),
    })),
  ElectorLapsed: (state, { personId }) =>
    inBallot(state, ({ electors, votes }) => ({
      electors: electors.filter((elector) => elector.personId !== personId),
      votes: votes.filter((vote) => vote.personId !== personId),
    })),
  VetoExercised: (state, { personId }) => inBallot(state, () => ({ vetoedBy: personId })),
  VetoOverridePut: (state) => inBallot(state, () => ({ overridePut: true })),
  TieDeclared: (state) => ({ ...state, stage: 'tied' }),
  CastingVoteGiven: (state) => state,
  BallotClosed: (state, { outcome }) => ({
    ...ended(state),
    voters: votersOf(state),
    stage: outcome === 'INQUORATE' ? 'proposed' : 'decided',
  }),
} as const satisfies Partial<Evolve>;
