import {
  add,
  compare,
  fact,
  isZero,
  limitText,
  lookUp,
  refuse,
  sameMoney,
  subtract,
  valuesOf,
  zero,
  type Context,
  type Decider,
  type Decision,
  type Money,
} from '@tabularium/kernel';
import type { BudgetLine } from '../contract/budget-lines';
import type { BudgetCommands, BudgetEvents, BudgetRefusal } from '../contract/budget.contract';
import { committedOf, spentOf, type LedgerStanding } from '../contract/ledger-standing';
import { evolveBudget } from './budget.evolve';
import { amountOf, lineName, noBudget, pmbOf, releaseName, sumOf, type Budget, type BudgetPhase } from './budget.state';
import { revisionOf, staleLine, stakeOf } from './revision';
import { brokenRule, type RevisionFacts } from './revision-rules';

/** What rules about a budget must be sure of from other streams. */
export type BudgetFacts = {
  readonly CreateBudget: { readonly project: 'absent' | 'open' | 'closed' };
  /** `parties`: sponsor and manager of the project. */
  readonly ApproveBudget: { readonly parties: readonly string[] };
  readonly ProposeRevision: RevisionFacts;
  readonly ApproveRevision: RevisionFacts & { readonly parties: readonly string[] };
  readonly RevokeStageFunds: { readonly ledger: LedgerStanding };
  readonly CloseBudget: { readonly ledger: LedgerStanding };
};

type Decided = Decision<BudgetEvents, BudgetRefusal>;

export const budget: Decider<Budget, BudgetCommands, BudgetEvents, BudgetRefusal, BudgetFacts> = {
  category: 'budget',
  initial: noBudget,
  evolve: evolveBudget,
  decide: {
    CreateBudget: ({ ccy }, state, { id, facts }) => {
      if (state.phase !== 'absent') return refuse('BUDGET_EXISTS');
      if (facts.project === 'absent') return refuse('PROJECT_NOT_FOUND', { projectId: id });
      if (facts.project === 'closed') return refuse('PROJECT_CLOSED', { projectId: id });
      return [fact('BudgetCreated', { ccy })];
    },

    SubmitBudget: ({ lines, managementReserve, contingency, total }, state, { actor }) =>
      whenIn(state, ['created', 'submitted'], () => {
        const amounts = [
          ...lines.map(({ amount }) => amount),
          managementReserve,
          contingency,
          ...(total ? [total] : []),
        ];
        if (isForeign(amounts, state)) return refuse('CURRENCY_MISMATCH', { ccy: state.ccy });
        const twice = namedTwice(lines);
        if (twice) return refuse('DUPLICATE_LINE', { line: twice });
        const tab = add(sumOf(lines, state.ccy), managementReserve);
        if (total && !sameMoney(total, tab)) return doesNotSum('Lines and reserve', tab, total);
        const planned = sumOf(lines.filter(isContingency), state.ccy);
        if (!sameMoney(contingency, planned)) return doesNotSum('Contingency', planned, contingency);
        return [fact('BudgetSubmitted', { lines, managementReserve, contingency, tab, preparedBy: actor.id })];
      }),

    ApproveBudget: ({ authorised, rationale }, state, context) =>
      whenIn(state, ['submitted'], () => {
        const { preparedBy = '', managementReserve, contingency } = state;
        const approvedBy = context.actor.id;
        if (isForeign([authorised], state)) return refuse('CURRENCY_MISMATCH', { ccy: state.ccy });
        if ([preparedBy, ...context.facts.parties].includes(approvedBy)) return refuse('SOD_PREPARER_APPROVES');
        const tab = add(pmbOf(state), managementReserve);
        if (compare(tab, authorised) > 0) return refuse('ABOVE_AUTHORISED', { tab, authorised });
        if (!context.authority.covers(authorised)) return exceeded(context);
        const lines = valuesOf(state.lines);
        return [
          fact('BudgetApproved', { authorised, tab, preparedBy, approvedBy, ...(rationale ? { rationale } : {}) }),
          fact('BudgetBaselined', {
            baselineNo: 0,
            lines,
            managementReserve,
            contingency,
            authorised,
            tab,
            approvedBy,
          }),
        ];
      }),

    ProposeRevision: (command, state, { actor, facts }) =>
      whenIn(state, ['baselined'], () => {
        if (state.proposal) return refuse('PROPOSAL_OPEN', { proposalNo: state.proposalNo });
        const refused = unfit(command, state, facts);
        if (refused) return refused;
        const proposalNo = state.proposalNo + 1;
        return [fact('RevisionProposed', { ...command, proposalNo, proposedBy: actor.id }, { reason: command.reason })];
      }),

    ApproveRevision: ({ proposalNo, rationale }, state, context) =>
      whenIn(state, ['baselined'], () => {
        const { proposal, ccy } = state;
        if (proposal?.proposalNo !== proposalNo) return refuse('PROPOSAL_NOT_OPEN', { proposalNo });
        const { reason, proposedBy } = proposal;
        const approvedBy = context.actor.id;
        if ([proposedBy, ...context.facts.parties].includes(approvedBy)) return refuse('SOD_PROPOSER_APPROVES');
        const refused = unfit(proposal, state, context.facts);
        if (refused) return refused;
        const revision = revisionOf(proposal, state);
        if (!context.authority.covers(stakeOf(revision, ccy))) return exceeded(context);
        const revisionNo = state.revisionNo + 1;
        const who = { proposalNo, reason, proposedBy, approvedBy, rationale };
        return [fact('BudgetRevised', { revisionNo, ...revision, ...who, newBaselineNo: revisionNo }, { reason })];
      }),

    RejectRevision: ({ proposalNo, reason }, state) =>
      whenIn(state, ['baselined', 'frozen'], () =>
        state.proposal?.proposalNo === proposalNo
          ? [fact('RevisionRejected', { proposalNo, reason }, { reason })]
          : refuse('PROPOSAL_NOT_OPEN', { proposalNo }),
      ),

    ReleaseStageFunds: ({ gate, attempt, amount }, state) =>
      whenIn(state, ['baselined'], () => {
        if (lookUp(state.releases, releaseName(gate, attempt))) return [];
        if (isForeign([amount], state)) return refuse('CURRENCY_MISMATCH', { ccy: state.ccy });
        const releasedTo = add(state.released, amount);
        if (compare(releasedTo, state.authorised) > 0)
          return refuse('RELEASE_ABOVE_AUTHORISED', { releasedTo, authorised: state.authorised });
        return [fact('StageFundsReleased', { gate, attempt, amount, releasedTo })];
      }),

    RevokeStageFunds: ({ gate, amount, reason }, state, { facts }) =>
      whenIn(state, ['baselined', 'frozen'], () => {
        const { ccy } = state;
        if (isForeign([amount], state)) return refuse('CURRENCY_MISMATCH', { ccy });
        const released = lookUp(state.releasedBy, gate) ?? zero(ccy);
        if (compare(amount, released) > 0) return refuse('REVOKE_EXCEEDS_RELEASE', { gate, released });
        const unspent = subtract(state.released, add(spentOf(facts.ledger, ccy), committedOf(facts.ledger, ccy)));
        if (compare(amount, unspent) > 0) return refuse('REVOKE_EXCEEDS_UNSPENT', { unspent });
        const releasedTo = subtract(state.released, amount);
        return [fact('StageFundsRevoked', { gate, amount, releasedTo, reason }, { reason })];
      }),

    FreezeBudget: ({ reason }, state) =>
      whenIn(state, ['baselined'], () => [fact('BudgetFrozen', { reason }, { reason })]),

    UnfreezeBudget: ({ reason }, state) =>
      whenIn(state, ['frozen'], () => [fact('BudgetUnfrozen', { reason }, { reason })]),

    CloseBudget: ({ reason }, state, { facts: { ledger } }) =>
      whenIn(state, ['baselined', 'frozen'], () => {
        const committed = committedOf(ledger, state.ccy);
        if (!isZero(committed)) return refuse('COMMITMENTS_OPEN', { committed });
        return [fact('BudgetClosed', { final: spentOf(ledger, state.ccy), reason }, { reason })];
      }),

    SubmitForecast: (command, state, { actor }) =>
      whenIn(state, ['baselined', 'frozen'], () =>
        isForeign([command.estimateAtCompletion], state)
          ? refuse('CURRENCY_MISMATCH', { ccy: state.ccy })
          : [fact('ForecastSubmitted', { ...command, submittedBy: actor.id })],
      ),
  },
};

/** Why a revision cannot be made; looked at when it is proposed and, since the world moves on, when it is approved. */
function unfit(
  proposal: Pick<
    BudgetCommands['ProposeRevision'],
    'kind' | 'lines' | 'authorisedTo' | 'managementReserveTo' | 'changeId'
  >,
  state: Budget,
  facts: RevisionFacts,
): Decided | undefined {
  const { lines, authorisedTo, managementReserveTo } = proposal;
  const totals = [authorisedTo, managementReserveTo].filter((amount) => amount !== undefined);
  if (isForeign([...lines.flatMap(({ from, to }) => [from, to]), ...totals], state))
    return refuse('CURRENCY_MISMATCH', { ccy: state.ccy });
  const twice = namedTwice(lines);
  if (twice) return refuse('DUPLICATE_LINE', { line: twice });
  const stale = staleLine(lines, state);
  if (stale) return refuse('LINE_STALE', { line: lineName(stale), stands: amountOf(state, stale), from: stale.from });
  return brokenRule(revisionOf(proposal, state), state, facts);
}

const isForeign = (amounts: readonly Money[], { ccy }: Budget): boolean => amounts.some((amount) => amount.ccy !== ccy);

const isContingency = ({ costType }: BudgetLine): boolean => costType === 'CONTINGENCY';

function namedTwice(lines: readonly Pick<BudgetLine, 'account' | 'period'>[]): string | undefined {
  const seen = new Set<string>();
  return lines.map(lineName).find((name) => seen.has(name) || !seen.add(name));
}

const doesNotSum = (what: string, is: Money, stated: Money): Decided =>
  refuse('LINES_DO_NOT_SUM', { what, is, stated });

const exceeded = ({ authority }: Context): Decided => refuse('AUTHORITY_EXCEEDED', { limit: limitText(authority) });

function whenIn(state: Budget, phases: readonly BudgetPhase[], decide: () => Decided): Decided {
  if (state.phase === 'absent') return refuse('BUDGET_NOT_FOUND');
  if (!phases.includes(state.phase)) return refuse('NOT_IN_PHASE', { phase: state.phase, needed: phases.join(' or ') });
  return decide();
}
