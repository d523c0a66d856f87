import type { VotingRule } from '../contract/terms';
import type { Verdict, VotingBasis, VotingMethod } from '../contract/vocabulary';

/** What was voted and what it may be measured against; all heads, or all weights of a weighted rule. */
export interface Poll {
  readonly votesFor: number;
  readonly votesAgainst: number;
  readonly abstentions: number;
  readonly present: number;
  readonly eligible: number;
  readonly seats: number;
}

/** `tied`: as many for as against, and one more vote for would carry it. */
export interface Judgement {
  readonly carried: boolean;
  readonly tied: boolean;
  readonly verdict: Verdict;
  /** What FOR was measured against. */
  readonly base: number;
  /** The comparison that was made, for people. */
  readonly arithmetic: string;
}

/** By the rule alone: veto, quorum and casting vote come on top. Whole numbers only. */
export const judge = (rule: VotingRule, poll: Poll): Judgement => methods[rule.method](rule, poll);

const baseOf: Readonly<Record<VotingBasis, (poll: Poll) => number>> = {
  CAST: ({ votesFor, votesAgainst }) => votesFor + votesAgainst,
  PRESENT: ({ present }) => present,
  ELIGIBLE: ({ eligible }) => eligible,
  SEATS: ({ seats }) => seats,
};

const methods: Readonly<Record<VotingMethod, (rule: VotingRule, poll: Poll) => Judgement>> = {
  SIMPLE: (rule, poll) => {
    const base = baseOf[rule.basis ?? 'CAST'](poll);
    const { votesFor, votesAgainst } = poll;
    const arithmetic = `2 × ${votesFor} > ${base}`;
    if (votesFor + votesAgainst === 0) return noVotes(base, arithmetic);
    if (isMore(votesFor, base)) return { carried: true, tied: false, verdict: 'CARRIED', base, arithmetic };
    const tied = votesFor === votesAgainst && isMore(votesFor + 1, (rule.basis ?? 'CAST') === 'CAST' ? base + 1 : base);
    return { carried: false, tied, verdict: tied ? 'TIE' : 'NOT_CARRIED', base, arithmetic };
  },
  QUALIFIED: (rule, poll) => {
    const { basis = 'CAST', numerator = 1, denominator = 1 } = rule;
    const base = baseOf[basis](poll);
    const arithmetic = `${poll.votesFor} × ${denominator} ≥ ${numerator} × ${base}`;
    if (poll.votesFor + poll.votesAgainst === 0) return noVotes(base, arithmetic);
    return settled(poll.votesFor * denominator >= numerator * base, 'NOT_CARRIED', base, arithmetic);
  },
  UNANIMOUS: ({ abstentionBlocks = false }, { votesFor, votesAgainst, eligible }) => {
    const needed = abstentionBlocks ? eligible : 1;
    const arithmetic = `${votesAgainst} against = 0, ${votesFor} for ≥ ${needed}`;
    if (votesFor + votesAgainst === 0) return noVotes(eligible, arithmetic);
    const carried = votesAgainst === 0 && votesFor >= needed;
    return settled(carried, votesAgainst > 0 ? 'OBJECTION' : 'NOT_CARRIED', eligible, arithmetic);
  },
  NO_OBJECTION: ({ acknowledgements = 0 }, { votesFor, votesAgainst, abstentions, eligible }) => {
    const acknowledged = votesFor + abstentions;
    const arithmetic = `${votesAgainst} against = 0, ${acknowledged} acknowledged ≥ ${acknowledgements}`;
    const carried = votesAgainst === 0 && acknowledged >= acknowledgements;
    return settled(carried, votesAgainst > 0 ? 'OBJECTION' : 'ACKNOWLEDGEMENTS_MISSING', eligible, arithmetic);
  },
};

const isMore = (votesFor: number, base: number): boolean => 2 * votesFor > base;

const settled = (carried: boolean, otherwise: Verdict, base: number, arithmetic: string): Judgement => ({
  carried,
  tied: false,
  verdict: carried ? 'CARRIED' : otherwise,
  base,
  arithmetic,
});

/** Nobody for and nobody against decides nothing, whatever the rule. */
const noVotes = (base: number, arithmetic: string): Judgement => settled(false, 'NO_VOTES_CAST', base, arithmetic);
