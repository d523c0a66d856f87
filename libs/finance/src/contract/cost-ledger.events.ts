import type { Money } from '@tabularium/kernel';
import { DateField, Event, Id, MoneyField, Period, PersonRef, Text } from '@tabularium/contracts';

@Event({ summary: 'An actual cost was posted' })
export class ActualCostPosted {
  @Id() readonly entryId!: string;
  @Id() readonly account!: string;
  @Period() readonly period!: string;
  @MoneyField({ sign: 'positive' }) readonly amount!: Money;
  @Text({ max: 100 }) readonly externalRef!: string;
  @DateField({ about: 'The day the cost arose' }) readonly arisenOn!: string;
  @Period({ optional: true, about: 'The closed period it arose in, of a late entry' }) readonly lateFor?: string;
  @Id({ optional: true }) readonly commitmentId?: string;
}

@Event({ summary: 'Released funds were committed to a supplier' })
export class CommitmentPlaced {
  @Id() readonly commitmentId!: string;
  @Id() readonly account!: string;
  @MoneyField({ sign: 'positive' }) readonly amount!: Money;
  @Text() readonly supplier!: string;
  @Text({ max: 100 }) readonly externalRef!: string;
}

@Event({ summary: 'A commitment was used up or given up, in part or in whole' })
export class CommitmentReleased {
  @Id() readonly commitmentId!: string;
  @MoneyField({ sign: 'positive' }) readonly amount!: Money;
  @MoneyField({ sign: 'notNegative', about: 'Still committed, after' }) readonly remaining!: Money;
  @Id({ optional: true, about: 'The actual that used it up' }) readonly entryId?: string;
  @Text({ max: 2000, optional: true }) readonly reason?: string;
}

@Event({ summary: 'An actual was reversed by a counter-entry' })
export class EntryReversed {
  @Id() readonly entryId!: string;
  @Id({ about: 'The counter-entry' }) readonly reversalId!: string;
  @Id() readonly account!: string;
  @Period() readonly period!: string;
  @MoneyField({ about: 'Of the counter-entry: what the entry was, negated' }) readonly amount!: Money;
  @Text({ max: 2000 }) readonly reason!: string;
}

@Event({ summary: 'A period was closed' })
export class PeriodClosed {
  @Period() readonly period!: string;
  @MoneyField({ about: 'Entries of the period' }) readonly total!: Money;
  @MoneyField({ about: 'What the accounts say' }) readonly ledgerTotal!: Money;
  @MoneyField({ about: 'Accounts less entries' }) readonly difference!: Money;
  @Text({ max: 2000, optional: true }) readonly explanation?: string;
  @PersonRef() readonly closedBy!: string;
}

@Event({ summary: 'Opening a closed period again was asked for' })
export class PeriodReopeningRequested {
  @Period() readonly period!: string;
  @PersonRef() readonly requestedBy!: string;
  @Text({ max: 2000 }) readonly reason!: string;
}

@Event({ summary: 'A closed period was opened again' })
export class PeriodReopened {
  @Period() readonly period!: string;
  @PersonRef() readonly requestedBy!: string;
  @PersonRef() readonly confirmedBy!: string;
  @Text({ max: 2000 }) readonly reason!: string;
}

@Event({ summary: 'An actual went above what is released: an exception, not a refusal' })
export class SpendAboveReleaseDetected {
  @Id() readonly entryId!: string;
  @MoneyField({ sign: 'positive', about: 'Part of the entry that lies above the release' }) readonly amount!: Money;
  @MoneyField({ sign: 'notNegative' }) readonly released!: Money;
  @MoneyField({ about: 'Spent and committed, with the entry' }) readonly used!: Money;
}
