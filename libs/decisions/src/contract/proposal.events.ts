import type { LocalDate, Money } from '@tabularium/kernel';
import {
  DateField,
  Event,
  Id,
  Int,
  ListOf,
  MoneyField,
  Nested,
  OneOf,
  PersonRef,
  Text,
  TextList,
} from '@tabularium/contracts';
import { AuthorisedCommand, DecisionCondition, Paper, PartyFlag, Target } from './item-parts';
import { ADVISERS, CONFLICT_OUTCOMES, STANCES, type Adviser, type ConflictOutcome, type Stance } from './vocabulary';

@Event({ summary: 'A matter was brought before a body' })
export class MatterProposed {
  @Id({ to: 'governanceBody' }) readonly bodyId!: string;
  @Id() readonly matterType!: string;
  @Text() readonly subject!: string;
  @Text({ max: 4000, optional: true }) readonly summary?: string;
  @Nested(() => Target, { optional: true }) readonly target?: Target;
  @Int({ min: -1, about: 'Where its stream stood; -1 = it had none' }) readonly targetRevision!: number;
  @MoneyField({ sign: 'notNegative', optional: true }) readonly amount?: Money;
  @ListOf(() => AuthorisedCommand, { max: 50 }) readonly effects!: readonly AuthorisedCommand[];
  @ListOf(() => Paper, { max: 100 }) readonly papers!: readonly Paper[];
  @TextList({ max: 50, optional: true }) readonly counterparties?: readonly string[];
  @ListOf(() => DecisionCondition, { max: 50 }) readonly conditions!: readonly DecisionCondition[];
  @DateField({ optional: true }) readonly effectiveFrom?: LocalDate;
  @Text({ max: 2000, optional: true }) readonly retroactiveBecause?: string;
  @PersonRef() readonly proposedBy!: string;
}

@Event({ summary: 'The papers of a matter were replaced' })
export class PapersAmended {
  @ListOf(() => Paper, { max: 100 }) readonly papers!: readonly Paper[];
  @Text({ max: 2000 }) readonly reason!: string;
}

@Event({ summary: 'A proposal was upheld although its target had changed' })
export class ProposalRefreshed {
  @Int({ min: -1 }) readonly targetRevision!: number;
  @Text({ max: 2000 }) readonly reason!: string;
}

@Event({ summary: 'Advice was given to the body' })
export class RecommendationAttached {
  @OneOf(ADVISERS) readonly adviser!: Adviser;
  @OneOf(STANCES) readonly stance!: Stance;
  @Text({ max: 4000 }) readonly text!: string;
  @PersonRef() readonly by!: string;
}

@Event({ summary: 'A member declared an interest in the matter' })
export class InterestDeclared {
  @PersonRef() readonly personId!: string;
  @Text({ max: 2000 }) readonly nature!: string;
}

@Event({ summary: 'A member was found in conflict by what the records say' })
export class ConflictFlagged extends PartyFlag {}

@Event({ summary: 'A conflict was settled' })
export class ConflictResolved {
  @PersonRef() readonly personId!: string;
  @OneOf(CONFLICT_OUTCOMES) readonly outcome!: ConflictOutcome;
  @PersonRef() readonly by!: string;
  @Text({ max: 2000 }) readonly reason!: string;
}

@Event({ summary: 'A matter was put off' })
export class MatterDeferred {
  @TextList({ min: 1, max: 20, each: 500 }) readonly missing!: readonly string[];
  @PersonRef() readonly owner!: string;
  @DateField() readonly returnOn!: LocalDate;
  @Int({ min: 1, about: 'How often so far' }) readonly count!: number;
}

@Event({ summary: 'A matter was passed to a higher body' })
export class MatterReferredUp {
  @Id({ to: 'governanceBody' }) readonly fromBody!: string;
  @Id({ to: 'governanceBody' }) readonly toBody!: string;
  @Text({ max: 2000 }) readonly because!: string;
}

@Event({ summary: 'A matter was withdrawn' })
export class MatterWithdrawn {
  @Id({ to: 'governanceBody', optional: true, about: 'Body it lay before' }) readonly bodyId?: string;
  @PersonRef() readonly by!: string;
  @Text({ max: 2000 }) readonly reason!: string;
}
