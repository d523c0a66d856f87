import {
  add,
  dictionaryOf,
  lookUp,
  negate,
  store,
  zero,
  type Dictionary,
  type Fold,
  type Money,
} from '@tabularium/kernel';
import type { BudgetLine } from '../contract/budget-lines';
import type { BudgetEvents } from '../contract/budget.contract';
import { lineName, releaseName, type Budget } from './budget.state';

/** How each event changes what the rules of a budget read. */
export const evolveBudget: Fold<Budget, BudgetEvents>['evolve'] = {
  BudgetCreated: (state, { ccy }) => ({
    ...state,
    phase: 'created',
    ccy,
    managementReserve: zero(ccy),
    contingency: zero(ccy),
    authorised: zero(ccy),
    released: zero(ccy),
  }),
  BudgetSubmitted: (state, { lines, managementReserve, contingency, preparedBy }) => ({
    ...withLines(state, lines),
    phase: 'submitted',
    managementReserve,
    contingency,
    preparedBy,
  }),
  BudgetApproved: (state, { authorised }) => ({ ...state, phase: 'baselined', authorised }),
  BudgetBaselined: (state, { lines, managementReserve, contingency }) => ({
    ...withLines(state, lines),
    managementReserve,
    contingency,
  }),
  RevisionProposed: (state, proposal) => ({ ...state, proposalNo: proposal.proposalNo, proposal }),
  RevisionRejected: (state) => decided(state),
  BudgetRevised: (state, revised) => ({
    ...decided(state),
    lines: revised.lines.reduce(reviseLine, state.lines),
    costTypes: revised.lines.reduce((types, line) => store(types, line.account, line.costType), state.costTypes),
    managementReserve: revised.managementReserveTo,
    contingency: revised.contingencyTo,
    authorised: revised.authorisedTo,
    revisionNo: revised.revisionNo,
    appliedChanges: revised.changeId ? store(state.appliedChanges, revised.changeId, true) : state.appliedChanges,
  }),
  StageFundsReleased: (state, { gate, attempt, amount, releasedTo }) => ({
    ...withRelease(state, gate, amount, releasedTo),
    releases: store(state.releases, releaseName(gate, attempt), true),
  }),
  StageFundsRevoked: (state, { gate, amount, releasedTo }) => withRelease(state, gate, negate(amount), releasedTo),
  BudgetFrozen: (state) => ({ ...state, phase: 'frozen' }),
  BudgetUnfrozen: (state) => ({ ...state, phase: 'baselined' }),
  BudgetClosed: (state) => ({ ...state, phase: 'closed' }),
  ForecastSubmitted: (state) => state,
};

const withLines = (state: Budget, lines: readonly BudgetLine[]): Budget => ({
  ...state,
  lines: dictionaryOf(lines.map((line) => [lineName(line), line])),
  costTypes: dictionaryOf(lines.map(({ account, costType }) => [account, costType])),
});

const reviseLine = (
  lines: Dictionary<BudgetLine>,
  { to, account, period, costType }: BudgetEvents['BudgetRevised']['lines'][number],
): Dictionary<BudgetLine> => store(lines, lineName({ account, period }), { account, period, costType, amount: to });

const withRelease = (state: Budget, gate: string, amount: Money, released: Money): Budget => ({
  ...state,
  released,
  releasedBy: store(state.releasedBy, gate, add(lookUp(state.releasedBy, gate) ?? zero(state.ccy), amount)),
});

const decided = ({ proposal: _, ...state }: Budget): Budget => state;
