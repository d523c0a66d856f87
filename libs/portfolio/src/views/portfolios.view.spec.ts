import { gbp, viewRows, type Seen } from '@tabularium/testing';
import type { PortfolioEvents } from '../contract/portfolio.contract';
import { authorityLadders } from './authority-ladders.view';
import { portfolios } from './portfolios.view';

type Event = Seen<PortfolioEvents>;
const id = 'CITY';
const after = (...events: readonly Event[]) => viewRows<PortfolioEvents>(portfolios, ...events)[id];
const chartered: Event = {
  id,
  type: 'PortfolioChartered',
  data: { name: 'City works', ccy: 'GBP', ownerUnit: 'Mayor' },
};
const envelope = (fiscalYear: string, pounds: number): Event => ({
  id,
  type: 'FundingEnvelopeSet',
  data: { fiscalYear, amount: gbp(pounds) },
});

describe('portfolios', () => {
  it('PortfolioChartered', () => {
    expect(after(chartered)).toMatchObject({ name: 'City works', ccy: 'GBP', ownerUnit: 'Mayor', state: 'OPEN' });
  });
  it('FundingEnvelopeSet keeps one envelope a year', () => {
    expect(after(chartered, envelope('2026', 5), envelope('2025', 3), envelope('2026', 7))).toMatchObject({
      fiscalYear: '2026',
      envelope: gbp(7),
      envelopes: ['2025 300 GBP', '2026 700 GBP'],
    });
  });
  it('PortfolioClosed', () => {
    expect(after(chartered, { id, type: 'PortfolioClosed', data: { reason: 'x' } })).toMatchObject({ state: 'CLOSED' });
  });
});

describe('authority-ladders', () => {
  it('AuthorityLadderSet replaces the ladder, and may apply from before the charter', () => {
    const ladder = (rows: PortfolioEvents['AuthorityLadderSet']['rows'], from: string): Event => ({
      id,
      type: 'AuthorityLadderSet',
      data: { from, rows },
      at: `${from}T23:59:59.999Z`,
    });
    const old = ladder([{ body: 'Mayor' }], '2010-01-01');
    const present = ladder([{ body: 'Clerk', upTo: gbp(5) }, { body: 'Mayor' }], '2015-01-01');
    expect(viewRows<PortfolioEvents>(authorityLadders, chartered, present, old)).toEqual({
      CITY: {
        portfolio: 'CITY',
        bodies: ['Clerk', 'Mayor'],
        limits: ['500', 'unlimited'],
        ccy: 'GBP',
        appliesFrom: '2015-01-01',
      },
    });
  });
});
