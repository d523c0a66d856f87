import { Command, Currency, DateField, ListOf, Text, type Role } from '@tabularium/contracts';
import { ExchangeRate } from './exchange-rate';

const PUBLISHING: readonly Role[] = ['FINANCE_CONTROLLER', 'PMO_MANAGER'];

@Command({ summary: 'Publish the exchange rates that are in force from a day until the next table', allow: PUBLISHING })
export class PublishRates {
  @DateField({ about: 'First day in force' }) readonly date!: string;
  @Currency() readonly baseCurrency!: string;
  @Text({ max: 500, about: 'Where the rates come from' }) readonly source!: string;
  @ListOf(() => ExchangeRate, { min: 1, max: 200 }) readonly rates!: readonly ExchangeRate[];
}

@Command({
  summary: 'Publish a whole table in the place of one that was wrong; what was decided by that stays',
  allow: PUBLISHING,
})
export class CorrectRates {
  @DateField({ about: 'First day of the table that was wrong' }) readonly date!: string;
  @Currency() readonly baseCurrency!: string;
  @Text({ max: 500, about: 'Where the rates come from' }) readonly source!: string;
  @ListOf(() => ExchangeRate, { min: 1, max: 200 }) readonly rates!: readonly ExchangeRate[];
  @Text({ max: 2000 }) readonly reason!: string;
}
