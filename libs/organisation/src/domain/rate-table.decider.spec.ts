import { scenario, stateOf, type Past } from '@tabularium/testing';
import { ratesOn } from '../contract/rate-tables';
import type { RateTableEvents } from '../contract/rate-table.contract';
import { rateTable } from './rate-table.decider';

const { given } = scenario(rateTable);
const how = { id: 'organisation', actor: 'fay' };
const rates = [
  { currency: 'EUR', rate: '1.15' },
  { currency: 'USD', rate: '1.3' },
];
const content = { date: '2026-03-02', baseCurrency: 'GBP', source: 'Central bank', rates };
const published = (date = content.date, more: object = {}): Past<RateTableEvents> => ({
  type: 'FxRatesPublished',
  data: { ...content, date, table: `${date}.1`, ...more },
});
const corrected = (n: number, rate: string): Past<RateTableEvents> => ({
  type: 'FxRatesCorrected',
  data: {
    ...content,
    rates: [{ currency: 'EUR', rate }],
    table: `${content.date}.${n}`,
    supersedes: `${content.date}.${n - 1}`,
    reason: 'Mistyped',
  },
});

describe('a table', () => {
  it('is published with everything it says, from its day on', () => {
    const { facts } = given()
      .when('PublishRates', content, how)
      .thenData({ ...content, table: '2026-03-02.1' });
    expect(facts).toMatchObject([{ type: 'FxRatesPublished', effectiveOn: '2026-03-02' }]);
  });
  it.each([
    ['RATE_NOT_POSITIVE', { currency: 'USD' }, { rates: [rates[0], { currency: 'USD', rate: '0.000' }] }],
    ['CURRENCY_REPEATED', { currency: 'EUR' }, { rates: [...rates, { currency: 'EUR', rate: '1.2' }] }],
    ['BASE_LISTED', { currency: 'USD' }, { baseCurrency: 'USD' }],
  ])('is refused with %s', (code, detail, change) => {
    const wrong = { ...content, ...change } as typeof content;
    given().when('PublishRates', wrong, how).thenRefused(code, detail);
    given(published())
      .when('CorrectRates', { ...wrong, reason: 'x' }, how)
      .thenRefused(code, detail);
  });
  it('is published once a day, of the one series there is', () => {
    given(published())
      .when('PublishRates', content, how)
      .thenRefused('TABLE_PUBLISHED', { table: '2026-03-02.1', date: '2026-03-02' });
    given(published())
      .when('PublishRates', { ...content, date: '2026-03-03' }, how)
      .thenFacts('FxRatesPublished');
    given()
      .when('PublishRates', content, { ...how, id: 'mine' })
      .thenRefused('NOT_THE_RATES');
  });
});

describe('a correction', () => {
  const asked = { ...content, rates: [{ currency: 'EUR', rate: '1.51' }], reason: 'Mistyped' };
  it('is a table of its own that names the one it takes the place of', () => {
    given(published())
      .when('CorrectRates', asked, how)
      .thenData({ ...asked, table: '2026-03-02.2', supersedes: '2026-03-02.1' });
    given(published(), corrected(2, '1.5'))
      .when('CorrectRates', asked, how)
      .thenData({ ...asked, table: '2026-03-02.3', supersedes: '2026-03-02.2' });
  });
  it('needs a table, and something to correct', () => {
    given().when('CorrectRates', asked, how).thenRefused('TABLE_NOT_FOUND', { date: '2026-03-02' });
    given(published())
      .when('CorrectRates', { ...content, reason: 'x' }, how)
      .thenNothing();
    given(published())
      .when('CorrectRates', { ...content, rates: rates.slice(1), reason: 'x' }, how)
      .thenFacts('FxRatesCorrected');
  });
});

it('a table is in force until the next one begins, as it was last corrected', () => {
  const state = stateOf(rateTable, [published(), corrected(2, '1.51'), published('2026-03-05')]);
  const days = ['2026-03-01', '2026-03-02', '2026-03-04', '2026-03-05', '2027-01-01'];
  expect(days.map((day) => ratesOn(state, day)?.id)).toEqual([
    undefined,
    '2026-03-02.2',
    '2026-03-02.2',
    '2026-03-05.1',
    '2026-03-05.1',
  ]);
  expect(ratesOn(state, '2026-03-04')?.rates).toEqual({ EUR: '1.51' });
});
