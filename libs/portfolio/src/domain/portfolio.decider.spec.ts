import { gbp, scenario, stateOf, type Past } from '@tabularium/testing';
import { money } from '@tabularium/kernel';
import fc from 'fast-check';
import type { PortfolioCommands, PortfolioEvents } from '../contract/portfolio.contract';
import { ladderFault } from './authority-ladder';
import { portfolio } from './portfolio.decider';

type Happened = Past<PortfolioEvents>;
const { given } = scenario(portfolio);

const charter = { name: 'City works', ccy: 'GBP' };
const chartered: Happened = { type: 'PortfolioChartered', data: charter };
const bridge = { kind: 'PROJECT', componentId: 'PRJ-1' } as const;
const admitted: Happened = { type: 'ComponentAdmitted', data: bridge };
const removed: Happened = {
  type: 'ComponentRemoved',
  data: { ...bridge, reason: 'Cut' },
  at: '2026-02-01T09:00:00.000Z',
};
const closed: Happened = { type: 'PortfolioClosed', data: { reason: 'Done' } };
const here = { id: 'CITY', facts: { home: 'CITY' } };
const rows = [{ body: 'Director', upTo: gbp(100) }, { body: 'Board', upTo: gbp(500) }, { body: 'Treasury' }];

describe('envelope', () => {
  const envelope = { fiscalYear: '2026-27', amount: gbp(1_000) };
  it('is set within the delegated limit, once', () => {
    given(chartered)
      .when('SetFundingEnvelope', envelope, { limit: gbp(1_000) })
      .thenData(envelope);
    given(chartered, { type: 'FundingEnvelopeSet', data: envelope })
      .when('SetFundingEnvelope', envelope, { limit: gbp(1_000) })
      .thenNothing();
  });
  it('is refused one penny above the limit', () => {
    given(chartered)
      .when('SetFundingEnvelope', envelope, { limit: gbp(999.99) })
      .thenRefused('AUTHORITY_EXCEEDED', { limit: ' of 999.99 GBP' });
  });
  it('is in the currency of the portfolio', () => {
    given(chartered)
      .when('SetFundingEnvelope', { ...envelope, amount: money(1, 'EUR') }, { limit: money(1, 'EUR') })
      .thenRefused('CURRENCY_MISMATCH', { ccy: 'GBP' });
  });
});

describe('components', () => {
  it('are admitted where their own stream says they belong', () => {
    given(chartered).when('AdmitComponent', bridge, here).thenFacts('ComponentAdmitted').thenData(bridge);
    given(chartered)
      .when('AdmitComponent', bridge, { id: 'CITY', facts: { home: 'PORT' } })
      .thenRefused('COMPONENT_ELSEWHERE', { componentId: 'PRJ-1', portfolioId: 'PORT' });
    given(chartered)
      .when('AdmitComponent', bridge, { id: 'CITY', facts: {} })
      .thenRefused('COMPONENT_NOT_FOUND', { kind: 'project', componentId: 'PRJ-1' });
  });
  it('are admitted once; another category is news', () => {
    given(chartered, admitted).when('AdmitComponent', bridge, here).thenNothing();
    given(chartered, admitted)
      .when('AdmitComponent', { ...bridge, category: 'Roads' }, here)
      .thenFacts('ComponentAdmitted');
  });
  it('leave with the name they had, admitted or only registered here', () => {
    const facts = { home: 'CITY', name: 'Bridge', unit: 'Roads' };
    for (const past of [[chartered, admitted], [chartered]])
      given(...past)
        .when('RemoveComponent', { ...bridge, reason: 'Cut' }, { id: 'CITY', facts })
        .thenData({ ...bridge, reason: 'Cut', name: 'Bridge', unit: 'Roads' });
    given(chartered)
      .when('RemoveComponent', { ...bridge, reason: 'Cut' }, { id: 'CITY', facts: { home: 'PORT' } })
      .thenRefused('COMPONENT_ELSEWHERE');
  });
  it('leave for good', () => {
    given(chartered, admitted, removed)
      .when('AdmitComponent', bridge, here)
      .thenRefused('COMPONENT_DEPARTED', { componentId: 'PRJ-1', departedOn: '2026-02-01' });
    given(chartered, admitted, removed)
      .when('RemoveComponent', { ...bridge, reason: 'Again' }, here)
      .thenNothing();
  });
  it('are told apart from a programme of the same code', () => {
    given(chartered, admitted, removed)
      .when('AdmitComponent', { kind: 'PROGRAMME', componentId: 'PRJ-1' }, here)
      .thenFacts('ComponentAdmitted');
  });
  it('keep the portfolio from being closed', () => {
    given(chartered, admitted)
      .when('ClosePortfolio', { reason: 'x' })
      .thenRefused('COMPONENTS_REMAIN', { components: ['project PRJ-1'] });
    given(chartered, admitted, removed).when('ClosePortfolio', { reason: 'x' }).thenFacts('PortfolioClosed');
  });
});

describe('authority ladder', () => {
  const set = (ladder: PortfolioCommands['SetAuthorityLadder']['rows']) =>
    given(chartered).when('SetAuthorityLadder', { rows: ladder });
  it('rises to one body without limit', () => {
    set(rows).thenData({ from: '2026-03-02', rows });
    set([{ body: 'Board' }]).thenFacts('AuthorityLadderSet');
  });
  it('never falls or stays level from rung to rung', () => {
    set([{ body: 'A', upTo: gbp(5) }, { body: 'B', upTo: gbp(5) }, { body: 'C' }]).thenRefused('LIMIT_INVERSION', {
      body: 'B',
    });
    set([{ body: 'A' }, { body: 'B', upTo: gbp(5) }]).thenRefused('LIMIT_INVERSION', { body: 'B' });
  });
  it('has exactly one terminal authority', () => {
    set([{ body: 'A', upTo: gbp(5) }]).thenRefused('NO_TERMINAL_AUTHORITY');
    set([{ body: 'A' }, { body: 'B' }]).thenRefused('NO_TERMINAL_AUTHORITY');
  });
  it('names a body once, in the currency of the portfolio', () => {
    set([{ body: 'A', upTo: gbp(5) }, { body: 'A' }]).thenRefused('BODY_REPEATED', { body: 'A' });
    set([{ body: 'A', upTo: money(5, 'EUR') }, { body: 'B' }]).thenRefused('CURRENCY_MISMATCH', { ccy: 'GBP' });
  });
  it('applies from a day; the one in force then is already so', () => {
    const past: Happened = { type: 'AuthorityLadderSet', data: { from: '2015-01-01', rows } };
    const { facts } = given(chartered).when('SetAuthorityLadder', { rows, from: '2015-01-01' });
    expect(facts).toEqual([
      { type: 'AuthorityLadderSet', data: { from: '2015-01-01', rows }, effectiveOn: '2015-01-01' },
    ]);
    given(past, chartered).when('SetAuthorityLadder', { rows }).thenNothing();
    given(past, chartered).when('SetAuthorityLadder', { rows, from: '2014-01-01' }).thenFacts('AuthorityLadderSet');
  });
  it('is whole exactly if its limits rise strictly and its last row alone has none (property)', () => {
    const limits = fc.array(fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(limits, (amounts) => {
        const ladder = amounts.map((amount, at) =>
          amount ? { body: `B${at}`, upTo: gbp(amount) } : { body: `B${at}` },
        );
        const heights = amounts.map((amount) => amount ?? Infinity);
        const rises = heights.every((height, at) => at === 0 || height > (heights[at - 1] ?? 0));
        expect(ladderFault(ladder, 'GBP') === undefined).toBe(rises && heights.at(-1) === Infinity);
      }),
    );
  });
});

describe('every stage takes only its commands', () => {
  const pasts = { absent: [], open: [chartered], closed: [chartered, closed] } as const;
  const commands = {
    CharterPortfolio: charter,
    SetFundingEnvelope: { fiscalYear: '2026', amount: gbp(1) },
    AdmitComponent: bridge,
    RemoveComponent: { ...bridge, reason: 'x' },
    SetAuthorityLadder: { rows },
    ClosePortfolio: { reason: 'x' },
  } as const;
  const table = Object.entries(pasts).flatMap(([stage, past]) =>
    (Object.keys(commands) as (keyof typeof commands)[]).map((command) => ({ stage, past, command })),
  );
  it.each(table)('$command when $stage', ({ stage, past, command }) => {
    const outcome = given(...past).when(command, commands[command], { ...here, limit: gbp(1) });
    const isOpen = stage === 'open';
    if (command === 'CharterPortfolio' && stage === 'absent') outcome.thenFacts('PortfolioChartered');
    else if (command === 'CharterPortfolio') outcome.thenRefused('PORTFOLIO_EXISTS');
    else if (isOpen) expect(outcome.facts).toHaveLength(1);
    else if (command === 'ClosePortfolio' && stage === 'closed') outcome.thenNothing();
    else outcome.thenRefused(stage === 'absent' ? 'PORTFOLIO_NOT_FOUND' : 'PORTFOLIO_CLOSED');
  });
  it('forgets what a removed component was', () => {
    expect(stateOf(portfolio, [chartered, admitted, removed]).components).toEqual({});
  });
});
