import { add, money, sum, valuesOf, type Money } from '@tabularium/kernel';
import { gbp, scenario, stateOf, type Past } from '@tabularium/testing';
import fc from 'fast-check';
import type { CostLedgerCommands, CostLedgerEvents } from '../contract/cost-ledger.contract';
import { costLedger } from './cost-ledger.decider';

type Happened = Past<CostLedgerEvents>;
const { given } = scenario(costLedger);

const facts = { projectExists: true, budget: { ccy: 'GBP', released: gbp(1000), closed: false } };
const actual = (entryId: string, pounds: number, period = '2026-05') => ({
  entryId,
  account: 'CA-1',
  period,
  amount: gbp(pounds),
  externalRef: `INV-${entryId}`,
});
const commitment = (commitmentId: string, pounds: number) => ({
  commitmentId,
  account: 'CA-1',
  amount: gbp(pounds),
  supplier: 'Harbour Works Ltd',
  externalRef: `PO-${commitmentId}`,
});
const posted = (entryId: string, pounds: number, by = 'pia', period = '2026-05'): Happened => ({
  type: 'ActualCostPosted',
  data: { ...actual(entryId, pounds, period), arisenOn: '2026-05-20' },
  by,
});
const placed = (id: string, pounds: number): Happened => ({ type: 'CommitmentPlaced', data: commitment(id, pounds) });
const closed = (period: string, pounds = 0): Happened => ({
  type: 'PeriodClosed',
  data: { period, total: gbp(pounds), ledgerTotal: gbp(pounds), difference: gbp(0), closedBy: 'fay' },
});
const requested: Happened = {
  type: 'PeriodReopeningRequested',
  data: { period: '2026-05', requestedBy: 'fay', reason: 'Late invoice' },
};

const june = { now: '2026-06-10T09:00:00.000Z', facts };

describe('posting an actual', () => {
  it('books it in an open period, with the day it arose', () => {
    const outcome = given().when('PostActual', { ...actual('A1', 100), effectiveOn: '2026-05-20' }, june);
    outcome.thenFacts('ActualCostPosted').thenData({ ...actual('A1', 100), arisenOn: '2026-05-20' });
    expect(outcome.facts[0]?.effectiveOn).toBe('2026-05-20');
  });
  it.each([
    ['the entry', actual('A1', 5)],
    ['the reference', { ...actual('A2', 5), externalRef: 'INV-A1' }],
  ])('refuses %s twice', (_, twice) => {
    given(posted('A1', 100)).when('PostActual', twice, june).thenRefused('DUPLICATE_ENTRY');
  });
  it('takes the reference again once its entry is reversed', () => {
    const reversed = { ...actual('A1', -100), reversalId: 'A1~reversal', reason: 'Wrong amount' };
    given(posted('A1', 100), { type: 'EntryReversed', data: reversed })
      .when('PostActual', { ...actual('A2', 90), externalRef: 'INV-A1' }, june)
      .thenFacts('ActualCostPosted');
  });
  it('refuses the future, another currency, and a project nobody registered', () => {
    const tomorrow = { ...actual('A1', 1), effectiveOn: '2026-06-11' };
    given().when('PostActual', tomorrow, june).thenRefused('EFFECTIVE_IN_FUTURE');
    const euros = { ...actual('A1', 1), amount: { minor: '100', ccy: 'EUR' } };
    given().when('PostActual', euros, june).thenRefused('CURRENCY_MISMATCH', { ccy: 'GBP' });
    given()
      .when('PostActual', actual('A1', 1), { ...june, facts: { ...facts, projectExists: false } })
      .thenRefused('PROJECT_NOT_FOUND');
  });
  it('takes an actual above the release and raises an exception of what lies above', () => {
    const within = given(posted('A1', 900)).when('PostActual', actual('A2', 100), june);
    within.thenFacts('ActualCostPosted');
    const above = given(posted('A1', 900)).when('PostActual', actual('A2', 100.01), june);
    above.thenFacts('ActualCostPosted', 'SpendAboveReleaseDetected');
    expect(above.facts[1]?.data).toEqual({ entryId: 'A2', amount: gbp(0.01), released: gbp(1000), used: gbp(1000.01) });
  });
  it('takes an actual of a project without a budget: all of it lies above the release', () => {
    given()
      .when('PostActual', actual('A1', 7), { ...june, facts: { projectExists: true, budget: { closed: false } } })
      .thenFacts('ActualCostPosted', 'SpendAboveReleaseDetected');
  });
  it('uses up the commitment it names, which frees nothing and exceeds nothing', () => {
    const outcome = given(placed('P1', 1000)).when('PostActual', { ...actual('A1', 400), commitmentId: 'P1' }, june);
    outcome.thenFacts('ActualCostPosted', 'CommitmentReleased');
    expect(outcome.facts[1]?.data).toEqual({
      commitmentId: 'P1',
      amount: gbp(400),
      remaining: gbp(600),
      entryId: 'A1',
    });
  });
  it('adds only what goes beyond the commitment', () => {
    const outcome = given(placed('P1', 1000)).when('PostActual', { ...actual('A1', 1001), commitmentId: 'P1' }, june);
    outcome.thenFacts('ActualCostPosted', 'CommitmentReleased', 'SpendAboveReleaseDetected');
    expect(outcome.facts[2]?.data).toMatchObject({ amount: gbp(1), used: gbp(1001) });
  });
});

describe('an actual of closed May arrives in June', () => {
  const may = { ...actual('A9', 50), effectiveOn: '2026-05-28' };
  it('is refused in May', () => {
    given(closed('2026-05')).when('PostActual', may, june).thenRefused('PERIOD_CLOSED', { period: '2026-05' });
  });
  it('is refused in June as long as it is not said to be late', () => {
    given(closed('2026-05'))
      .when('PostActual', { ...may, period: '2026-06' }, june)
      .thenRefused('PERIOD_CLOSED', { period: '2026-05' });
  });
  it('is booked in June with the day it arose, flagged', () => {
    const outcome = given(closed('2026-05')).when('PostActual', { ...may, period: '2026-06', late: true }, june);
    outcome.thenData({ ...actual('A9', 50, '2026-06'), arisenOn: '2026-05-28', lateFor: '2026-05' });
    expect(outcome.facts[0]?.effectiveOn).toBe('2026-05-28');
  });
  it('is not late when nothing is closed', () => {
    given()
      .when('PostActual', { ...may, late: true }, june)
      .thenRefused('NOT_LATE');
  });
  it('is booked in May once two persons opened it again', () => {
    const reopened = { period: '2026-05', requestedBy: 'fay', confirmedBy: 'dan', reason: 'Late invoice' };
    given(closed('2026-05'), requested, { type: 'PeriodReopened', data: reopened })
      .when('PostActual', may, june)
      .thenFacts('ActualCostPosted');
  });
});

describe('committing', () => {
  it('takes what is released and neither spent nor committed, to the penny', () => {
    const past = [posted('A1', 300), placed('P1', 200)];
    given(...past)
      .when('PlaceCommitment', commitment('P2', 500), june)
      .thenData(commitment('P2', 500));
    given(...past)
      .when('PlaceCommitment', commitment('P2', 500.01), june)
      .thenRefused('RELEASE_EXCEEDED', { available: gbp(500) });
  });
  it('refuses a commitment when nothing is released', () => {
    given()
      .when('PlaceCommitment', commitment('P1', 0.01), { facts: { ...facts, budget: { ccy: 'GBP', closed: false } } })
      .thenRefused('RELEASE_EXCEEDED');
  });
  it('refuses a commitment on a closed budget, and one placed twice', () => {
    const shut = { ...facts, budget: { ...facts.budget, closed: true } };
    given().when('PlaceCommitment', commitment('P1', 1), { facts: shut }).thenRefused('BUDGET_CLOSED');
    given(placed('P1', 1)).when('PlaceCommitment', commitment('P1', 1), june).thenRefused('DUPLICATE_ENTRY');
    given(placed('P1', 1))
      .when('PlaceCommitment', { ...commitment('P2', 1), externalRef: 'PO-P1' }, june)
      .thenRefused('DUPLICATE_ENTRY');
  });
  it('gives up what is left, once', () => {
    const left: Happened = {
      type: 'CommitmentReleased',
      data: { commitmentId: 'P1', amount: gbp(150), remaining: gbp(50) },
    };
    const release = { commitmentId: 'P1', reason: 'Cancelled' };
    given(placed('P1', 200), left)
      .when('ReleaseCommitment', release)
      .thenData({ ...release, amount: gbp(50), remaining: gbp(0) });
    const gone: Happened = { type: 'CommitmentReleased', data: { ...release, amount: gbp(50), remaining: gbp(0) } };
    given(placed('P1', 200), left, gone).when('ReleaseCommitment', release).thenNothing();
    given().when('ReleaseCommitment', release).thenRefused('COMMITMENT_NOT_FOUND');
  });
});

describe('reversing', () => {
  const reverse = { entryId: 'A1', reason: 'Wrong account' };
  it('adds a counter-entry and leaves the entry', () => {
    given(posted('A1', 100))
      .when('ReverseEntry', reverse)
      .thenData({
        ...reverse,
        reversalId: 'A1~reversal',
        account: 'CA-1',
        period: '2026-05',
        amount: gbp(-100),
      });
  });
  it('books the counter-entry in an open period when that of the entry is closed', () => {
    const past = [posted('A1', 100), closed('2026-05', 100)];
    given(...past)
      .when('ReverseEntry', reverse)
      .thenRefused('PERIOD_CLOSED', { period: '2026-05' });
    given(...past)
      .when('ReverseEntry', { ...reverse, period: '2026-06' })
      .thenFacts('EntryReversed');
  });
  it('reverses an entry once', () => {
    const reversed = { ...actual('A1', -100), reversalId: 'A1~reversal', reason: 'x' };
    given().when('ReverseEntry', reverse).thenRefused('ENTRY_NOT_FOUND');
    given(posted('A1', 100), { type: 'EntryReversed', data: reversed })
      .when('ReverseEntry', reverse)
      .thenRefused('ALREADY_REVERSED');
  });
});

describe('closing a period', () => {
  const close = { period: '2026-05', ledgerTotal: gbp(100) };
  const fay = { ...june, actor: 'fay' };
  it('compares the entries with the accounts', () => {
    given(posted('A1', 60), posted('A2', 40))
      .when('ClosePeriod', close, fay)
      .thenData({ ...close, total: gbp(100), difference: gbp(0), closedBy: 'fay' });
  });
  it('wants a difference of one penny explained', () => {
    const off = { ...close, ledgerTotal: gbp(99.99) };
    given(posted('A1', 100))
      .when('ClosePeriod', off, fay)
      .thenRefused('RECONCILIATION_DIFFERENCE', { difference: gbp(-0.01) });
    given(posted('A1', 100))
      .when('ClosePeriod', { ...off, explanation: ' ' }, fay)
      .thenRefused('RECONCILIATION_DIFFERENCE');
    given(posted('A1', 100))
      .when('ClosePeriod', { ...off, explanation: 'Rounding in the accounts' }, fay)
      .thenFacts('PeriodClosed');
  });
  it('is not for who posted or reversed in it', () => {
    given(posted('A1', 100, 'fay'))
      .when('ClosePeriod', close, fay)
      .thenRefused('SOD_POSTER_CLOSES');
    const reversed = { ...actual('A0', -1), reversalId: 'A0~reversal', reason: 'x' };
    given(posted('A1', 101), { type: 'EntryReversed', data: reversed, by: 'fay' })
      .when('ClosePeriod', close, fay)
      .thenRefused('SOD_POSTER_CLOSES');
  });
  it('waits for the period to begin', () => {
    given()
      .when('ClosePeriod', { period: '2026-07', ledgerTotal: gbp(0) }, fay)
      .thenRefused('PERIOD_NOT_OVER');
  });
  it('closes once', () => {
    given(closed('2026-05')).when('ClosePeriod', close, fay).thenNothing();
  });
});

describe('opening a period again', () => {
  it('takes two persons', () => {
    const period = '2026-05';
    const ask = { period, reason: 'Late invoice' };
    given().when('RequestPeriodReopening', ask).thenRefused('PERIOD_NOT_CLOSED');
    given(closed(period))
      .when('RequestPeriodReopening', ask, { actor: 'fay' })
      .thenData({ ...ask, requestedBy: 'fay' });
    given(closed(period)).when('ReopenPeriod', { period }).thenRefused('REOPENING_NOT_REQUESTED');
    given(closed(period), requested).when('ReopenPeriod', { period }, { actor: 'fay' }).thenRefused('SOD_TWO_PERSONS');
    given(closed(period), requested)
      .when('ReopenPeriod', { period }, { actor: 'dan' })
      .thenData({ period, requestedBy: 'fay', confirmedBy: 'dan', reason: 'Late invoice' });
  });
  it('is asked for anew after it was closed again', () => {
    const reopened = { period: '2026-05', requestedBy: 'fay', confirmedBy: 'dan', reason: 'x' };
    given(closed('2026-05'), requested, { type: 'PeriodReopened', data: reopened }, closed('2026-05'))
      .when('ReopenPeriod', { period: '2026-05' }, { actor: 'dan' })
      .thenRefused('REOPENING_NOT_REQUESTED');
  });
});

it('never commits more than is released less what is spent, whatever is booked', () => {
  const pence = (minor: number): Money => money(minor, 'GBP');
  const booking = fc.record({
    command: fc.constantFrom('PostActual' as const, 'PlaceCommitment' as const, 'ReverseEntry' as const),
    n: fc.integer({ min: 0, max: 9 }),
    minor: fc.integer({ min: 1, max: 60_000 }),
    against: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(booking, { maxLength: 60 }), (bookings) => {
      let past: readonly Happened[] = [];
      for (const { command, n, minor, against } of bookings) {
        const data = {
          PostActual: { ...actual(`A${n}`, 0), amount: pence(minor), ...(against ? { commitmentId: `P${n}` } : {}) },
          PlaceCommitment: { ...commitment(`P${n}`, 0), amount: pence(minor) },
          ReverseEntry: { entryId: `A${n}`, reason: 'x' },
        }[command] as CostLedgerCommands[typeof command];
        const { facts: made } = given(...past).when(command, data, june);
        past = [...past, ...(made as readonly Happened[])];
        const state = stateOf(costLedger, past);
        const spent = past.flatMap(({ type, data }) =>
          type === 'ActualCostPosted' || type === 'EntryReversed' ? [(data as { amount: Money }).amount] : [],
        );
        const used = add(sum(spent, 'GBP'), sum(valuesOf(state.commitments), 'GBP'));
        if (past.length > 0) expect(state.used).toEqual(used);
        if (made[0]?.type === 'CommitmentPlaced') expect(BigInt(used.minor)).toBeLessThanOrEqual(100_000n);
      }
    }),
  );
});
