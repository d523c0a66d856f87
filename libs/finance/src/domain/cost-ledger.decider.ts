import {
  add,
  compare,
  fact,
  isNegative,
  isZero,
  lookUp,
  negate,
  periodOf,
  refuse,
  subtract,
  zero,
  type Decider,
  type Decision,
  type Money,
} from '@tabularium/kernel';
import type { BudgetStanding } from '../contract/budget-standing';
import type { CostLedgerCommands, CostLedgerEvents, CostLedgerRefusal } from '../contract/cost-ledger.contract';
import { evolveCostLedger } from './cost-ledger.evolve';
import { isClosed, noLedger, periodOfLedger, usedOf, type CostLedger } from './cost-ledger.state';

/** What a booking must be sure of from other streams. */
export interface BookingFacts {
  readonly projectExists: boolean;
  readonly budget: BudgetStanding;
}

export type CostLedgerFacts = {
  readonly PostActual: BookingFacts;
  readonly PlaceCommitment: BookingFacts;
};

type Decided = Decision<CostLedgerEvents, CostLedgerRefusal>;
type Posting = CostLedgerCommands['PostActual'];

export const costLedger: Decider<CostLedger, CostLedgerCommands, CostLedgerEvents, CostLedgerRefusal, CostLedgerFacts> =
  {
    category: 'costLedger',
    initial: noLedger,
    evolve: evolveCostLedger,
    decide: {
      PostActual: ({ effectiveOn, late, ...posted }, state, { id, today, facts }) => {
        const arisenOn = effectiveOn ?? today;
        if (!facts.projectExists) return refuse('PROJECT_NOT_FOUND', { projectId: id });
        if (isForeign(posted.amount, state, facts)) return foreign(state, facts);
        if (lookUp(state.entries, posted.entryId)) return refuse('DUPLICATE_ENTRY', { duplicate: posted.entryId });
        if (isEntryRefTaken(state, posted.externalRef))
          return refuse('DUPLICATE_ENTRY', { duplicate: posted.externalRef });
        if (arisenOn > today) return refuse('EFFECTIVE_IN_FUTURE');
        if (isClosed(state, posted.period)) return refuse('PERIOD_CLOSED', { period: posted.period });
        const lateFor = isClosed(state, periodOf(arisenOn)) ? periodOf(arisenOn) : undefined;
        if (lateFor && !late) return refuse('PERIOD_CLOSED', { period: lateFor });
        if (late && !lateFor) return refuse('NOT_LATE');
        if (posted.commitmentId && !lookUp(state.commitments, posted.commitmentId))
          return refuse('COMMITMENT_NOT_FOUND', { commitmentId: posted.commitmentId });
        const dated = effectiveOn ? { effectiveOn } : {};
        return [
          fact('ActualCostPosted', { ...posted, arisenOn, ...(lateFor ? { lateFor } : {}) }, dated),
          ...useOfCommitment(posted, state),
          ...excess(posted, state, facts),
        ];
      },

      PlaceCommitment: (command, state, { id, facts }) => {
        const { commitmentId, externalRef, amount } = command;
        if (!facts.projectExists) return refuse('PROJECT_NOT_FOUND', { projectId: id });
        if (facts.budget.closed) return refuse('BUDGET_CLOSED');
        if (isForeign(amount, state, facts)) return foreign(state, facts);
        if (lookUp(state.commitments, commitmentId)) return refuse('DUPLICATE_ENTRY', { duplicate: commitmentId });
        if (lookUp(state.commitmentRefs, externalRef)) return refuse('DUPLICATE_ENTRY', { duplicate: externalRef });
        const available = subtract(releasedOf(facts, amount.ccy), usedOf(state, amount.ccy));
        if (compare(amount, available) > 0) return refuse('RELEASE_EXCEEDED', { available });
        return [fact('CommitmentPlaced', command)];
      },

      ReleaseCommitment: ({ commitmentId, reason }, state) => {
        const remaining = lookUp(state.commitments, commitmentId);
        if (!remaining) return refuse('COMMITMENT_NOT_FOUND', { commitmentId });
        if (isZero(remaining)) return [];
        const none = zero(remaining.ccy);
        return [fact('CommitmentReleased', { commitmentId, amount: remaining, remaining: none, reason }, { reason })];
      },

      ReverseEntry: ({ entryId, reason, period: bookedIn }, state) => {
        const entry = lookUp(state.entries, entryId);
        if (!entry) return refuse('ENTRY_NOT_FOUND');
        if (entry.reversed) return refuse('ALREADY_REVERSED');
        const period = bookedIn ?? entry.period;
        if (isClosed(state, period)) return refuse('PERIOD_CLOSED', { period });
        const counter = {
          reversalId: `${entryId}~reversal`,
          account: entry.account,
          period,
          amount: negate(entry.amount),
        };
        return [fact('EntryReversed', { entryId, ...counter, reason }, { reason })];
      },

      ClosePeriod: ({ period, ledgerTotal, explanation }, state, { actor, today }) => {
        const { total, posters, closed } = periodOfLedger(state, period, ledgerTotal.ccy);
        if (closed) return [];
        if (total.ccy !== ledgerTotal.ccy) return refuse('CURRENCY_MISMATCH', { ccy: total.ccy });
        if (period > periodOf(today)) return refuse('PERIOD_NOT_OVER', { period });
        if (posters.includes(actor.id)) return refuse('SOD_POSTER_CLOSES');
        const difference = subtract(ledgerTotal, total);
        if (!isZero(difference) && !explanation?.trim()) return refuse('RECONCILIATION_DIFFERENCE', { difference });
        const explained = explanation ? { explanation } : {};
        return [fact('PeriodClosed', { period, total, ledgerTotal, difference, ...explained, closedBy: actor.id })];
      },

      RequestPeriodReopening: ({ period, reason }, state, { actor }) => {
        if (!isClosed(state, period)) return refuse('PERIOD_NOT_CLOSED', { period });
        if (lookUp(state.periods, period)?.reopening?.requestedBy === actor.id) return [];
        return [fact('PeriodReopeningRequested', { period, requestedBy: actor.id, reason }, { reason })];
      },

      ReopenPeriod: ({ period }, state, { actor }) => {
        if (!isClosed(state, period)) return refuse('PERIOD_NOT_CLOSED', { period });
        const asked = lookUp(state.periods, period)?.reopening;
        if (!asked) return refuse('REOPENING_NOT_REQUESTED', { period });
        if (asked.requestedBy === actor.id) return refuse('SOD_TWO_PERSONS');
        return [fact('PeriodReopened', { period, ...asked, confirmedBy: actor.id }, { reason: asked.reason })];
      },
    },
  };

const releasedOf = ({ budget }: BookingFacts, ccy: string): Money => budget.released ?? zero(ccy);

/** The ledger is in the budget's currency or, without a budget, in that of its first booking. */
const ccyOf = (state: CostLedger, { budget }: BookingFacts): string | undefined => budget.ccy ?? state.ccy;

const isForeign = ({ ccy }: Money, state: CostLedger, facts: BookingFacts): boolean =>
  ccy !== (ccyOf(state, facts) ?? ccy) || ccy !== (state.ccy ?? ccy);

const foreign = (state: CostLedger, facts: BookingFacts): Decided =>
  refuse('CURRENCY_MISMATCH', { ccy: ccyOf(state, facts) });

/** A reversed entry frees its reference, so that it can be posted again as it should have been. */
function isEntryRefTaken(state: CostLedger, externalRef: string): boolean {
  const entryId = lookUp(state.entryRefs, externalRef);
  return entryId !== undefined && lookUp(state.entries, entryId)?.reversed === false;
}

function useOfCommitment({ commitmentId, entryId, amount }: Posting, state: CostLedger) {
  const remaining = commitmentId ? lookUp(state.commitments, commitmentId) : undefined;
  if (!commitmentId || !remaining || isZero(remaining)) return [];
  const use = smaller(amount, remaining);
  return [fact('CommitmentReleased', { commitmentId, amount: use, remaining: subtract(remaining, use), entryId })];
}

/** An actual is a fact and cannot be refused: what it adds above the release is an exception. */
function excess(posted: Posting, state: CostLedger, facts: BookingFacts) {
  const { entryId, amount } = posted;
  const added = useOfCommitment(posted, state).reduce((rest, { data }) => subtract(rest, data.amount), amount);
  const used = add(usedOf(state, amount.ccy), added);
  const released = releasedOf(facts, amount.ccy);
  const above = smaller(subtract(used, released), added);
  return isNegative(above) || isZero(above)
    ? []
    : [fact('SpendAboveReleaseDetected', { entryId, amount: above, released, used })];
}

const smaller = (a: Money, b: Money): Money => (compare(a, b) < 0 ? a : b);
