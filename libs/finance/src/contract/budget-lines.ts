import type { Money } from '@tabularium/kernel';
import { Id, MoneyField, OneOf, Period } from '@tabularium/contracts';
import { COST_TYPES, type CostType } from './vocabulary';

/** What one control account may spend in one period. Account and period name the line. */
export class BudgetLine {
  @Id({ about: 'Control account' }) readonly account!: string;
  @OneOf(COST_TYPES) readonly costType!: CostType;
  @Period() readonly period!: string;
  @MoneyField({ sign: 'notNegative' }) readonly amount!: Money;
}

/** A line as it stands and as it is to be. */
export class LineChange {
  @Id({ about: 'Control account' }) readonly account!: string;
  @Period() readonly period!: string;
  @MoneyField({ sign: 'notNegative', about: 'What stands; 0 for a new line' }) readonly from!: Money;
  @MoneyField({ sign: 'notNegative' }) readonly to!: Money;
  @OneOf(COST_TYPES, { optional: true, about: 'Of a new line; default: that of its account, else OTHER' })
  readonly costType?: CostType;
}

/** The line as revised. */
export class RevisedLine {
  @Id() readonly account!: string;
  @Period() readonly period!: string;
  @MoneyField({ sign: 'notNegative' }) readonly from!: Money;
  @MoneyField({ sign: 'notNegative' }) readonly to!: Money;
  @OneOf(COST_TYPES) readonly costType!: CostType;
}
