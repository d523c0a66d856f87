import { Id } from '@tabularium/contracts';
import type { Report } from '@tabularium/http';
import { subtract, sum, zero, type Money } from '@tabularium/kernel';
import {
  at,
  everyRow,
  moneyIn,
  pinnedBasis,
  textIn,
  type Basis,
  type Row,
  type TotalRow,
} from '@tabularium/read-store';
import { ofProject, sumIn } from './rows';

export class SpendAsked {
  @Id({ to: 'project', optional: true, about: 'Only this project' }) readonly project?: string;
}

export interface ProjectSpend {
  readonly project: string;
  /** Of the budget; `NONE` where costs are booked without one. */
  readonly state: string;
  readonly authorised: Money;
  readonly released: Money;
  readonly committed: Money;
  readonly actual: Money;
  /** Released, less committed and spent; negative above the release. */
  readonly available: Money;
}

export interface Spend {
  readonly basis: Basis;
  /** In project order. */
  readonly rows: readonly ProjectSpend[];
  /** By currency. */
  readonly totals: readonly Omit<ProjectSpend, 'project' | 'state'>[];
}

/** What each project may spend, has committed and has spent, all at one basis. */
export const spendReport: Report<SpendAsked, Spend> = {
  name: 'spend',
  title: 'Authorised, released, committed and spent',
  params: SpendAsked,
  run: async ({ project, ...asked }, views) => {
    const basis = await pinnedBasis(views, asked);
    const where = ofProject(project);
    const budgets = await everyRow(views, 'budgets', basis, where, 'key');
    const costs = (await views.totals('cost-entries', 'by-project', at(basis), where)).rows;
    const budgeted = budgets.flatMap(({ row }) => spendOf(row, costs));
    const known = new Set(budgeted.map((row) => row.project));
    const rows = [...budgeted, ...costs.flatMap((cost) => unbudgeted(cost, known))].sort((a, b) =>
      a.project < b.project ? -1 : 1,
    );
    return { basis, rows, totals: totalsOf(rows) };
  },
};

function spendOf(row: Row, costs: readonly TotalRow[]): readonly ProjectSpend[] {
  const [project, authorised, released] = [
    textIn(row, 'project'),
    moneyIn(row, 'authorised'),
    moneyIn(row, 'released'),
  ];
  if (project === null || !authorised || !released) return [];
  const cost = costs.find(({ group }) => group['project'] === project);
  const committed = (cost && sumIn(cost, 'committed')) ?? zero(released.ccy);
  const actual = (cost && sumIn(cost, 'actual')) ?? zero(released.ccy);
  const state = textIn(row, 'state') ?? '';
  return [{ project, state, authorised, released, committed, actual, available: left(released, committed, actual) }];
}

function unbudgeted(cost: TotalRow, known: ReadonlySet<string>): readonly ProjectSpend[] {
  const project = String(cost.group['project']);
  const [committed, actual] = [sumIn(cost, 'committed'), sumIn(cost, 'actual')];
  if (known.has(project) || !committed || !actual) return [];
  const none = zero(actual.ccy);
  const available = left(none, committed, actual);
  return [{ project, state: 'NONE', authorised: none, released: none, committed, actual, available }];
}

const left = (released: Money, committed: Money, actual: Money): Money =>
  subtract(subtract(released, committed), actual);

const totalsOf = (rows: readonly ProjectSpend[]): Spend['totals'] =>
  [...new Set(rows.map(({ released }) => released.ccy))].sort().map((ccy) => {
    const own = rows.filter(({ released }) => released.ccy === ccy);
    const total = (amount: (row: ProjectSpend) => Money) => sum(own.map(amount), ccy);
    return {
      authorised: total((row) => row.authorised),
      released: total((row) => row.released),
      committed: total((row) => row.committed),
      actual: total((row) => row.actual),
      available: total((row) => row.available),
    };
  });
