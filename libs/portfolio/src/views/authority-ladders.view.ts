import { view } from '@tabularium/read-store';
import type { PortfolioEvents } from '../contract/portfolio.contract';

/** What `limits` says of a body that approves any amount. */
export const UNLIMITED = 'unlimited';

/** Which body of a portfolio approves up to which amount; a ladder may apply from before the charter. Key: portfolio. */
export const authorityLadders = view<PortfolioEvents>()({
  name: 'authority-ladders',
  version: 1,
  title: 'Authority ladders',
  columns: {
    portfolio: { type: 'text', title: 'Portfolio' },
    bodies: { type: 'list', title: 'Bodies, lowest first' },
    limits: { type: 'list', title: 'Their limits in minor units, in the same order' },
    ccy: { type: 'text', title: 'Currency of the limits; none where every amount is approved' },
    appliesFrom: { type: 'date', title: 'First day it applies' },
  },
  steps: {
    AuthorityLadderSet: (_, { entityId, data: { rows, from }, metadata }) => ({
      portfolio: entityId,
      bodies: rows.map(({ body }) => body),
      limits: rows.map(({ upTo }) => upTo?.minor ?? UNLIMITED),
      ccy: rows.find(({ upTo }) => upTo)?.upTo?.ccy ?? null,
      appliesFrom: from ?? metadata.effectiveAt.slice(0, 10),
    }),
  },
});
