import type { LocalDate, Money } from '@tabularium/kernel';
import {
  DateField,
  Event,
  Flag,
  Id,
  Int,
  ListOf,
  MoneyField,
  Nested,
  OneOf,
  PersonRef,
  Sha256,
  Text,
  TextList,
} from '@tabularium/contracts';
import { DecisionCondition, Elector } from './item-parts';
import { QuorumRule, VetoOverride, VotingRule } from './terms';
import {
  BALLOT_MODES,
  CHOICES,
  OUTCOMES,
  RATIONALE_RULES,
  RECUSAL_MODES,
  VERDICTS,
  type BallotMode,
  type Choice,
  type Outcome,
  type RationaleRule,
  type RecusalMode,
  type Verdict,
} from './vocabulary';

/** Ballots on an item are counted from 1. */
class OfBallot {
  @Int({ min: 1 }) readonly ballotNo!: number;
}

/** Everything the count will rest on, as it stood when the ballot opened. */
@Event({ summary: 'A ballot was opened' })
export class BallotOpened extends OfBallot {
  @OneOf(BALLOT_MODES) readonly mode!: BallotMode;
  @Id({ to: 'governanceBody' }) readonly bodyId!: string;
  @Int({ min: 1, about: 'Version of the terms of reference' }) readonly termsVersion!: number;
  @Id({ to: 'meeting', optional: true }) readonly meetingId?: string;
  @DateField({ optional: true, about: 'Last day to answer, of a circulation' }) readonly closesOn?: LocalDate;
  @Flag() readonly secret!: boolean;
  @ListOf(() => Elector, { max: 50 }) readonly electorate!: readonly Elector[];
  @Int({ about: 'Voting seats of the body' }) readonly seats!: number;
  @Int({ about: 'Weights of those seats together' }) readonly seatWeights!: number;
  @Id() readonly chairSeat!: string;
  @Nested(() => QuorumRule) readonly quorum!: QuorumRule;
  @Int() readonly quorumRequired!: number;
  @Int() readonly quorumPresent!: number;
  @Nested(() => VotingRule) readonly voting!: VotingRule;
  @OneOf(RECUSAL_MODES) readonly recusalMode!: RecusalMode;
  @Flag() readonly castingVote!: boolean;
  @OneOf(RATIONALE_RULES, { optional: true, about: 'Votes that say why; default AGAINST_OR_ADVICE' })
  readonly rationale?: RationaleRule;
  @TextList({ max: 50, each: 100 }) readonly vetoSeats!: readonly string[];
  @Nested(() => VetoOverride, { optional: true }) readonly vetoOverride?: VetoOverride;
  @ListOf(() => DecisionCondition, { max: 50 }) readonly conditions!: readonly DecisionCondition[];
  @Int({ min: 1, optional: true, about: 'Version of the policy on required papers; none was in force without' })
  readonly papersPolicy?: number;
  @Int({
    min: 1,
    optional: true,
    about: 'Version of the policy on segregation of duties; without one, no rule of it named a command of the matter',
  })
  readonly segregationPolicy?: number;
  @MoneyField({ optional: true, about: 'Amount of the matter in the currency of the limit of the body, if another' })
  readonly amountInLimit?: Money;
  @Id({ optional: true, about: 'Table of exchange rates it was converted by' }) readonly rateTable?: string;
}

@Event({ summary: 'A written resolution was circulated' })
export class WrittenResolutionCirculated extends OfBallot {
  @DateField() readonly closesOn!: LocalDate;
  @TextList({ max: 50, each: 100, about: 'Everybody eligible' }) readonly notified!: readonly string[];
}

@Event({ summary: 'A member demanded a meeting; the circulation stopped' })
export class MeetingDemanded extends OfBallot {
  @PersonRef() readonly by!: string;
  @Text({ max: 2000, optional: true }) readonly reason?: string;
}

class OfVoter extends OfBallot {
  @Id() readonly seatId!: string;
  @PersonRef({ about: 'Whose vote it is' }) readonly personId!: string;
  @PersonRef({ optional: true, about: 'Alternate or proxy who cast it' }) readonly castBy?: string;
}

@Event({ summary: 'A vote was cast' })
export class VoteCast extends OfVoter {
  @Int({ min: 1, about: 'Votes of a ballot are counted from 1' }) readonly voteNo!: number;
  @OneOf(CHOICES) readonly choice!: Choice;
  @Text({ max: 2000, optional: true }) readonly rationale?: string;
  @Int({ min: 1, optional: true, about: 'The vote it takes the place of' }) readonly supersedes?: number;
}

@Event({ summary: 'A vote was sealed' })
export class VoteSealed extends OfVoter {
  @Int({ min: 1 }) readonly voteNo!: number;
  @Sha256() readonly commitment!: string;
  @Int({ min: 1, optional: true }) readonly supersedes?: number;
}

@Event({ summary: 'The casting of sealed votes ended' })
export class SealingEnded extends OfBallot {}

@Event({ summary: 'A sealed vote was revealed' })
export class VoteRevealed extends OfVoter {
  @OneOf(CHOICES) readonly choice!: Choice;
  @Text({ max: 200 }) readonly nonce!: string;
}

@Event({ summary: 'A member of the electorate lost the seat while the ballot was open' })
export class ElectorLapsed extends OfBallot {
  @Id() readonly seatId!: string;
  @PersonRef() readonly personId!: string;
}

@Event({ summary: 'A matter was vetoed' })
export class VetoExercised extends OfBallot {
  @Id() readonly seatId!: string;
  @PersonRef() readonly personId!: string;
  @Text({ max: 2000 }) readonly reason!: string;
}

@Event({ summary: 'Overriding the veto was put to the ballot' })
export class VetoOverridePut extends OfBallot {}

@Event({ summary: 'As many voted for as against' })
export class TieDeclared extends OfBallot {
  @Int() readonly votesFor!: number;
  @Int() readonly votesAgainst!: number;
}

@Event({ summary: 'The chair decided a tie' })
export class CastingVoteGiven extends OfBallot {
  @PersonRef() readonly personId!: string;
  @OneOf(['FOR', 'AGAINST']) readonly choice!: 'FOR' | 'AGAINST';
  @Text({ max: 2000 }) readonly rationale!: string;
}

/** The whole count, so that it is never done again under other rules. Heads count for the quorum; votes by weight if weighted. */
@Event({ summary: 'A ballot was closed and counted' })
export class BallotClosed extends OfBallot {
  @OneOf(OUTCOMES) readonly outcome!: Outcome;
  @OneOf(VERDICTS) readonly verdict!: Verdict;
  @Int() readonly votesFor!: number;
  @Int() readonly votesAgainst!: number;
  @Int() readonly abstentions!: number;
  @Int({ about: 'Eligible members without a vote' }) readonly notVoting!: number;
  @Int() readonly recused!: number;
  @Int() readonly present!: number;
  @Int() readonly eligible!: number;
  @Int() readonly filled!: number;
  @Int() readonly seats!: number;
  @Int() readonly quorumRequired!: number;
  @Int({ about: 'What FOR was measured against' }) readonly base!: number;
  @Text({ about: 'The comparison that was made' }) readonly arithmetic!: string;
}
