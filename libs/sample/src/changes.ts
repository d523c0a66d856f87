import { changeIdOf } from '@tabularium/control/contract';
import { deciderOf } from './authority';
import { pounds } from './budget-plan';
import { daysAfter } from './calendar';
import type { Frame } from './frame';
import { analystsOf } from './life';
import { step, type Step } from './step';
import type { ChangeStory } from './stories';

/** Change requests and the revisions of the budget that approved ones lead to, with what is authorised afterwards. */
export function changes(frame: Frame): readonly Step[] {
  const { project, story, budget } = frame;
  const lastPeriod = budget.periods.at(-1) ?? '';
  let line = amountOf(frame, lastPeriod);
  let authorised = budget.total;
  return (story.changes ?? []).flatMap((change, n) => {
    const id = changeIdOf(project.id, n + 1);
    if (change.outcome !== 'approved') return request(frame, change, id);
    const [from, before] = [line, authorised];
    line += change.costK * 1000;
    authorised += change.costK * 1000;
    return [
      ...request(frame, change, id),
      ...revision(frame, change, id, n + 1, { from, to: line, before, after: authorised }),
    ];
  });
}

const amountOf = ({ budget }: Frame, period: string): number =>
  Number(budget.lines.find((line) => line.account === budget.main && line.period === period)?.amount.minor ?? 0) / 100;

function request({ project }: Frame, change: ChangeStory, id: string): readonly Step[] {
  const { on, title, type, category, priority, costK, days, ifNotDone, outcome } = change;
  const [analyst] = analystsOf(project.id);
  const decider = deciderOf(Math.abs(costK) * 1000, project.sponsor);
  const raised = step(on, '10:25', project.manager, 'changeRequest', id, 'RaiseChange', {
    type,
    title,
    description: `${title}. If it is not done: ${ifNotDone.toLowerCase()}.`,
    category,
    priority,
  });
  if (outcome === 'raised') return [raised];
  const steps = [
    raised,
    step(daysAfter(on, 4), '11:20', analyst, 'changeRequest', id, 'TriageChange', {
      size: priority,
      route: costK > 2000 ? 'PMO Director' : 'PMO Manager',
    }),
  ];
  if (outcome === 'withdrawn')
    return [
      ...steps,
      step(daysAfter(on, 11), '09:35', project.manager, 'changeRequest', id, 'WithdrawChange', {
        reason: 'Overtaken by the design review',
      }),
    ];
  const assessed = [
    ...steps,
    step(daysAfter(on, 14), '16:10', project.manager, 'changeRequest', id, 'AssessImpact', {
      cost: pounds(costK * 1000),
      days,
      scope: title,
      quality: 'As specified',
      benefits: 'None lost',
      risk: 'Two risks fall, one rises',
      sustainability: 'Neutral',
      ifNotDone,
    }),
    step(daysAfter(on, 17), '09:15', analyst, 'changeRequest', id, 'SubmitChange', {}),
  ];
  if (outcome === 'rejected')
    return [
      ...assessed,
      step(daysAfter(on, 28), '14:40', decider, 'changeRequest', id, 'RejectChange', {
        reason: 'Not worth its cost at this stage',
      }),
    ];
  if (outcome === 'postponed')
    return [
      ...assessed,
      step(daysAfter(on, 28), '14:40', decider, 'changeRequest', id, 'PostponeChange', {
        until: daysAfter(on, 180),
        reason: 'After the tender',
      }),
    ];
  if (outcome === 'waiting') return assessed;
  return [
    ...assessed,
    step(daysAfter(on, 28), '14:40', decider, 'changeRequest', id, 'ApproveChange', {
      rationale: 'Cheaper now than later',
    }),
    step(daysAfter(on, 95), '10:50', project.manager, 'changeRequest', id, 'ImplementChange', {
      evidence: `DOC-${id}`,
    }),
    step(daysAfter(on, 150), '10:55', analyst, 'changeRequest', id, 'VerifyOutcome', {
      actualCost: pounds(costK * 1040),
      actualDays: days + 5,
    }),
  ];
}

interface Move {
  readonly from: number;
  readonly to: number;
  readonly before: number;
  readonly after: number;
}

function revision(
  { project, budget }: Frame,
  change: ChangeStory,
  changeId: string,
  proposalNo: number,
  move: Move,
): readonly Step[] {
  const period = budget.periods.at(-1) ?? '';
  return [
    step(daysAfter(change.on, 32), '11:25', project.manager, 'budget', project.id, 'ProposeRevision', {
      kind: change.costK >= 0 ? 'INCREASE' : 'DECREASE',
      lines: [{ account: budget.main, period, from: pounds(move.from), to: pounds(move.to) }],
      authorisedTo: pounds(move.after),
      changeId,
      reason: change.title,
    }),
    step(
      daysAfter(change.on, 39),
      '15:05',
      deciderOf(Math.abs(change.costK) * 1000, project.sponsor),
      'budget',
      project.id,
      'ApproveRevision',
      {
        proposalNo,
        rationale: `Carries out ${changeId}`,
      },
    ),
  ];
}
