import { lifeCycles, type GateOutcome } from '@tabularium/portfolio/contract';
import type { LocalDate } from '@tabularium/kernel';
import { deciderOf, decisionDay, LIGHT_DECIDER } from './authority';
import { budgetPlan, type BudgetPlan } from './budget-plan';
import { between, daysAfter } from './calendar';
import type { SampleProject } from './projects';
import { storyOf, type Story } from './stories';

/** One attempt at a gate. */
export interface Attempt {
  readonly gate: string;
  readonly attempt: number;
  readonly outcome: GateOutcome;
  readonly decidedOn: LocalDate;
  /** Pounds released by it; 0 unless it passed. */
  readonly released: number;
  /** Pounds by which it is settled who decides. */
  readonly atStake: number;
}

/** A stage with the day it starts; absent gates are passed by nobody. */
export interface StagePlan {
  readonly stage: number;
  readonly startsOn: LocalDate;
}

/** What is settled about an approved project before its life is told. */
export interface Frame {
  readonly project: SampleProject;
  readonly story: Story;
  readonly approvedOn: LocalDate;
  /** The first budget is approved: by a board in the same meeting as the project. */
  readonly budgetedOn: LocalDate;
  readonly budget: BudgetPlan;
  readonly attempts: readonly Attempt[];
  readonly stages: readonly StagePlan[];
  /** Nothing happens after this day. */
  readonly endsOn: LocalDate;
}

/** Where in its time a stage begins, and how much of the money its gate releases. */
const paces = {
  'PM2-1': { starts: [0, 0.08, 0.25, 0.92], releases: [0, 0.25, 0.65, 0.1] },
  'GATEWAY-1': { starts: [0, 0.1, 0.25, 0.42, 0.92], releases: [0, 0.1, 0.15, 0.65, 0.1] },
} as const;

const SECOND_ATTEMPT_AFTER_DAYS = 63;
const LAST_DAY = '2026-10-30';

export function frameOf(project: SampleProject, ripeOn: LocalDate): Frame {
  const story = storyOf(project.id);
  const total = project.totalK * 1000;
  const approvedOn = decisionDay(total, ripeOn);
  const budgetedOn = deciderOf(total) === LIGHT_DECIDER ? daysAfter(approvedOn, 1) : approvedOn;
  const budget = budgetPlan(project, approvedOn);
  const attempts: Attempt[] = [];
  const stages: StagePlan[] = [];
  for (const [n, stage] of lifeCycles[project.lifeCycle].entries()) {
    const pace = paces[project.lifeCycle];
    const due = between(approvedOn, project.finishesOn, pace.starts[n] ?? 0);
    if (!('gate' in stage)) {
      stages.push({ stage: n + 1, startsOn: daysAfter(due, 3) });
      continue;
    }
    const amount = Math.round(total * (pace.releases[n] ?? 0));
    const tried = attemptsAt(stage.gate, story, due, { amount, atStake: total / 10 });
    attempts.push(...tried);
    const passed = tried.find(({ released }) => released > 0);
    if (!passed) break;
    stages.push({ stage: n + 1, startsOn: daysAfter(passed.decidedOn, 4) });
  }
  return { project, story, approvedOn, budgetedOn, budget, attempts, stages, endsOn: story.ends?.on ?? LAST_DAY };
}

interface Sums {
  readonly amount: number;
  /** What counts when nothing is released. */
  readonly atStake: number;
}

function attemptsAt(gate: string, story: Story, due: LocalDate, { amount, atStake }: Sums): readonly Attempt[] {
  return (story.gates?.[gate] ?? ['PASS']).map((outcome, n) => {
    const released = outcome === 'PASS' || outcome === 'CONDITIONAL' ? amount : 0;
    const ripeOn = daysAfter(due, n * SECOND_ATTEMPT_AFTER_DAYS);
    const decidedOn = decisionDay(released || atStake, ripeOn);
    return { gate, attempt: n + 1, outcome, decidedOn, released, atStake: released || atStake };
  });
}
