import type { Money } from '@tabularium/kernel';
import { Command, DateField, Flag, Id, MoneyField, Period, Text, type Role } from '@tabularium/contracts';

const POSTING: readonly Role[] = ['FINANCE_CONTROLLER', 'PMO_ANALYST'];
const COMMITTING: readonly Role[] = ['FINANCE_CONTROLLER', 'PMO_ANALYST', 'PROJECT_MANAGER'];
const REOPENING: readonly Role[] = ['FINANCE_CONTROLLER', 'PMO_DIRECTOR'];

@Command({ summary: 'Post an actual cost', allow: POSTING })
export class PostActual {
  @Id() readonly entryId!: string;
  @Id({ about: 'Control account' }) readonly account!: string;
  @Period({ about: 'Open period it is booked in' }) readonly period!: string;
  @MoneyField({ sign: 'positive' }) readonly amount!: Money;
  @Text({ max: 100, about: 'Reference in the accounts, one entry each' }) readonly externalRef!: string;
  @DateField({ optional: true, about: 'The day the cost arose; default today' }) readonly effectiveOn?: string;
  @Flag({ optional: true, about: 'The cost is known to have arisen in a period closed since' }) readonly late?: boolean;
  @Id({ optional: true, about: 'Commitment this uses up' }) readonly commitmentId?: string;
}

@Command({ summary: 'Commit released funds to a supplier', allow: COMMITTING })
export class PlaceCommitment {
  @Id() readonly commitmentId!: string;
  @Id({ about: 'Control account' }) readonly account!: string;
  @MoneyField({ sign: 'positive' }) readonly amount!: Money;
  @Text() readonly supplier!: string;
  @Text({ max: 100 }) readonly externalRef!: string;
}

@Command({ summary: 'Give up what is left of a commitment', allow: COMMITTING })
export class ReleaseCommitment {
  @Id() readonly commitmentId!: string;
  @Text({ max: 2000 }) readonly reason!: string;
}

@Command({ summary: 'Reverse an actual by a counter-entry', allow: POSTING })
export class ReverseEntry {
  @Id() readonly entryId!: string;
  @Text({ max: 2000 }) readonly reason!: string;
  @Period({ optional: true, about: 'Open period the counter-entry is booked in; default that of the entry' })
  readonly period?: string;
}

@Command({ summary: 'Close a period after reconciling it with the accounts', allow: ['FINANCE_CONTROLLER'] })
export class ClosePeriod {
  @Period() readonly period!: string;
  @MoneyField({ about: 'What the accounts say for the period' }) readonly ledgerTotal!: Money;
  @Text({ max: 2000, optional: true, about: 'Of a difference' }) readonly explanation?: string;
}

@Command({ summary: 'Ask for a closed period to be opened again', allow: REOPENING })
export class RequestPeriodReopening {
  @Period() readonly period!: string;
  @Text({ max: 2000 }) readonly reason!: string;
}

@Command({ summary: 'Confirm, as a second person, that a closed period is opened again', allow: REOPENING })
export class ReopenPeriod {
  @Period() readonly period!: string;
}
