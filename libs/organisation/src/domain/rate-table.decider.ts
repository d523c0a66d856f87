import { fact, isPositiveDecimal, refuse, type Decider, type RateTable, type Refusal } from '@tabularium/kernel';
import { RATES_ID } from '../contract/exchange-rate';
import type { RateTableCommands, RateTableEvents, RateTableRefusal } from '../contract/rate-table.contract';
import { rateTables, tableOf, type RateTables } from '../contract/rate-tables';

type Fault = Refusal<RateTableRefusal> | undefined;
type Content = RateTableCommands['PublishRates'];

export const rateTable: Decider<RateTables, RateTableCommands, RateTableEvents, RateTableRefusal> = {
  ...rateTables,
  decide: {
    PublishRates: (content, { tables }, { id }) => {
      const { date } = content;
      const fault = streamFault(id) ?? contentFault(content);
      if (fault) return fault;
      const published = tables.find((other) => other.date === date);
      if (published) return refuse('TABLE_PUBLISHED', { table: published.id, date });
      return [fact('FxRatesPublished', { ...content, table: `${date}.1` }, { effectiveOn: date })];
    },

    CorrectRates: ({ reason, ...content }, { tables }, { id }) => {
      const { date } = content;
      const fault = streamFault(id) ?? contentFault(content);
      if (fault) return fault;
      const wrong = tables.find((other) => other.date === date);
      if (!wrong) return refuse('TABLE_NOT_FOUND', { date });
      if (saysTheSame(content, wrong)) return [];
      const corrected = { ...content, table: tableAfter(wrong), supersedes: wrong.id, reason };
      return [fact('FxRatesCorrected', corrected, { effectiveOn: date, reason })];
    },
  },
};

const streamFault = (id: string): Fault => (id === RATES_ID ? undefined : refuse('NOT_THE_RATES', { rates: RATES_ID }));

function contentFault({ baseCurrency, rates }: Content): Fault {
  const currencies = rates.map(({ currency }) => currency);
  const repeated = currencies.find((currency, at) => currencies.indexOf(currency) !== at);
  if (repeated) return refuse('CURRENCY_REPEATED', { currency: repeated });
  if (currencies.includes(baseCurrency)) return refuse('BASE_LISTED', { currency: baseCurrency });
  const worthless = rates.find(({ rate }) => !isPositiveDecimal(rate));
  return worthless && refuse('RATE_NOT_POSITIVE', { currency: worthless.currency });
}

function saysTheSame(content: Content, known: RateTable): boolean {
  const { baseCurrency, rates } = tableOf({ ...content, table: known.id });
  const listed = Object.entries(rates);
  return (
    baseCurrency === known.baseCurrency &&
    listed.length === Object.keys(known.rates).length &&
    listed.every(([currency, rate]) => known.rates[currency] === rate)
  );
}

const tableAfter = ({ id, date }: RateTable): string => `${date}.${Number(id.slice(date.length + 1)) + 1}`;
