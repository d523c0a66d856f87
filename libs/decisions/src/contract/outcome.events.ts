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
  Text,
  TextList,
} from '@tabularium/contracts';
import { AuthorisedCommand, DecisionCondition, Dissent, GateRelease } from './item-parts';
import { APPEAL_OUTCOMES, OUTCOMES, type AppealOutcome, type Outcome } from './vocabulary';

@Event({ summary: 'A matter was decided' })
export class DecisionMade {
  @Id({ to: 'governanceBody' }) readonly bodyId!: string;
  @Id() readonly matterType!: string;
  @Text() readonly subject!: string;
  @OneOf(OUTCOMES) readonly outcome!: Outcome;
  @Int({ min: 1, optional: true, about: 'None for what was noted, or decided alone' }) readonly ballotNo?: number;
  @DateField() readonly decidedOn!: LocalDate;
  @DateField() readonly effectiveFrom!: LocalDate;
  @ListOf(() => DecisionCondition, { max: 50 }) readonly conditions!: readonly DecisionCondition[];
  @ListOf(() => Dissent, { max: 50 }) readonly dissents!: readonly Dissent[];
  @Flag({ about: 'It differs from what finance or assurance recommended' }) readonly againstAdvice!: boolean;
}

@Event({ summary: 'The chair decided alone what could not wait' })
export class UrgentDecisionTaken {
  @PersonRef() readonly by!: string;
  @MoneyField({ optional: true, about: 'Limit of the chair' }) readonly upTo?: Money;
  @MoneyField({ optional: true, about: 'Amount of the matter in the currency of that limit, if another' })
  readonly amountInLimit?: Money;
  @Id({ optional: true, about: 'Table of exchange rates it was converted by' }) readonly rateTable?: string;
  @DateField({ about: 'Last day to ratify' }) readonly ratifyBy!: LocalDate;
  @Text({ max: 2000 }) readonly rationale!: string;
}

@Event({ summary: 'An urgent decision was ratified' })
export class UrgentDecisionRatified {
  @Id() readonly decisionNo!: string;
}

/** What ends with a decision that falls. What is carried out cannot be undone: it is listed, and only the rest is revoked. */
class Undone {
  @TextList({ max: 500, each: 300, about: 'What was carried out and stays so' })
  readonly irreversible!: readonly string[];
  @MoneyField({ optional: true, about: 'Already spent or committed' }) readonly spent?: Money;
  @MoneyField({ optional: true, about: 'Released and not spent: to be revoked' }) readonly unspent?: Money;
  @Nested(() => GateRelease, { optional: true, about: 'Where it is revoked' }) readonly release?: GateRelease;
  @TextList({ max: 50, each: 100, about: 'Conditions that fall with it' }) readonly conditionIds!: readonly string[];
  @Id({ optional: true, about: 'Number of the decision that fell' }) readonly decisionNo?: string;
  @ListOf(() => GateRelease, { max: 50, optional: true, about: 'Gates whose pass falls with it' })
  readonly passes?: readonly GateRelease[];
}

@Event({ summary: 'An urgent decision lapsed for want of ratification' })
export class UrgentDecisionLapsed extends Undone {
  @PersonRef({ about: 'Who took it' }) readonly by!: string;
}

@Event({ summary: 'A decision got its number' })
export class DecisionNumbered {
  @Id() readonly decisionNo!: string;
}

@Event({ summary: 'A decision took effect' })
export class DecisionBecameEffective {
  @Id() readonly decisionNo!: string;
}

@Event({ summary: 'An authorised command is due to be carried out' })
export class EffectDue extends AuthorisedCommand {
  @Int({ min: 1, about: 'Place among the effects' }) readonly n!: number;
  @Int({ min: 1 }) readonly attempt!: number;
  @Id() readonly decisionNo!: string;
}

@Event({ summary: 'An authorised command was carried out' })
export class EffectApplied {
  @Int({ min: 1 }) readonly n!: number;
  @Int({ min: 1 }) readonly attempt!: number;
  @TextList({ max: 500, each: 100 }) readonly eventIds!: readonly string[];
}

@Event({ summary: 'An authorised command was refused; those after it wait' })
export class EffectFailed {
  @Int({ min: 1 }) readonly n!: number;
  @Int({ min: 1 }) readonly attempt!: number;
  @Text({ max: 100 }) readonly code!: string;
  @PersonRef({ about: 'Proposer, who is to see to it' }) readonly owner!: string;
  @Text() readonly subject!: string;
}

@Event({ summary: 'A decision was suspended' })
export class DecisionSuspended {
  @Text({ max: 300 }) readonly because!: string;
}

@Event({ summary: 'A suspended decision holds again' })
export class DecisionResumed {
  @Text({ max: 300 }) readonly because!: string;
}

@Event({ summary: 'A decision lapsed' })
export class DecisionLapsed extends Undone {
  @Text({ max: 300 }) readonly because!: string;
}

@Event({ summary: 'Another decision took the place of one' })
export class DecisionSuperseded {
  @Id() readonly byDecisionNo!: string;
  @Text({ max: 2000 }) readonly reason!: string;
  @TextList({ max: 50, each: 100 }) readonly conditionIds!: readonly string[];
}

@Event({ summary: 'A decision was rescinded for what was not carried out' })
export class DecisionRescinded extends Undone {
  @Id() readonly byDecisionNo!: string;
  @Text({ max: 2000 }) readonly reason!: string;
}

@Event({ summary: 'A decision was appealed' })
export class AppealLodged {
  @PersonRef() readonly by!: string;
  @Id({ to: 'governanceBody' }) readonly toBody!: string;
  @Text({ max: 4000 }) readonly grounds!: string;
  @Flag() readonly suspensive!: boolean;
}

@Event({ summary: 'An appeal was determined' })
export class AppealDetermined {
  @OneOf(APPEAL_OUTCOMES) readonly outcome!: AppealOutcome;
  @Id({ to: 'governanceBody', optional: true, about: 'Body that decided it; what is remitted lies before it again' })
  readonly bodyId?: string;
  @Id() readonly decisionNo!: string;
  @Text({ max: 2000 }) readonly reason!: string;
}
