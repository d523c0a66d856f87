import type { LocalDate, Money } from '@tabularium/kernel';
import {
  Command,
  DateField,
  Id,
  ListOf,
  MoneyField,
  Nested,
  OneOf,
  PersonRef,
  Text,
  TextList,
} from '@tabularium/contracts';
import { AuthorisedCommand, DecisionCondition, Paper, Target } from './item-parts';
import { ADVISERS, CONFLICT_OUTCOMES, STANCES, type Adviser, type ConflictOutcome, type Stance } from './vocabulary';
import { ADVISING, MEMBERS, MEMBERS_AND_SECRETARIES, PROPOSERS } from './who';

@Command({ summary: 'Bring a matter before a body, with the commands its decision would authorise', allow: PROPOSERS })
export class ProposeMatter {
  @Id({ to: 'governanceBody' }) readonly bodyId!: string;
  @Id() readonly matterType!: string;
  @Text() readonly subject!: string;
  @Text({ max: 4000, optional: true }) readonly summary?: string;
  @Nested(() => Target, { optional: true, about: 'The ballot is refused when it has changed since' })
  readonly target?: Target;
  @MoneyField({ sign: 'notNegative', optional: true }) readonly amount?: Money;
  @ListOf(() => AuthorisedCommand, { max: 50 }) readonly effects!: readonly AuthorisedCommand[];
  @ListOf(() => Paper, { max: 100 }) readonly papers!: readonly Paper[];
  @TextList({
    max: 50,
    optional: true,
    about: 'Suppliers and others who would gain: members with an interest are flagged',
  })
  readonly counterparties?: readonly string[];
  @ListOf(() => DecisionCondition, { max: 50, optional: true }) readonly conditions?: readonly DecisionCondition[];
  @DateField({ optional: true, about: 'Default: the day of the decision' }) readonly effectiveFrom?: LocalDate;
  @Text({ max: 2000, optional: true, about: 'Why it takes effect before it is decided; needs two thirds' })
  readonly retroactiveBecause?: string;
}

@Command({ summary: 'Replace the papers; the item must be put on the agenda again', allow: PROPOSERS })
export class AmendPapers {
  @ListOf(() => Paper, { max: 100 }) readonly papers!: readonly Paper[];
  @Text({ max: 2000 }) readonly reason!: string;
}

@Command({ summary: 'Uphold the proposal although its target has changed', allow: PROPOSERS })
export class RefreshProposal {
  @Text({ max: 2000 }) readonly reason!: string;
}

@Command({ summary: 'Advise the body', allow: ADVISING })
export class AttachRecommendation {
  @OneOf(ADVISERS) readonly adviser!: Adviser;
  @OneOf(STANCES) readonly stance!: Stance;
  @Text({ max: 4000 }) readonly text!: string;
}

@Command({ summary: 'Declare an interest in the matter', allow: MEMBERS_AND_SECRETARIES })
export class DeclareInterest {
  @Text({ max: 2000 }) readonly nature!: string;
}

@Command({
  summary: 'Recuse or clear a member in conflict: by the chair, about the chair by the deputy',
  allow: MEMBERS,
})
export class ResolveConflict {
  @PersonRef() readonly personId!: string;
  @OneOf(CONFLICT_OUTCOMES) readonly outcome!: ConflictOutcome;
  @Text({ max: 2000 }) readonly reason!: string;
}

@Command({ summary: 'Put the matter off until what is missing is there', allow: MEMBERS })
export class DeferMatter {
  @TextList({ min: 1, max: 20, each: 500, about: 'Information that is missing' }) readonly missing!: readonly string[];
  @PersonRef({ about: 'Who brings it' }) readonly owner!: string;
  @DateField() readonly returnOn!: LocalDate;
}

@Command({ summary: 'Pass the matter to the parent body', allow: MEMBERS })
export class ReferUp {
  @Text({ max: 2000 }) readonly because!: string;
}

@Command({ summary: 'Withdraw the matter before it is decided', allow: PROPOSERS })
export class WithdrawMatter {
  @Text({ max: 2000 }) readonly reason!: string;
}

@Command({ summary: 'Note a matter that authorises nothing', allow: MEMBERS })
export class NoteMatter {}
