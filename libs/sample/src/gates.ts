import { createHash } from 'node:crypto';
import { addDays } from '@tabularium/kernel';
import { deciderOf } from './authority';
import { pounds } from './budget-plan';
import { daysAfter } from './calendar';
import type { Attempt, Frame } from './frame';
import { analystsOf } from './life';
import { step, type Step } from './step';

/** Stages and gates in their order. */
export function stagesAndGates(frame: Frame): readonly Step[] {
  const { project, stages, attempts } = frame;
  const started = stages.flatMap(({ stage, startsOn }) => [
    step(startsOn, '08:55', project.manager, 'project', project.id, 'StartStage', { stage }),
  ]);
  const completed = stages.flatMap(({ stage }, n) => {
    const next = stages[n + 1];
    return next
      ? [
          step(next.startsOn, '08:30', project.manager, 'project', project.id, 'CompleteStage', {
            stage,
          }),
        ]
      : [];
  });
  return [...started, ...completed, ...attempts.flatMap((attempt) => gate(frame, attempt))];
}

const criteria = [
  { id: 'CASE', text: 'The business case still stands', mandatory: true },
  { id: 'PLAN', text: 'The plan of the next stage is agreed with those who do the work', mandatory: true },
  { id: 'RISK', text: 'Risks are owned and the reserve covers them', mandatory: true },
  { id: 'LESSONS', text: 'Lessons of earlier projects were read', mandatory: false },
] as const;

/** One attempt at a gate, from opening it to the decision. */
function gate(frame: Frame, tried: Attempt): readonly Step[] {
  const id = `${frame.project.id}.${tried.gate}`;
  const [analyst] = analystsOf(frame.project.id);
  return [
    step(daysAfter(tried.decidedOn, -24), '09:30', analyst, 'gateReview', id, 'OpenGate', { criteria }),
    ...evidence(frame, tried, id),
    step(daysAfter(tried.decidedOn, -7), '15:30', analyst, 'gateReview', id, 'DeclareReady', {}),
    decision(frame, tried, id),
  ];
}

function evidence(
  { project }: Frame,
  { gate: code, attempt, outcome, decidedOn }: Attempt,
  id: string,
): readonly Step[] {
  const [, assessor] = analystsOf(project.id);
  const shown = attempt === 1 ? criteria : criteria.slice(0, 3);
  return shown.flatMap((criterion, n) => [
    step(daysAfter(decidedOn, -16), `10:0${n}`, project.manager, 'gateReview', id, 'SubmitEvidence', {
      criterionId: criterion.id,
      documentId: `${project.id}-${code}-${criterion.id}`,
      version: String(attempt),
      sha256: createHash('sha256').update(`${id} ${criterion.id} ${attempt}`).digest('hex'),
    }),
    step(daysAfter(decidedOn, -9), `14:1${n}`, assessor, 'gateReview', id, 'AssessCriterion', {
      criterionId: criterion.id,
      result: criterion.mandatory || outcome === 'PASS' ? 'MET' : 'NOT_MET',
    }),
  ]);
}

function decision({ project, budget }: Frame, { outcome, decidedOn, released }: Attempt, id: string): Step {
  const decider = deciderOf(released || budget.total / 10, project.sponsor);
  const funds = released ? { stageAuthorised: pounds(released), fundsReleased: pounds(released) } : {};
  const exitPlan = {
    id: 'C1',
    text: 'Supplier exit plan agreed',
    kind: 'SUBSEQUENT',
    owner: project.manager,
    dueOn: addDays(decidedOn, 90),
  } as const;
  return step(decidedOn, '15:45', decider, 'gateReview', id, 'RecordGateDecision', {
    outcome,
    reason: reasons[outcome],
    ...funds,
    ...(outcome === 'CONDITIONAL' ? { conditions: [exitPlan] } : {}),
    ...(outcome === 'HOLD' ? { reviewBy: addDays(decidedOn, 60) } : {}),
  });
}

const reasons = {
  PASS: 'Criteria met; the stage plan is affordable and owned',
  CONDITIONAL: 'Ready in all but the exit plan of the supplier',
  REWORK: 'The cost plan does not explain its risk allowance; to be brought back',
  HOLD: 'Two consents are outstanding; looked at again when they are in',
  STOP: 'The case no longer stands without the receipts it counted on',
} as const;
