import { view } from '@tabularium/read-store';
import type { RateTableEvents } from '../contract/rate-table.contract';

type Said = RateTableEvents['FxRatesPublished'] & Partial<RateTableEvents['FxRatesCorrected']>;

const inForce = {
  keys: ({ entityId }: { readonly entityId: string }) => [entityId],
  step: (
    _: unknown,
    { data, metadata }: { readonly data: Said; readonly metadata: { readonly actor: { id: string } } },
  ) => ({
    table: data.table,
    date: data.date,
    baseCurrency: data.baseCurrency,
    currencies: data.rates.map(({ currency }) => currency),
    rates: data.rates.map(({ rate }) => rate),
    source: data.source,
    publishedBy: metadata.actor.id,
    supersedes: data.supersedes ?? null,
    reason: data.reason ?? null,
  }),
};

/** The table in force at the date asked; its history holds all of them. Key: the series, `organisation`. */
export const exchangeRates = view<RateTableEvents>()({
  name: 'exchange-rates',
  version: 1,
  title: 'Exchange rates in force',
  columns: {
    table: { type: 'text', title: 'Table' },
    date: { type: 'date', title: 'First day in force' },
    baseCurrency: { type: 'text', title: 'Base currency' },
    currencies: { type: 'list', title: 'Currencies' },
    rates: { type: 'list', title: 'Units of each for one of the base currency' },
    source: { type: 'text', title: 'Where the rates come from' },
    publishedBy: { type: 'text', title: 'Published by' },
    supersedes: { type: 'text', title: 'Table of the same day that was wrong' },
    reason: { type: 'text', title: 'Why it was wrong' },
  },
  steps: { FxRatesPublished: inForce, FxRatesCorrected: inForce },
});
