import { view } from '@tabularium/read-store';
import type { PortfolioEvents } from '../contract/portfolio.contract';

/** Portfolios. Key: portfolio. */
export const portfolios = view<PortfolioEvents>()({
  name: 'portfolios',
  version: 1,
  title: 'Portfolios',
  columns: {
    name: { type: 'text', title: 'Name', indexed: true },
    ccy: { type: 'text', title: 'Currency' },
    ownerUnit: { type: 'text', title: 'Owner', indexed: true },
    description: { type: 'text', title: 'Description' },
    state: { type: 'text', title: 'OPEN or CLOSED', indexed: true },
    fiscalYear: { type: 'text', title: 'Fiscal year whose envelope was set last', indexed: true },
    envelope: { type: 'money', title: 'Envelope of that year', indexed: true },
    envelopes: { type: 'list', title: 'Envelopes: fiscal year, minor units, currency' },
  },
  steps: {
    PortfolioChartered: (_, { data }) => ({
      name: data.name,
      ccy: data.ccy,
      ownerUnit: data.ownerUnit ?? null,
      description: data.description ?? null,
      state: 'OPEN',
      fiscalYear: null,
      envelope: null,
      envelopes: [],
    }),
    FundingEnvelopeSet: (row, { data: { fiscalYear, amount } }) => {
      if (!row) return row;
      const others = (row.envelopes ?? []).filter((envelope) => !envelope.startsWith(`${fiscalYear} `));
      const envelopes = [...others, `${fiscalYear} ${amount.minor} ${amount.ccy}`].sort();
      return { ...row, fiscalYear, envelope: amount, envelopes };
    },
    PortfolioClosed: (row) => row && { ...row, state: 'CLOSED' },
  },
});
