import type { View } from '../src/view';
import { view } from '../src/view';
import type { Noted } from './random-log';

interface Events {
  readonly Noted: Noted;
}

/** The two views of the recorded cases. */
export const snap: View = view<Events>()({
  name: 'snap',
  version: 1,
  title: 'What was said last',
  columns: {
    status: { type: 'text', title: 'Status', indexed: true },
    amount: { type: 'int', title: 'Amount', indexed: true },
    owner: { type: 'text', title: 'Owner' },
  },
  totals: {
    byStatus: {
      title: 'Amount by status',
      groupBy: ['status'],
      measures: { rows: { of: 'count' }, amount: { of: 'sum', column: 'amount' } },
    },
    all: {
      title: 'All',
      groupBy: [],
      measures: { rows: { of: 'count' }, most: { of: 'max', column: 'amount' }, first: { of: 'min', column: 'owner' } },
    },
  },
  steps: {
    Noted: {
      keys: ({ data }) => data.keys,
      step: (row, { data: { t, s, n } }) => {
        if (t === 'close') return null;
        if (t === 'part') return row && { ...row, status: s };
        return { status: s, amount: n, owner: t === 'own' ? s : (row?.owner ?? null) };
      },
    },
  },
});

export const acc: View = view<Events>()({
  name: 'acc',
  version: 1,
  title: 'Running sums',
  columns: { total: { type: 'int', title: 'Total' }, n: { type: 'int', title: 'Facts' } },
  steps: {
    Noted: {
      keys: ({ data }) => (data.t === 'noop' ? [] : data.keys),
      step: (row, { data: { t, n } }) => {
        if (t === 'close' && (row?.n ?? 0) % 3 === 0) return null;
        return { total: (row?.total ?? 0) + n, n: (row?.n ?? 0) + 1 };
      },
    },
  },
});

const HUGE = 9_007_199_254_740_993n;

/** Every column type, with nulls, amounts beyond 2^53 and in two currencies. */
export const rich: View = view<Events>()({
  name: 'rich',
  version: 1,
  title: 'All kinds of columns',
  columns: {
    name: { type: 'text', title: 'Name', indexed: true },
    count: { type: 'int', title: 'Count' },
    open: { type: 'flag', title: 'Open', indexed: true },
    due: { type: 'date', title: 'Due', indexed: true },
    seenAt: { type: 'instant', title: 'Seen' },
    budget: { type: 'money', title: 'Budget', indexed: true },
    spent: { type: 'money', title: 'Spent' },
    tags: { type: 'list', title: 'Tags' },
  },
  totals: {
    money: {
      title: 'Money by open',
      groupBy: ['open'],
      measures: {
        rows: { of: 'count' },
        budget: { of: 'sum', column: 'budget' },
        spent: { of: 'sum', column: 'spent' },
        largest: { of: 'max', column: 'budget' },
        due: { of: 'min', column: 'due' },
      },
    },
    counted: {
      title: 'By name and day',
      groupBy: ['name', 'due'],
      measures: { count: { of: 'sum', column: 'count' }, smallest: { of: 'min', column: 'count' } },
    },
  },
  steps: {
    Noted: {
      keys: ({ data }) => data.keys.slice(0, 2),
      step: (row, { data: { t, s, n }, metadata }, key) => {
        if (t === 'close') return null;
        const ccy = s < 'B' ? 'EUR' : 'GBP';
        return {
          name: n === 0 ? null : `${key} ${s}`,
          count: t === 'own' ? null : n - 2,
          open: t === 'noop' ? null : n % 2 === 0,
          due: n === 3 ? null : metadata.effectiveAt.slice(0, 10),
          seenAt: metadata.recordedAt,
          budget: n === 1 ? (row?.budget ?? null) : { minor: (HUGE * BigInt(n - 2)).toString(), ccy },
          spent: { minor: String(n * 1000 - 1), ccy },
          tags: t === 'part' ? null : [s, `"${s}","x`, ...(n > 2 ? [key] : [])],
        };
      },
    },
  },
});
