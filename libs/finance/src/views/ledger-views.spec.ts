import { gbp, viewRows, type Seen } from '@tabularium/testing';
import type { CostLedgerEvents } from '../contract/cost-ledger.contract';
import { costEntries } from './cost-entries.view';
import { exceptions } from './exceptions.view';
import { periods } from './periods.view';

type Happened = Seen<CostLedgerEvents>;
const id = 'PRJ-1';

const entry = { entryId: 'A1', account: 'CA-1', period: '2026-05' };
const posted: Happened = {
  id,
  type: 'ActualCostPosted',
  data: { ...entry, amount: gbp(100), externalRef: 'INV-1', arisenOn: '2026-05-20', commitmentId: 'P1' },
  by: 'pia',
};
const placed: Happened = {
  id,
  type: 'CommitmentPlaced',
  data: { commitmentId: 'P1', account: 'CA-1', amount: gbp(250), supplier: 'Works Ltd', externalRef: 'PO-1' },
};

describe('cost-entries', () => {
  it('shows an actual with the day it arose', () => {
    expect(viewRows(costEntries, posted)['PRJ-1/A1']).toMatchObject({
      kind: 'ACTUAL',
      arisenOn: '2026-05-20',
      actual: gbp(100),
      committed: gbp(0),
      commitment: 'P1',
      state: 'POSTED',
      by: 'pia',
      lateFor: null,
    });
  });
  it('adds a reversal as an entry of its own, so that the sum is what was spent', () => {
    const reversed: Happened = {
      id,
      type: 'EntryReversed',
      data: { ...entry, reversalId: 'A1~reversal', period: '2026-06', amount: gbp(-100), reason: 'Wrong account' },
    };
    const rows = viewRows(costEntries, posted, reversed);
    expect(rows['PRJ-1/A1']).toMatchObject({ state: 'REVERSED', actual: gbp(100), period: '2026-05' });
    expect(rows['PRJ-1/A1~reversal']).toMatchObject({ kind: 'REVERSAL', actual: gbp(-100), period: '2026-06' });
  });
  it('shows what is left of a commitment', () => {
    const used: Happened = {
      id,
      type: 'CommitmentReleased',
      data: { commitmentId: 'P1', amount: gbp(100), remaining: gbp(150), entryId: 'A1' },
    };
    const given: Happened = {
      id,
      type: 'CommitmentReleased',
      data: { commitmentId: 'P1', amount: gbp(150), remaining: gbp(0), reason: 'Cancelled' },
    };
    const row = (...events: readonly Happened[]) => viewRows(costEntries, placed, ...events)['PRJ-1/commitment.P1'];
    expect(row()).toMatchObject({ kind: 'COMMITMENT', committed: gbp(250), state: 'OPEN', supplier: 'Works Ltd' });
    expect(row(used)).toMatchObject({ committed: gbp(150), state: 'OPEN', reason: null });
    expect(row(used, given)).toMatchObject({ committed: gbp(0), state: 'RELEASED', reason: 'Cancelled' });
  });
});

describe('periods', () => {
  const closed: Happened = {
    id,
    type: 'PeriodClosed',
    data: {
      period: '2026-05',
      total: gbp(100),
      ledgerTotal: gbp(99),
      difference: gbp(-1),
      explanation: 'Rounding',
      closedBy: 'fay',
    },
  };
  const requested: Happened = {
    id,
    type: 'PeriodReopeningRequested',
    data: { period: '2026-05', requestedBy: 'fay', reason: 'Late invoice' },
  };
  const reopened: Happened = {
    id,
    type: 'PeriodReopened',
    data: { period: '2026-05', requestedBy: 'fay', confirmedBy: 'dan', reason: 'Late invoice' },
  };
  const row = (...events: readonly Happened[]) => viewRows(periods, ...events)['PRJ-1/2026-05'];
  it('shows how a period was closed, opened again by two, and closed anew', () => {
    expect(row(closed)).toMatchObject({ state: 'CLOSED', difference: gbp(-1), explanation: 'Rounding' });
    expect(row(closed, requested)).toMatchObject({ state: 'REOPENING_REQUESTED', requestedBy: 'fay' });
    expect(row(closed, requested, reopened)).toMatchObject({ state: 'REOPENED', confirmedBy: 'dan' });
    expect(row(closed, requested, reopened, closed)).toMatchObject({ state: 'CLOSED', confirmedBy: null });
  });
});

describe('exceptions', () => {
  it('shows spending above the release, with who posted it', () => {
    const detected: Happened = {
      id,
      type: 'SpendAboveReleaseDetected',
      data: { entryId: 'A1', amount: gbp(1), released: gbp(99), used: gbp(100) },
      by: 'pia',
    };
    expect(viewRows(exceptions, detected)['PRJ-1/A1']).toMatchObject({
      project: id,
      kind: 'SPEND_ABOVE_RELEASE',
      amount: gbp(1),
      by: 'pia',
    });
  });
});
