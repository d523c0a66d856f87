import { add, lookUp, negate, store, type Fold, type Money } from '@tabularium/kernel';
import type { CostLedgerEvents } from '../contract/cost-ledger.contract';
import { periodOfLedger, usedOf, type CostLedger, type LedgerPeriod } from './cost-ledger.state';

/**
 * How each event changes what the rules of a ledger read. Actuals are backdated, so no entry here may depend on what
 * folded before a posting.
 */
export const evolveCostLedger: Fold<CostLedger, CostLedgerEvents>['evolve'] = {
  ActualCostPosted: (state, { entryId, account, period, amount, externalRef }, { actor }) => ({
    ...booked(state, period, amount, actor.id),
    entries: store(state.entries, entryId, { account, period, amount, externalRef, reversed: false }),
    entryRefs: store(state.entryRefs, externalRef, entryId),
  }),
  EntryReversed: (state, { entryId, period, amount }, { actor }) => {
    const entry = lookUp(state.entries, entryId);
    const entries = entry ? store(state.entries, entryId, { ...entry, reversed: true }) : state.entries;
    return { ...booked(state, period, amount, actor.id), entries };
  },
  CommitmentPlaced: (state, { commitmentId, amount, externalRef }) => ({
    ...using(state, amount),
    commitments: store(state.commitments, commitmentId, amount),
    commitmentRefs: store(state.commitmentRefs, externalRef, true),
  }),
  CommitmentReleased: (state, { commitmentId, amount, remaining }) => ({
    ...using(state, negate(amount)),
    commitments: store(state.commitments, commitmentId, remaining),
  }),
  PeriodClosed: (state, { period, total }) =>
    withPeriod(state, period, total.ccy, ({ reopening: _, ...open }) => ({ ...open, closed: true })),
  PeriodReopeningRequested: (state, { period, requestedBy, reason }) =>
    withPeriod(state, period, state.ccy ?? '', (closed) => ({ ...closed, reopening: { requestedBy, reason } })),
  PeriodReopened: (state, { period }) =>
    withPeriod(state, period, state.ccy ?? '', ({ reopening: _, ...closed }) => ({ ...closed, closed: false })),
  SpendAboveReleaseDetected: (state) => state,
};

const using = (state: CostLedger, amount: Money): CostLedger => ({
  ...state,
  ccy: amount.ccy,
  used: add(usedOf(state, amount.ccy), amount),
});

const booked = (state: CostLedger, period: string, amount: Money, by: string): CostLedger =>
  withPeriod(using(state, amount), period, amount.ccy, (open) => ({
    ...open,
    total: add(open.total, amount),
    posters: open.posters.includes(by) ? open.posters : [...open.posters, by],
  }));

const withPeriod = (
  state: CostLedger,
  period: string,
  ccy: string,
  change: (before: LedgerPeriod) => LedgerPeriod,
): CostLedger => ({ ...state, periods: store(state.periods, period, change(periodOfLedger(state, period, ccy))) });
