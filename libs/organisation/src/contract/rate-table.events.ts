import { Currency, DateField, Event, Id, ListOf, Text } from '@tabularium/contracts';
import { ExchangeRate } from './exchange-rate';

class OfTable {
  @Id({ about: 'Its first day, and which table of that day it is: `2026-03-02.1`' }) readonly table!: string;
  @DateField({ about: 'First day in force' }) readonly date!: string;
  @Currency() readonly baseCurrency!: string;
  @Text({ max: 500, about: 'Where the rates come from' }) readonly source!: string;
  @ListOf(() => ExchangeRate, { min: 1, max: 200 }) readonly rates!: readonly ExchangeRate[];
}

@Event({ summary: 'Exchange rates were published' })
export class FxRatesPublished extends OfTable {}

/** A table of its own: the one it takes the place of is what was believed until then. */
@Event({ summary: 'Exchange rates were published in the place of a table that was wrong' })
export class FxRatesCorrected extends OfTable {
  @Id({ about: 'The table that was wrong' }) readonly supersedes!: string;
  @Text({ max: 2000 }) readonly reason!: string;
}
