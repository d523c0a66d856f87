import { add, isZero, type Money, type Reading } from '@tabularium/kernel';
import type { CostLedgerEvents } from './cost-ledger.contract';

/** What rules elsewhere need of a cost ledger. */
export interface LedgerStanding {
  /** Closed periods, each `true`. */
  readonly closed: Readonly<Record<string, true>>;
  /** Actual cost by account, reversals taken off. */
  readonly actuals: Readonly<Record<string, Money>>;
  /** What is left of each open commitment. */
  readonly commitments: Readonly<Record<string, Money>>;
}

/** `read(ledgerStanding, projectId)`. */
export const ledgerStanding: Reading<LedgerStanding, CostLedgerEvents> = {
  category: 'costLedger',
  initial: { closed: {}, actuals: {}, commitments: {} },
  evolve: {
    ActualCostPosted: (state, { account, amount }) => withActual(state, account, amount),
    EntryReversed: (state, { account, amount }) => withActual(state, account, amount),
    CommitmentPlaced: (state, { commitmentId, amount }) => withCommitment(state, commitmentId, amount),
    CommitmentReleased: (state, { commitmentId, remaining }) => withCommitment(state, commitmentId, remaining),
    PeriodClosed: (state, { period }) => ({ ...state, closed: { ...state.closed, [period]: true } }),
    PeriodReopened: (state, { period }) => ({ ...state, closed: without(state.closed, period) }),
  },
};

/** Commitments that block the closure of a project, by id. */
export const openCommitments = ({ commitments }: LedgerStanding): readonly string[] => Object.keys(commitments);

function withActual(state: LedgerStanding, account: string, amount: Money): LedgerStanding {
  const before = state.actuals[account];
  return { ...state, actuals: { ...state.actuals, [account]: before ? add(before, amount) : amount } };
}

function withCommitment(state: LedgerStanding, id: string, left: Money): LedgerStanding {
  const commitments = isZero(left) ? without(state.commitments, id) : { ...state.commitments, [id]: left };
  return { ...state, commitments };
}

function without<V>(record: Readonly<Record<string, V>>, key: string): Readonly<Record<string, V>> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}
