import { lookUp, noEntries, sum, valuesOf, zero, type Dictionary, type Money } from '@tabularium/kernel';
import type { BudgetLine } from '../contract/budget-lines';
import type { RevisionProposed } from '../contract/budget.events';
import type { CostType } from '../contract/vocabulary';

export type BudgetPhase = 'absent' | 'created' | 'submitted' | 'baselined' | 'frozen' | 'closed';

/** What the rules of a budget read. PMB (performance measurement baseline) = the lines; TAB = PMB + reserve. */
export interface Budget {
  readonly phase: BudgetPhase;
  readonly ccy: string;
  /** By `lineName`; until the approval as proposed. */
  readonly lines: Dictionary<BudgetLine>;
  readonly costTypes: Dictionary<CostType>;
  readonly managementReserve: Money;
  readonly contingency: Money;
  readonly authorised: Money;
  readonly preparedBy?: string;
  readonly revisionNo: number;
  readonly proposalNo: number;
  readonly proposal?: RevisionProposed;
  /** Changes that revised the budget. */
  readonly appliedChanges: Dictionary<true>;
  readonly released: Money;
  /** Net, by gate. */
  readonly releasedBy: Dictionary<Money>;
  /** By gate and attempt. */
  readonly releases: Dictionary<true>;
}

export const noBudget: Budget = {
  phase: 'absent',
  ccy: '',
  lines: noEntries,
  costTypes: noEntries,
  managementReserve: zero(''),
  contingency: zero(''),
  authorised: zero(''),
  revisionNo: 0,
  proposalNo: 0,
  appliedChanges: noEntries,
  released: zero(''),
  releasedBy: noEntries,
  releases: noEntries,
};

export const lineName = ({ account, period }: { readonly account: string; readonly period: string }): string =>
  `${account}/${period}`;

export const releaseName = (gate: string, attempt: number): string => `${gate}/${attempt}`;

export const amountOf = (state: Budget, line: { readonly account: string; readonly period: string }): Money =>
  lookUp(state.lines, lineName(line))?.amount ?? zero(state.ccy);

export const pmbOf = (state: Budget): Money => sumOf(valuesOf(state.lines), state.ccy);

export const pmbOfAccount = (state: Budget, account: string): Money =>
  sumOf(
    valuesOf(state.lines).filter((line) => line.account === account),
    state.ccy,
  );

export const sumOf = (lines: readonly { readonly amount: Money }[], ccy: string): Money =>
  sum(
    lines.map(({ amount }) => amount),
    ccy,
  );
