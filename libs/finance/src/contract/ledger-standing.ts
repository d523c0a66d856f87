import { add, entriesOf, isZero, lookUp, noEntries, store, sum, valuesOf } from '@tabularium/kernel';
import type { Dictionary, Money, Reading } from '@tabularium/kernel';
import type { CostLedgerEvents } from './cost-ledger.contract';

/** What rules elsewhere need of a cost ledger. */
export interface LedgerStanding {
  /** By period, whether it is closed. */
  readonly closed: Dictionary<boolean>;
  /** Actual cost by account, reversals taken off. */
  readonly actuals: Dictionary<Money>;
  /** What is left of each commitment. */
  readonly commitments: Dictionary<Money>;
}

/** `read(ledgerStanding, projectId)`. */
export const ledgerStanding: Reading<LedgerStanding, CostLedgerEvents> = {
  category: 'costLedger',
  initial: { closed: noEntries, actuals: noEntries, commitments: noEntries },
  evolve: {
    ActualCostPosted: (state, { account, amount }) => withActual(state, account, amount),
    EntryReversed: (state, { account, amount }) => withActual(state, account, amount),
    CommitmentPlaced: (state, { commitmentId, amount }) => withCommitment(state, commitmentId, amount),
    CommitmentReleased: (state, { commitmentId, remaining }) => withCommitment(state, commitmentId, remaining),
    PeriodClosed: (state, { period }) => ({ ...state, closed: store(state.closed, period, true) }),
    PeriodReopened: (state, { period }) => ({ ...state, closed: store(state.closed, period, false) }),
  },
};

/** Commitments that are neither used up nor given up, by id: they block the closure of a project. */
export const openCommitments = ({ commitments }: LedgerStanding): readonly string[] =>
  entriesOf(commitments)
    .filter(([, left]) => !isZero(left))
    .map(([id]) => id)
    .sort();

/** Actual cost in all, and what is still committed. */
export const spentOf = (ledger: LedgerStanding, ccy: string): Money => sum(valuesOf(ledger.actuals), ccy);
export const committedOf = (ledger: LedgerStanding, ccy: string): Money => sum(valuesOf(ledger.commitments), ccy);

function withActual(state: LedgerStanding, account: string, amount: Money): LedgerStanding {
  const before = lookUp(state.actuals, account);
  return { ...state, actuals: store(state.actuals, account, before ? add(before, amount) : amount) };
}

const withCommitment = (state: LedgerStanding, id: string, left: Money): LedgerStanding => ({
  ...state,
  commitments: store(state.commitments, id, left),
});
