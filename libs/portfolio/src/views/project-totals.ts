import type { Total, View } from '@tabularium/read-store';

const GROUPS = { Portfolio: 'portfolio', Programme: 'programme', Unit: 'unit', Phase: 'phase' } as const;
type Group = keyof typeof GROUPS;

/**
 * Of projects by portfolio, programme, department and phase: `countBy…`, and `sumBy…` with the exact sums of the named
 * columns of money. They are apart because sums are given per currency, and a project without an amount has none.
 */
export const projectTotals = (amounts: readonly string[]): View['totals'] => ({
  ...totals('count', 'Projects', ['Portfolio', 'Programme', 'Unit', 'Phase'], { projects: { of: 'count' } }),
  ...totals(
    'sum',
    'Amounts',
    ['Portfolio', 'Programme', 'Unit'],
    Object.fromEntries(amounts.map((column) => [column, { of: 'sum', column }])),
  ),
});

const totals = (what: string, title: string, groups: readonly Group[], measures: Total['measures']): View['totals'] =>
  Object.fromEntries(
    groups.map((group) => [
      `${what}By${group}`,
      { title: `${title} by ${GROUPS[group]}`, groupBy: [GROUPS[group]], measures },
    ]),
  );
