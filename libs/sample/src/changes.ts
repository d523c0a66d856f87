import { changeIdOf } from '@tabularium/control/contract';
import { deciderOf } from './authority';
import { pounds } from './budget-plan';
import { daysAfter } from './calendar';
import type { Frame } from './frame';
import { analystsOf } from './life';
import { step, type Step } from './step';
import type { ChangeStory } from './change-stories';

/** Change requests and the revisions of the budget that approved ones lead to, with what is authorised afterwards. */
export function changes(frame: Frame): readonly Step[] {
  const { project, story, budget } = frame;
  const lastPeriod = budget.periods.at(-1) ?? '';
  let line = amountOf(frame, lastPeriod);
  let authorised = budget.total;
  return story.changes.flatMap((change, n) => {
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

/** A change request on its way: its project's people, its id and what it asks for. */
interface Way {
  readonly frame: Frame;
  readonly change: ChangeStory;
  readonly id: string;
}

function request(frame: Frame, change: ChangeStory, id: string): readonly Step[] {
  const way = { frame, change, id };
  const reached = stagesReached[change.outcome];
  return [raised, triaged, assessed, ends[change.outcome]].slice(0, reached).flatMap((stage) => stage(way));
}

/** How far each outcome goes: raised, triaged, assessed and submitted, ended. A withdrawn one was never assessed. */
const stagesReached = { raised: 1, waiting: 3, withdrawn: 4, rejected: 4, postponed: 4, approved: 4 } as const;

const raised = ({ frame: { project }, change, id }: Way): readonly Step[] => {
  const { on, title, type, category, priority, ifNotDone } = change;
  const description = `${title}. If it is not done: ${ifNotDone.toLowerCase()}.`;
  const data = { type, title, description, category, priority };
  return [step(on, '10:25', project.manager, 'changeRequest', id, 'RaiseChange', data)];
};

const triaged = ({ frame: { project }, change: { on, priority, costK }, id }: Way): readonly Step[] => {
  const route = costK > 2000 ? 'PMO Director' : 'PMO Manager';
  const [analyst] = analystsOf(project.id);
  return [step(daysAfter(on, 4), '11:20', analyst, 'changeRequest', id, 'TriageChange', { size: priority, route })];
};

const assessed = ({ frame: { project }, change, id }: Way): readonly Step[] => {
  const { on, title, costK, days, ifNotDone, outcome } = change;
  if (outcome === 'withdrawn') return [];
  const [analyst] = analystsOf(project.id);
  return [
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
};

const deciding = ({ frame: { project }, change: { on, costK } }: Way) =>
  [daysAfter(on, 28), '14:40', deciderOf(Math.abs(costK) * 1000, project.sponsor), 'changeRequest'] as const;

const ends: Readonly<Record<ChangeStory['outcome'], (way: Way) => readonly Step[]>> = {
  raised: () => [],
  waiting: () => [],
  withdrawn: ({ frame: { project }, change: { on }, id }) => [
    step(daysAfter(on, 11), '09:35', project.manager, 'changeRequest', id, 'WithdrawChange', {
      reason: 'Overtaken by the design review',
    }),
  ],
  rejected: (way) => [step(...deciding(way), way.id, 'RejectChange', { reason: 'Not worth its cost at this stage' })],
  postponed: (way) => [
    step(...deciding(way), way.id, 'PostponeChange', {
      until: daysAfter(way.change.on, 180),
      reason: 'After the tender',
    }),
  ],
  approved: (way) => [
    step(...deciding(way), way.id, 'ApproveChange', { rationale: 'Cheaper now than later' }),
    ...carriedOut(way),
  ],
};

const carriedOut = ({ frame: { project }, change: { on, costK, days }, id }: Way): readonly Step[] => {
  const [analyst] = analystsOf(project.id);
  const outcome = { actualCost: pounds(costK * 1040), actualDays: days + 5 };
  return [
    step(daysAfter(on, 95), '10:50', project.manager, 'changeRequest', id, 'ImplementChange', {
      evidence: `DOC-${id}`,
    }),
    step(daysAfter(on, 150), '10:55', analyst, 'changeRequest', id, 'VerifyOutcome', outcome),
  ];
};

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
