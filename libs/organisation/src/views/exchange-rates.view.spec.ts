import { viewRows, type Seen } from '@tabularium/testing';
import type { RateTableEvents } from '../contract/rate-table.contract';
import { exchangeRates } from './exchange-rates.view';

const rates = [{ currency: 'EUR', rate: '1.15' }];
const of = (date: string, table: string) => ({ date, table, baseCurrency: 'GBP', source: 'Central bank', rates });
const published = (date: string): Seen<RateTableEvents> => ({
  id: 'organisation',
  type: 'FxRatesPublished',
  data: of(date, `${date}.1`),
  at: `${date}T00:00:00.000Z`,
});
const corrected: Seen<RateTableEvents> = {
  id: 'organisation',
  type: 'FxRatesCorrected',
  by: 'fay',
  data: { ...of('2026-03-02', '2026-03-02.2'), supersedes: '2026-03-02.1', reason: 'Mistyped' },
  at: '2026-03-02T00:00:00.000Z',
};

it('FxRatesPublished puts a table in force, FxRatesCorrected another in its place', () => {
  expect(viewRows<RateTableEvents>(exchangeRates, published('2026-03-02'))).toEqual({
    organisation: {
      table: '2026-03-02.1',
      date: '2026-03-02',
      baseCurrency: 'GBP',
      currencies: ['EUR'],
      rates: ['1.15'],
      source: 'Central bank',
      publishedBy: 'ana',
      supersedes: null,
      reason: null,
    },
  });
  expect(viewRows<RateTableEvents>(exchangeRates, published('2026-03-02'), corrected)).toMatchObject({
    organisation: { table: '2026-03-02.2', publishedBy: 'fay', supersedes: '2026-03-02.1', reason: 'Mistyped' },
  });
});
it('a correction of an earlier table leaves the later one in force', () => {
  const rows = viewRows<RateTableEvents>(exchangeRates, published('2026-03-02'), published('2026-03-05'), corrected);
  expect(rows).toMatchObject({ organisation: { table: '2026-03-05.1' } });
});
