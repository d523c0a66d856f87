import { createHash } from 'node:crypto';
import { addDays } from '@tabularium/kernel';
import { deciderOf, LIGHT_DECIDER } from './authority';
import { pounds } from './budget-plan';
import { daysAfter } from './calendar';
import type { Attempt, Frame } from './frame';
import { analystsOf } from './life';
import { decided, together, told, type Told } from './matters';
import { supplierOf } from './spending';
import { step, type Step } from './step';

/** Stages and gates in their order. */
export function stagesAndGates(frame: Frame): Told {
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
  return together(told([...started, ...completed]), ...attempts.map((attempt) => gate(frame, attempt)));
}

const criteria = [
  { id: 'CASE', text: 'The business case still stands', mandatory: true },
  { id: 'PLAN', text: 'The plan of the next stage is agreed with those who do the work', mandatory: true },
  { id: 'RISK', text: 'Risks are owned and the reserve covers them', mandatory: true },
  { id: 'LESSONS', text: 'Lessons of earlier projects were read', mandatory: false },
] as const;

/** Days before the decision; boards want it all before the papers are due. */
const ahead = {
  alone: { opened: 24, submitted: 16, assessed: 9, ready: 7 },
  board: { opened: 29, submitted: 21, assessed: 14, ready: 11 },
} as const;

const aheadOf = ({ atStake }: Attempt) => (deciderOf(atStake) === LIGHT_DECIDER ? ahead.alone : ahead.board);

/** One attempt at a gate, from opening it to the decision. */
function gate(frame: Frame, tried: Attempt): Told {
  const id = `${frame.project.id}.${tried.gate}`;
  const [analyst] = analystsOf(frame.project.id);
  const { opened, ready } = aheadOf(tried);
  const prepared = told([
    step(daysAfter(tried.decidedOn, -opened), '09:30', analyst, 'gateReview', id, 'OpenGate', { criteria }),
    ...evidence(frame, tried, id),
    step(daysAfter(tried.decidedOn, -ready), '15:30', analyst, 'gateReview', id, 'DeclareReady', {}),
  ]);
  return together(prepared, decision(frame, tried, id));
}

function evidence({ project }: Frame, tried: Attempt, id: string): readonly Step[] {
  const { gate: code, attempt, outcome, decidedOn } = tried;
  const { submitted, assessed } = aheadOf(tried);
  const [, assessor] = analystsOf(project.id);
  const shown = attempt === 1 ? criteria : criteria.slice(0, 3);
  return shown.flatMap((criterion, n) => [
    step(daysAfter(decidedOn, -submitted), `10:0${n}`, project.manager, 'gateReview', id, 'SubmitEvidence', {
      criterionId: criterion.id,
      documentId: `${project.id}-${code}-${criterion.id}`,
      version: String(attempt),
      sha256: createHash('sha256').update(`${id} ${criterion.id} ${attempt}`).digest('hex'),
    }),
    step(daysAfter(decidedOn, -assessed), `14:1${n}`, assessor, 'gateReview', id, 'AssessCriterion', {
      criterionId: criterion.id,
      result: criterion.mandatory || outcome === 'PASS' ? 'MET' : 'NOT_MET',
    }),
  ]);
}

function decision({ project }: Frame, tried: Attempt, id: string): Told {
  const { gate: code, attempt, outcome, decidedOn, released, atStake } = tried;
  const funds = released ? { stageAuthorised: pounds(released), fundsReleased: pounds(released) } : {};
  const exitPlan = {
    id: 'C1',
    text: 'Supplier exit plan agreed',
    kind: 'SUBSEQUENT',
    owner: project.manager,
    dueOn: addDays(decidedOn, 90),
  } as const;
  return decided({
    project,
    name: `${code}-${attempt}`,
    matterType: 'GATE_DECISION',
    subject: `${project.name}: gate ${code}${attempt > 1 ? `, attempt ${attempt}` : ''}`,
    amount: atStake,
    ...(released > LARGE ? { counterparties: [supplierOf(project)] } : {}),
    alone: step(decidedOn, '15:45', LIGHT_DECIDER, 'gateReview', id, 'RecordGateDecision', {
      outcome,
      reason: reasons[outcome],
      ...funds,
      ...(outcome === 'CONDITIONAL' ? { conditions: [exitPlan] } : {}),
      ...(outcome === 'HOLD' ? { reviewBy: addDays(decidedOn, 60) } : {}),
    }),
  });
}

/** Pounds above which the supplier to be is named to the board. */
const LARGE = 4_000_000;

const reasons = {
  PASS: 'Criteria met; the stage plan is affordable and owned',
  CONDITIONAL: 'Ready in all but the exit plan of the supplier',
  REWORK: 'The cost plan does not explain its risk allowance; to be brought back',
  HOLD: 'Two consents are outstanding; looked at again when they are in',
  STOP: 'The case no longer stands without the receipts it counted on',
} as const;
