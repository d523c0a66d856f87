import { zero } from '@tabularium/kernel';
import { view, type ViewEvent } from '@tabularium/read-store';
import type { BudgetEvents } from '../contract/budget.contract';
import { lineKey } from './keys';

type Revised = BudgetEvents['BudgetRevised'];

/** What each control account may spend in each period, now and in baseline 0. Key: `<project>/<account>/<period>`. */
export const budgetLines = view<BudgetEvents>()({
  name: 'budget-lines',
  version: 1,
  title: 'Budget lines',
  columns: {
    project: { type: 'text', title: 'Project', indexed: true },
    account: { type: 'text', title: 'Control account', indexed: true },
    costType: { type: 'text', title: 'Cost type', indexed: true },
    period: { type: 'text', title: 'Period', indexed: true },
    amount: { type: 'money', title: 'Amount' },
    baseline: { type: 'money', title: 'Amount in baseline 0' },
    revision: { type: 'int', title: 'Revision that changed it last; 0 = none' },
  },
  scope: 'project',
  totals: {
    'by-project': { title: 'By project', groupBy: ['project'], measures: sums() },
    'by-account': { title: 'By project and account', groupBy: ['project', 'account'], measures: sums() },
    'by-period': { title: 'By project and period', groupBy: ['project', 'period'], measures: sums() },
    'by-cost-type': { title: 'By project and cost type', groupBy: ['project', 'costType'], measures: sums() },
  },
  steps: {
    BudgetBaselined: {
      keys: ({ entityId, data }) => data.lines.map((line) => lineKey(entityId, line)),
      step: (_, { entityId, data }, key) => {
        const line = data.lines.find((candidate) => lineKey(entityId, candidate) === key);
        return line ? { project: entityId, ...plain(line), baseline: line.amount, revision: 0 } : null;
      },
    },
    BudgetRevised: {
      keys: ({ entityId, data }) => data.lines.map((line) => lineKey(entityId, line)),
      step: (row, event, key) => {
        const line = lineOf(event, key);
        if (!line) return row;
        const { account, period, costType, to } = line;
        const baseline = row?.baseline ?? zero(to.ccy);
        return {
          project: event.entityId,
          account,
          period,
          costType,
          amount: to,
          baseline,
          revision: event.data.revisionNo,
        };
      },
    },
  },
});

function sums() {
  return { amount: { of: 'sum', column: 'amount' }, baseline: { of: 'sum', column: 'baseline' } } as const;
}

const lineOf = ({ entityId, data }: ViewEvent<Revised>, key: string): Revised['lines'][number] | undefined =>
  data.lines.find((line) => lineKey(entityId, line) === key);

const plain = ({ account, costType, period, amount }: BudgetEvents['BudgetBaselined']['lines'][number]) => ({
  account,
  costType,
  period,
  amount,
});
