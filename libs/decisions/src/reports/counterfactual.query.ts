import { Id, OneOf } from '@tabularium/contracts';
import type { Report } from '@tabularium/http';
import { everyRow, pinnedBasis, type Basis, type Row } from '@tabularium/read-store';
import {
  QUORUM_BASES,
  VOTING_BASES,
  VOTING_METHODS,
  type QuorumBase,
  type VotingBasis,
  type VotingMethod,
} from '../contract/vocabulary';
import { judge, type Judgement } from '../domain/majority';
import { quorumRequired } from '../domain/quorum';
import { intIn, textIn } from './rows';

const SHARES = ['1/2', '3/5', '2/3', '3/4', '4/5', '1/1'] as const;
const QUORUM_SHARES = ['MORE_THAN_HALF', ...SHARES] as const;

export class CounterfactualAsked {
  @Id({ to: 'decisionItem', about: 'Matter whose ballots are counted again' }) readonly item!: string;
  @OneOf(VOTING_METHODS) readonly method!: VotingMethod;
  @OneOf(VOTING_BASES, { optional: true, about: 'Default CAST' }) readonly basis?: VotingBasis;
  @OneOf(SHARES, { optional: true, about: 'Of QUALIFIED; default 2/3' }) readonly share?: string;
  @OneOf(QUORUM_SHARES, { optional: true, about: 'Default: the quorum that was required' }) readonly quorum?: string;
  @OneOf(QUORUM_BASES, { optional: true, about: 'Of another quorum; default SEATS' }) readonly quorumBase?: QuorumBase;
}

export interface BallotAgain {
  readonly ballot: string;
  readonly decided: { readonly outcome: string; readonly arithmetic: string; readonly quorumRequired: number };
  readonly instead: Omit<Judgement, 'tied'> & { readonly quorumRequired: number; readonly quorate: boolean };
  /** Whether the votes would have led elsewhere. Casting vote and veto are left out: they are acts, not arithmetic. */
  readonly differs: boolean;
}

export interface Counterfactual {
  readonly basis: Basis;
  readonly ballots: readonly BallotAgain[];
}

/** Whether past ballots would have passed under another voting rule or quorum. Nothing is recorded. */
export const counterfactual: Report<CounterfactualAsked, Counterfactual> = {
  name: 'counterfactual',
  title: 'Whether a matter would have passed under other terms of reference',
  params: CounterfactualAsked,
  run: async ({ item, method, basis: votingBasis, share, quorum, quorumBase, ...asked }, views) => {
    const basis = await pinnedBasis(views, asked);
    const rule = { method, ...(votingBasis ? { basis: votingBasis } : {}), ...fractionOf(share ?? '2/3') };
    const where = [
      { column: 'item', is: 'in', values: [item] },
      { column: 'state', is: 'in', values: ['CLOSED'] },
    ] as const;
    const closed = await everyRow(views, 'ballots', basis, where);
    const required = (row: Row) => (quorum ? otherQuorum(quorum, quorumBase, row) : intIn(row, 'quorumRequired'));
    return { basis, ballots: closed.map(({ key, row }) => again(key, row, judge(rule, pollOf(row)), required(row))) };
  },
};

function again(ballot: string, row: Row, { tied: _, ...judgement }: Judgement, required: number): BallotAgain {
  const outcome = textIn(row, 'outcome');
  const quorate = intIn(row, 'present') >= required;
  const decided = { outcome, arithmetic: textIn(row, 'arithmetic'), quorumRequired: intIn(row, 'quorumRequired') };
  const wasCarried = outcome === 'APPROVED' || outcome === 'APPROVED_WITH_CONDITIONS';
  const instead = { ...judgement, quorumRequired: required, quorate };
  return { ballot, decided, instead, differs: wasCarried !== (judgement.carried && quorate) };
}

const pollOf = (row: Row) => ({
  votesFor: intIn(row, 'votesFor'),
  votesAgainst: intIn(row, 'votesAgainst'),
  abstentions: intIn(row, 'abstentions'),
  present: intIn(row, 'present'),
  eligible: intIn(row, 'eligible'),
  seats: intIn(row, 'seats'),
});

function fractionOf(share: string): { readonly numerator: number; readonly denominator: number } {
  const [numerator = 1, denominator = 1] = share.split('/').map(Number);
  return { numerator, denominator };
}

function otherQuorum(share: string, base: QuorumBase = 'SEATS', row: Row): number {
  const heads = { seats: intIn(row, 'seats'), filled: intIn(row, 'filled'), eligible: intIn(row, 'eligible') };
  if (share === 'MORE_THAN_HALF') return quorumRequired({ method: 'MORE_THAN_HALF', base }, heads);
  return quorumRequired({ method: 'AT_LEAST', base, ...fractionOf(share) }, heads);
}
