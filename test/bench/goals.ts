/** What is to be reached: a bound of a ratio or of a figure, and in which unit it is said. */
export interface Goal {
  readonly what: string;
  readonly atLeast?: number;
  readonly atMost?: number;
  /** `×` = a ratio. */
  readonly unit: '×' | 'ms' | 's' | 'MB';
}

/** By line and figure, in the order of the table. */
export const goals = {
  'http.empty': { what: 'governed command ÷ empty validated POST of this stack', atLeast: 0.7, unit: '×' },
  'http.pipe': { what: 'governed command ÷ empty POST through ValidationPipe', atLeast: 1.5, unit: '×' },
  'http.emmett': { what: 'governed command ÷ Emmett on Express and PostgreSQL', atLeast: 5, unit: '×' },
  'http.views': { what: 'the same with every view kept in this process ÷ empty POST', atLeast: 0.7, unit: '×' },
  'append.bare': { what: 'embedded append ÷ bare group fdatasync + stringify', atLeast: 0.45, unit: '×' },
  'append.emmett-postgresql': { what: 'embedded append ÷ Emmett-PostgreSQL', atLeast: 15, unit: '×' },
  'append.emmett-sqlite': { what: 'embedded append ÷ Emmett-SQLite', atLeast: 15, unit: '×' },
  'eventstoredb.bare': { what: 'adapter append ÷ bare client', atLeast: 0.8, unit: '×' },
  'eventstoredb.bounded': { what: 'adapter append ÷ bare client, call with a deadline', atLeast: 0.8, unit: '×' },
  'views.rebuild': { what: 'rebuild ÷ parse + fold', atLeast: 0.15, unit: '×' },
  'views.ingest': { what: 'ingest with log copy ÷ parse + fold', atLeast: 0.1, unit: '×' },
  'views.emmett': { what: 'rebuild ÷ Emmett’s PostgreSQL projection', atLeast: 20, unit: '×' },
  'views.late-time': { what: '5 % late events: time ÷ in date order', atMost: 1.4, unit: '×' },
  'views.late-rows': { what: '5 % late events: rows ÷ in date order', atMost: 1.05, unit: '×' },
  'views.one': { what: 'one project in the past, p99', atMost: 0.2, unit: 'ms' },
  'views.past-page': { what: 'page of 50 in the past, p99', atMost: 30, unit: 'ms' },
  'views.totals': { what: 'totals today, p99', atMost: 1, unit: 'ms' },
  'views.past-totals': { what: 'totals in the past, p99', atMost: 30, unit: 'ms' },
  'views.page': { what: 'current page of 50, p99', atMost: 0.5, unit: 'ms' },
  'views.diff': { what: 'diff of a day with causes, p99', atMost: 15, unit: 'ms' },
  'views.dates': { what: 'page of 50: oldest date ÷ newest date', atMost: 1.5, unit: '×' },
  'views.growth': { what: 'slowest growth of a question, a tenth → all events', atMost: 2.5, unit: '×' },
  'live.visible': { what: 'event → visible in a view, p99', atMost: 50, unit: 'ms' },
  'start.ready': { what: 'start with views up to date → ready', atMost: 2, unit: 's' },
  'start.memory': { what: 'memory at rest', atMost: 300, unit: 'MB' },
  'start.loop': { what: 'event loop delay while all views catch up, p99', atMost: 20, unit: 'ms' },
} as const satisfies Readonly<Record<string, Goal>>;

export type GoalName = keyof typeof goals;

/** What a line found for a goal: a figure, or why there is none. */
export type Finding = { readonly goal: GoalName } & (
  { readonly value: number; readonly ours: string; readonly against?: string } | { readonly notRun: string }
);

export type Verdict = 'reached' | 'short' | 'not run';

export function verdictOf(finding: Finding): Verdict {
  if ('notRun' in finding) return 'not run';
  const { atLeast = -Infinity, atMost = Infinity }: Goal = goals[finding.goal];
  return finding.value >= atLeast && finding.value <= atMost ? 'reached' : 'short';
}
