import { Id } from '@tabularium/contracts';
import type { Report } from '@tabularium/http';
import { add, isZero, subtract, sum, type Instant, type LocalDate, type Money } from '@tabularium/kernel';
import {
  at,
  everyRow,
  intIn,
  moneyIn,
  pinnedBasis,
  textIn,
  type Basis,
  type KeyedRow,
  type Row,
} from '@tabularium/read-store';
import { ofProject, sumIn } from './rows';

export class BudgetWaterfallAsked {
  @Id({ to: 'project' }) readonly project!: string;
}

export interface WaterfallStep {
  readonly step: number;
  readonly at: Instant | null;
  readonly kind: string | null;
  readonly tabFrom: Money;
  readonly tabTo: Money;
  /** Added up from lines and reserve. */
  readonly delta: Money;
  /** What lines gained, losses of others not taken off: of a virement, what it moved. */
  readonly moved: Money | null;
  readonly reserveDelta: Money | null;
  readonly authorisedFrom: Money | null;
  readonly authorisedTo: Money | null;
  readonly change: string | null;
  readonly reason: string | null;
  readonly proposedBy: string | null;
  readonly approvedBy: string | null;
}

export interface ReportedCost {
  readonly on: LocalDate | null;
  readonly source: string | null;
  readonly returnOn: LocalDate | null;
  readonly wholeLifeCost: Money | null;
}

/** Three ways to the total that share nothing but the log; every difference must be zero. */
export interface WaterfallCheck {
  /** Sum of what the steps gained. */
  readonly chain: Money;
  /** Sum of the lines as they stand, and the reserve. */
  readonly lines: Money;
  /** Total allocated budget as the last event states it. */
  readonly tab: Money;
  readonly chainLessTab: Money;
  readonly linesLessTab: Money;
  /** Steps that do not start where the one before ended. */
  readonly breaks: readonly number[];
  readonly reconciles: boolean;
}

export interface BudgetWaterfall {
  readonly basis: Basis;
  readonly project: string;
  readonly steps: readonly WaterfallStep[];
  readonly reported: readonly ReportedCost[];
  /** The budget as it stands at the basis; null without one. */
  readonly current: Row | null;
  /** Null without a baseline. */
  readonly check: WaterfallCheck | null;
}

/** Baseline 0, every step, and what stands (report R6), all at one basis. */
export const budgetWaterfallReport: Report<BudgetWaterfallAsked, BudgetWaterfall> = {
  name: 'budget-waterfall',
  title: 'Why the budget of a project is what it is',
  params: BudgetWaterfallAsked,
  run: async ({ project, ...asked }, views) => {
    const basis = await pinnedBasis(views, asked);
    const where = ofProject(project);
    const rows = await everyRow(views, 'budget-waterfall', basis, where, 'step');
    const current = (await views.one('budgets', project, at(basis))).found?.row ?? null;
    const lines = await views.totals('budget-lines', 'by-project', at(basis), where);
    const steps = rows.flatMap(stepOf);
    const planned = lines.rows.map((row) => sumIn(row, 'amount')).find((amount) => amount !== null);
    const check = current && planned ? checkOf(steps, current, planned) : null;
    return { basis, project, steps, reported: rows.flatMap(reportedOf), current, check };
  },
};

function stepOf({ row }: KeyedRow): readonly WaterfallStep[] {
  const [step, tabFrom, tabTo, delta] = [
    intIn(row, 'step'),
    moneyIn(row, 'tabFrom'),
    moneyIn(row, 'tabTo'),
    moneyIn(row, 'delta'),
  ];
  if (step === null || !tabFrom || !tabTo || !delta) return [];
  return [
    {
      step,
      at: textIn(row, 'at'),
      kind: textIn(row, 'kind'),
      tabFrom,
      tabTo,
      delta,
      moved: moneyIn(row, 'moved'),
      reserveDelta: moneyIn(row, 'reserveDelta'),
      authorisedFrom: moneyIn(row, 'authorisedFrom'),
      authorisedTo: moneyIn(row, 'authorisedTo'),
      change: textIn(row, 'change'),
      reason: textIn(row, 'reason'),
      proposedBy: textIn(row, 'proposedBy'),
      approvedBy: textIn(row, 'approvedBy'),
    },
  ];
}

const reportedOf = ({ row }: KeyedRow): readonly ReportedCost[] =>
  intIn(row, 'step') === null
    ? [
        {
          on: textIn(row, 'on'),
          source: textIn(row, 'source'),
          returnOn: textIn(row, 'returnOn'),
          wholeLifeCost: moneyIn(row, 'tabTo'),
        },
      ]
    : [];

function checkOf(steps: readonly WaterfallStep[], current: Row, planned: Money): WaterfallCheck | null {
  const [tab, reserve] = [moneyIn(current, 'tab'), moneyIn(current, 'managementReserve')];
  if (!tab || !reserve) return null;
  const chain = sum(
    steps.map(({ delta }) => delta),
    tab.ccy,
  );
  const lines = add(planned, reserve);
  const [chainLessTab, linesLessTab] = [subtract(chain, tab), subtract(lines, tab)];
  const breaks = steps.filter((step, n) => !startsWhereLeft(step, steps[n - 1])).map(({ step }) => step);
  const reconciles = isZero(chainLessTab) && isZero(linesLessTab) && breaks.length === 0;
  return { chain, lines, tab, chainLessTab, linesLessTab, breaks, reconciles };
}

const startsWhereLeft = ({ tabFrom }: WaterfallStep, before: WaterfallStep | undefined): boolean =>
  before ? isZero(subtract(tabFrom, before.tabTo)) : isZero(tabFrom);
