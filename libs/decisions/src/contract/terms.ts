import type { Money } from '@tabularium/kernel';
import { Flag, Id, Int, ListOf, MoneyField, Nested, OneOf, Text, TextList } from '@tabularium/contracts';
import {
  QUORUM_BASES,
  QUORUM_METHODS,
  RATIONALE_RULES,
  RECUSAL_MODES,
  VOTING_BASES,
  VOTING_METHODS,
  type QuorumBase,
  type QuorumMethod,
  type RationaleRule,
  type RecusalMode,
  type VotingBasis,
  type VotingMethod,
} from './vocabulary';

const LARGEST_PART = 1000;

export class QuorumRule {
  @OneOf(QUORUM_METHODS) readonly method!: QuorumMethod;
  @OneOf(QUORUM_BASES) readonly base!: QuorumBase;
  @Int({ min: 1, max: LARGEST_PART, optional: true, about: 'Of AT_LEAST' }) readonly numerator?: number;
  @Int({ min: 1, max: LARGEST_PART, optional: true, about: 'Of AT_LEAST' }) readonly denominator?: number;
  @Int({ min: 1, max: LARGEST_PART, optional: true, about: 'Never fewer than this' }) readonly minCount?: number;
  @TextList({ max: 20, each: 100, optional: true, about: 'Seats that must be among those present' })
  readonly mustInclude?: readonly string[];
}

export class VotingRule {
  @OneOf(VOTING_METHODS) readonly method!: VotingMethod;
  @OneOf(VOTING_BASES, { optional: true, about: 'Of SIMPLE and QUALIFIED; default CAST' }) readonly basis?: VotingBasis;
  @Int({ min: 1, max: LARGEST_PART, optional: true, about: 'Of QUALIFIED' }) readonly numerator?: number;
  @Int({ min: 1, max: LARGEST_PART, optional: true, about: 'Of QUALIFIED' }) readonly denominator?: number;
  @Flag({ optional: true, about: 'Votes count with the weight of their seat' }) readonly weighted?: boolean;
  @Flag({ optional: true, about: 'Of UNANIMOUS: everybody eligible must vote for' })
  readonly abstentionBlocks?: boolean;
  @Int({ max: LARGEST_PART, optional: true, about: 'Of NO_OBJECTION: how many must have acknowledged' })
  readonly acknowledgements?: number;
}

/** A matter the body is competent in. */
export class MatterRule {
  @Id({ about: 'For example GATE_DECISION or BUDGET_REVISION' }) readonly matterType!: string;
  @Nested(() => VotingRule) readonly voting!: VotingRule;
  @MoneyField({
    sign: 'notNegative',
    optional: true,
    about: 'Above it the matter goes to the parent; default no limit',
  })
  readonly upTo?: Money;
  @Flag({ optional: true, about: 'Never decided in writing' }) readonly meetingOnly?: boolean;
  @TextList({ max: 20, each: 100, optional: true, about: 'Seats that may veto' })
  readonly vetoSeats?: readonly string[];
}

export class Seat {
  @Id() readonly id!: string;
  @Text({ max: 100 }) readonly title!: string;
  @Flag() readonly voting!: boolean;
  @Int({ min: 1, max: LARGEST_PART, optional: true, about: 'Of weighted votes; default 1' }) readonly weight?: number;
}

/** How a decision is taken without a meeting. Without it there are no written resolutions. */
export class WrittenRule {
  @Nested(() => VotingRule, { about: 'Usually UNANIMOUS of everybody eligible' }) readonly voting!: VotingRule;
}

/** What the chair may decide alone when it cannot wait. Without it nothing. */
export class UrgentRule {
  @MoneyField({ sign: 'notNegative' }) readonly upTo!: Money;
  @Int({ min: 1, max: 366, about: 'Days within which the body ratifies' }) readonly ratifyDays!: number;
}

export class VetoOverride {
  @Int({ min: 1, max: LARGEST_PART, about: 'Of those eligible' }) readonly numerator!: number;
  @Int({ min: 1, max: LARGEST_PART }) readonly denominator!: number;
}

export class AppealRule {
  @Id({ to: 'governanceBody' }) readonly body!: string;
  @Int({ min: 1, max: 366, about: 'Days after the decision' }) readonly days!: number;
}

/** The rules a body decides by. A version is never edited; a ballot keeps the version it was opened under. */
export class TermsOfReference {
  @Text({ max: 2000 }) readonly purpose!: string;
  @Id({ to: 'governanceBody', optional: true, about: 'Body it answers to; none = the founding body' })
  readonly parent?: string;
  @ListOf(() => MatterRule, { min: 1, max: 50 }) readonly matters!: readonly MatterRule[];
  @ListOf(() => Seat, { min: 1, max: 50 }) readonly seats!: readonly Seat[];
  @Id() readonly chairSeat!: string;
  @Id({ optional: true, about: 'Stands in for the chair' }) readonly deputySeat?: string;
  @Nested(() => QuorumRule) readonly quorum!: QuorumRule;
  @OneOf(RECUSAL_MODES) readonly recusalMode!: RecusalMode;
  @Flag({ about: 'The chair decides a tie' }) readonly castingVote!: boolean;
  @OneOf(RATIONALE_RULES, { optional: true, about: 'Votes that say why; default AGAINST_OR_ADVICE' })
  readonly rationale?: RationaleRule;
  @Nested(() => VetoOverride, { optional: true, about: 'Default: a veto stands' }) readonly vetoOverride?: VetoOverride;
  @Nested(() => WrittenRule, { optional: true }) readonly written?: WrittenRule;
  @Nested(() => UrgentRule, { optional: true }) readonly urgent?: UrgentRule;
  @Nested(() => AppealRule, { optional: true }) readonly appeal?: AppealRule;
  @Int({ max: 366, about: 'Days of notice before a meeting' }) readonly noticeDays!: number;
  @Int({ max: 366, about: 'Days before a meeting by which papers are in' }) readonly paperDays!: number;
  @Int({ max: 10, optional: true, about: 'Proxies one person may hold; default 1' }) readonly proxiesHeld?: number;
}
