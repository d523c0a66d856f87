import type { BallotClosed } from '../contract/ballot.events';
import type { Choice, Outcome, Verdict } from '../contract/vocabulary';
import { presentOf } from './attendance';
import type { Ballot, DecisionItem, Vote } from './decision-item.state';
import type { Session } from './item-rules';
import { judge, type Judgement, type Poll } from './majority';
import { includesAll, quorumRequired } from './quorum';

/** What a ballot is judged by beside its votes. */
export interface Circumstances {
  readonly session: Session | undefined;
  /** The decision would take effect before today. */
  readonly retroactive: boolean;
  /** The chair has a vote and may decide a tie. */
  readonly chairMayDecide: boolean;
  readonly castingVote?: 'FOR' | 'AGAINST';
}

export interface Result {
  readonly count: Omit<BallotClosed, 'ballotNo' | 'outcome' | 'verdict'>;
  readonly verdict: Verdict;
  readonly carried: boolean;
  /** Settled by the casting vote that is not given yet. */
  readonly tied: boolean;
}

type Settled = Pick<Result, 'verdict' | 'carried' | 'tied'>;

/** The whole count of a ballot: quorum, veto, majority, casting vote and bars, in this order. Pure arithmetic. */
export function resultOf(item: DecisionItem, ballot: Ballot, how: Circumstances): Result {
  const { opened, electors } = ballot;
  const present = presentOf(electors, item, how.session?.attendance, opened.recusalMode);
  const eligible = electors.filter(({ recused }) => !recused);
  const heads = { seats: opened.seats, filled: electors.length, eligible: eligible.length };
  const required = quorumRequired(opened.quorum, heads);
  const weigh = weightIn(ballot);
  const poll: Poll = {
    votesFor: weigh('FOR'),
    votesAgainst: weigh('AGAINST'),
    abstentions: weigh('ABSTAIN'),
    present: sizeOf(ballot, present),
    eligible: sizeOf(ballot, eligible),
    seats: opened.voting.weighted ? opened.seatWeights : opened.seats,
  };
  const judgement = judge(opened.voting, poll);
  const isQuorate =
    present.length >= required &&
    includesAll(
      opened.quorum,
      present.map(({ seatId }) => seatId),
    );
  const { votesFor, votesAgainst, abstentions } = poll;
  const voted = ballot.votes.filter(({ choice }) => choice !== undefined).length;
  return {
    count: {
      votesFor,
      votesAgainst,
      abstentions,
      notVoting: eligible.length - voted,
      recused: electors.length - eligible.length,
      present: present.length,
      ...heads,
      quorumRequired: required,
      base: judgement.base,
      arithmetic: judgement.arithmetic,
    },
    ...settle(item, ballot, how, judgement, isQuorate),
  };
}

const sizeOf = ({ opened }: Ballot, electors: Ballot['electors']): number =>
  electors.reduce((sum, { weight }) => sum + (opened.voting.weighted ? weight : 1), 0);

const weightIn =
  (ballot: Ballot) =>
  (choice: Choice): number =>
    sizeOf(
      ballot,
      ballot.electors.filter(({ personId }) =>
        ballot.votes.some((vote) => vote.personId === personId && vote.choice === choice),
      ),
    );

const failed = (verdict: Verdict): Settled => ({ verdict, carried: false, tied: false });
const carried = (verdict: Verdict): Settled => ({ verdict, carried: true, tied: false });

function settle(
  item: DecisionItem,
  ballot: Ballot,
  how: Circumstances,
  judgement: Judgement,
  isQuorate: boolean,
): Settled {
  if (!isQuorate) return failed('QUORUM');
  if (ballot.vetoedBy && !ballot.overridePut) return failed('VETO');
  if (ballot.vetoedBy && !overrides(ballot)) return failed('VETO');
  const byMajority = majority(how, judgement);
  if (!byMajority.carried) return byMajority;
  if (isSoleProposer(item, ballot, how)) return failed('SOLE_PROPOSER');
  if (how.retroactive && !twoThirds(ballot)) return failed('RETROACTIVE');
  return ballot.vetoedBy ? carried('VETO_OVERRIDDEN') : byMajority;
}

function majority(
  { chairMayDecide, castingVote }: Circumstances,
  { carried: isCarried, tied, verdict }: Judgement,
): Settled {
  if (!tied) return isCarried ? carried(verdict) : failed(verdict);
  if (castingVote) return castingVote === 'FOR' ? carried('CASTING_VOTE') : failed('CASTING_VOTE');
  return { verdict: 'TIE', carried: false, tied: chairMayDecide };
}

/** A share of everybody eligible, whatever the rule of the matter. */
function overrides(ballot: Ballot): boolean {
  const { vetoOverride } = ballot.opened;
  if (!vetoOverride) return false;
  const eligible = ballot.electors.filter(({ recused }) => !recused).length;
  return headsFor(ballot) * vetoOverride.denominator >= vetoOverride.numerator * eligible;
}

/** Nobody decides on what they proposed, by whichever vote they cast, unless two others vote for it by their own hand. */
function isSoleProposer({ proposer }: DecisionItem, { votes, electors, opened }: Ballot, how: Circumstances): boolean {
  const isTheirs = ({ personId, castBy }: Vote) => personId === proposer || castBy === proposer;
  const supporting = votes.filter(({ choice }) => choice === 'FOR');
  const chair = electors.find(({ seatId }) => seatId === opened.chairSeat)?.personId;
  const took = supporting.some(isTheirs) || (how.castingVote === 'FOR' && chair === proposer);
  return took && supporting.filter((vote) => !isTheirs(vote)).length < 2;
}

const headsFor = ({ votes }: Ballot): number => votes.filter(({ choice }) => choice === 'FOR').length;

/** Of votes cast: silence, which carries other matters under some rules, is none. */
const twoThirds = (ballot: Ballot): boolean => {
  const against = ballot.votes.filter(({ choice }) => choice === 'AGAINST').length;
  return headsFor(ballot) > 0 && 3 * headsFor(ballot) >= 2 * (headsFor(ballot) + against);
};

export function outcomeOf({ verdict, carried: isCarried }: Result, conditions: number): Outcome {
  if (verdict === 'QUORUM') return 'INQUORATE';
  if (verdict === 'VETO') return 'VETOED';
  if (!isCarried) return 'REJECTED';
  return conditions > 0 ? 'APPROVED_WITH_CONDITIONS' : 'APPROVED';
}
