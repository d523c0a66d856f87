import { fact, limitText, refuse, sameMoney, type Decider, type Decision } from '@tabularium/kernel';
import type { PortfolioCommands, PortfolioEvents, PortfolioRefusal } from '../contract/portfolio.contract';
import { ladderFault } from './authority-ladder';
import { evolvePortfolio } from './portfolio.evolve';
import { componentKey, noPortfolio, type Component, type Portfolio } from './portfolio.state';
import { sameData } from './same-data';

/** `home`: the portfolio that the component's own stream names; absent = there is no such component. */
interface Home {
  readonly home?: string;
}

export type PortfolioFacts = {
  readonly AdmitComponent: Home;
  /** With the name and unit it leaves under, which the event keeps. */
  readonly RemoveComponent: Home & { readonly name?: string; readonly unit?: string };
};

type Decided = Decision<PortfolioEvents, PortfolioRefusal>;

/** A component belongs to the portfolio its own stream names, hence to one at a time; a removal is final. */
export const portfolio: Decider<Portfolio, PortfolioCommands, PortfolioEvents, PortfolioRefusal, PortfolioFacts> = {
  category: 'portfolio',
  initial: noPortfolio,
  evolve: evolvePortfolio,
  decide: {
    CharterPortfolio: (command, { stage }) =>
      stage === 'absent' ? [fact('PortfolioChartered', command)] : refuse('PORTFOLIO_EXISTS'),

    SetFundingEnvelope: (command, state, { authority }) =>
      whenOpen(state, () => {
        const { fiscalYear, amount } = command;
        if (amount.ccy !== state.ccy) return refuse('CURRENCY_MISMATCH', { ccy: state.ccy });
        if (!authority.covers(amount)) return refuse('AUTHORITY_EXCEEDED', { limit: limitText(authority) });
        const stands = state.envelopes[fiscalYear];
        return stands && sameMoney(stands, amount) ? [] : [fact('FundingEnvelopeSet', command)];
      }),

    AdmitComponent: (command, state, { id, facts, dayOf }) =>
      whenOpen(state, () => {
        const key = componentKey(command);
        const departedAt = state.departed[key];
        if (departedAt)
          return refuse('COMPONENT_DEPARTED', { componentId: command.componentId, departedOn: dayOf(departedAt) });
        if (facts.home !== id) return notHere(command, facts);
        if (key in state.components && state.components[key] === command.category) return [];
        return [fact('ComponentAdmitted', command)];
      }),

    RemoveComponent: (command, state, { id, facts }) =>
      whenOpen(state, () => {
        const key = componentKey(command);
        if (key in state.departed) return [];
        if (!(key in state.components) && facts.home !== id) return notHere(command, facts);
        const { home: _, ...last } = facts;
        return [fact('ComponentRemoved', { ...command, ...last }, { reason: command.reason })];
      }),

    SetAuthorityLadder: ({ rows, from: asked }, state, { today }) =>
      whenOpen(state, () => {
        const fault = ladderFault(rows, state.ccy);
        if (fault) return fault;
        const from = asked ?? today;
        const stands = state.ladders.findLast((ladder) => ladder.from <= from);
        if (stands && sameData(stands.rows, rows)) return [];
        return [fact('AuthorityLadderSet', { from, rows }, asked ? { effectiveOn: asked } : {})];
      }),

    ClosePortfolio: (command, state) => {
      if (state.stage === 'closed') return [];
      const components = Object.keys(state.components);
      return whenOpen(state, () =>
        components.length > 0
          ? refuse('COMPONENTS_REMAIN', { components })
          : [fact('PortfolioClosed', command, { reason: command.reason })],
      );
    },
  },
};

function notHere({ kind, componentId }: Component, { home }: Home): Decided {
  if (!home) return refuse('COMPONENT_NOT_FOUND', { kind: kind.toLowerCase(), componentId });
  return refuse('COMPONENT_ELSEWHERE', { componentId, portfolioId: home });
}

function whenOpen({ stage }: Portfolio, decide: () => Decided): Decided {
  if (stage === 'absent') return refuse('PORTFOLIO_NOT_FOUND');
  if (stage === 'closed') return refuse('PORTFOLIO_CLOSED');
  return decide();
}
