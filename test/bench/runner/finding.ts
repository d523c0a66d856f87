/** What is to be reached: a bound for the figure itself, or for its ratio to a limit or peer measured in the same run. */
export type Goal = { readonly of: 'figure' | 'ratio' } & ({ readonly atLeast: number } | { readonly atMost: number });

export type Verdict = 'reached' | 'short' | 'not run' | '';

/** One line of the table. */
export interface Finding {
  readonly line: string;
  readonly what: string;
  readonly unit: string;
  /** Null = it was not run. */
  readonly figure: number | null;
  /** What it is compared with: a limit of the machine, a peer, or itself under other conditions. */
  readonly against?: { readonly what: string; readonly figure: number };
  readonly goal?: Goal;
  /** Why it was not run, or how the figure is to be read. */
  readonly note?: string;
}

export interface Judged extends Finding {
  readonly ratio: number | null;
  readonly verdict: Verdict;
}

/** A finding with its ratio and its verdict; none without a goal. */
export function judged(finding: Finding): Judged {
  const { figure, against, goal } = finding;
  const ratio = figure === null || !against ? null : figure / against.figure;
  if (figure === null) return { ...finding, ratio, verdict: 'not run' };
  const value = goal?.of === 'ratio' ? ratio : figure;
  return { ...finding, ratio, verdict: goal && value !== null ? verdictOn(value, goal) : '' };
}

/** A figure that is no number reaches nothing. */
function verdictOn(value: number, goal: Goal): Verdict {
  const isReached = 'atLeast' in goal ? value >= goal.atLeast : value <= goal.atMost;
  return isReached ? 'reached' : 'short';
}

/** A line that could not be run, with the reason. */
export const notRun = (line: string, what: string, why: string): Finding => ({
  line,
  what,
  unit: '',
  figure: null,
  note: why,
});
