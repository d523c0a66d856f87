import { changeIdOf } from '@tabularium/control/contract';
import { deciderOf, decisionDay, LIGHT_DECIDER, LIGHT_LIMIT } from './authority';
import { pounds } from './budget-plan';
import { daysAfter } from './calendar';
import type { Frame } from './frame';
import { analystsOf } from './life';
import { decided, together, told, type Told } from './matters';
import { step, type Step } from './step';
import type { ChangeStory } from './change-stories';

/** Change requests and the revisions of the budget that approved ones lead to, with what is authorised afterwards. */
export function changes(frame: Frame): Told {
  const { project, story, budget } = frame;
  const lastPeriod = budget.periods.at(-1) ?? '';
  let line = amountOf(frame, lastPeriod);
  let authorised = budget.total;
  const each = story.changes.map((change, n) => {
    const way = { frame, change, id: changeIdOf(project.id, n + 1), n: n + 1 };
    if (change.outcome !== 'approved') return request(way);
    const [from, before] = [line, authorised];
    line += change.costK * 1000;
    authorised += change.costK * 1000;
    return together(request(way), revision(way, { from, to: line, before, after: authorised }));
  });
  return together(...each);
}

const amountOf = ({ budget }: Frame, period: string): number =>
  Number(budget.lines.find((line) => line.account === budget.main && line.period === period)?.amount.minor ?? 0) / 100;

/** A change request on its way: its project's people, its id and what it asks for. */
interface Way {
  readonly frame: Frame;
  readonly change: ChangeStory;
  readonly id: string;
  /** Counted from 1 within the project. */
  readonly n: number;
}

function request(way: Way): Told {
  const { outcome } = way.change;
  const reached = [raised, triaged, assessed].slice(0, stagesReached[outcome]).flatMap((stage) => stage(way));
  return together(told(reached), ends[outcome](way));
}

/** How far each outcome goes before its end: raised, triaged, assessed and submitted. A withdrawn one was never assessed. */
const stagesReached = { raised: 1, waiting: 3, withdrawn: 3, rejected: 3, postponed: 3, approved: 3 } as const;

const raised = ({ frame: { project }, change, id }: Way): readonly Step[] => {
  const { on, title, type, category, priority, ifNotDone } = change;
  const description = `${title}. If it is not done: ${ifNotDone.toLowerCase()}.`;
  const data = { type, title, description, category, priority };
  return [step(on, '10:25', project.manager, 'changeRequest', id, 'RaiseChange', data)];
};

const triaged = ({ frame: { project }, change: { on, priority, costK }, id }: Way): readonly Step[] => {
  const route = costK > 2000 ? 'Portfolio Board' : 'PMO Manager';
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

const sizeOf = ({ costK }: ChangeStory): number => Math.abs(costK) * 1000;

/** Days after it was raised: by a manager in four weeks, by a board in the meeting after. */
const decidedOn = ({ change }: Way) => decisionDay(sizeOf(change), daysAfter(change.on, 28));

/** The approval that was asked for: carried, or voted down. */
const approving = (way: Way): Told =>
  decided({
    project: way.frame.project,
    name: `change-${way.n}`,
    matterType: 'CHANGE_APPROVAL',
    subject: `${way.frame.project.name}: ${way.change.title}`,
    amount: sizeOf(way.change),
    alone: step(decidedOn(way), '14:40', LIGHT_DECIDER, 'changeRequest', way.id, 'ApproveChange', {
      rationale: 'Cheaper now than later',
    }),
  });

const isLight = ({ change }: Way): boolean => deciderOf(sizeOf(change)) === LIGHT_DECIDER;

const ends: Readonly<Record<ChangeStory['outcome'], (way: Way) => Told>> = {
  raised: () => told([]),
  waiting: () => told([]),
  withdrawn: ({ frame: { project }, change: { on }, id }) =>
    told([
      step(daysAfter(on, 11), '09:35', project.manager, 'changeRequest', id, 'WithdrawChange', {
        reason: 'Overtaken by the design review',
      }),
    ]),
  rejected: (way) => {
    const [on, reason] = [decidedOn(way), 'Not worth its cost at this stage'];
    const rejection = step(on, '16:40', LIGHT_DECIDER, 'changeRequest', way.id, 'RejectChange', { reason });
    return together(isLight(way) ? told([]) : approving(way), told([rejection]));
  },
  postponed: (way) =>
    told([
      step(decidedOn(way), '14:40', LIGHT_DECIDER, 'changeRequest', way.id, 'PostponeChange', {
        until: daysAfter(way.change.on, 180),
        reason: 'After the tender',
      }),
    ]),
  approved: (way) => together(approving(way), told(carriedOut(way))),
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

function revision({ frame: { project, budget }, change, id: changeId, n: proposalNo }: Way, move: Move): Told {
  const period = budget.periods.at(-1) ?? '';
  const approvedOn = decisionDay(sizeOf(change), daysAfter(change.on, sizeOf(change) > LIGHT_LIMIT ? 56 : 39));
  return together(
    told([
      step(daysAfter(approvedOn, -10), '11:25', project.manager, 'budget', project.id, 'ProposeRevision', {
        kind: change.costK >= 0 ? 'INCREASE' : 'DECREASE',
        lines: [{ account: budget.main, period, from: pounds(move.from), to: pounds(move.to) }],
        authorisedTo: pounds(move.after),
        changeId,
        reason: change.title,
      }),
    ]),
    decided({
      project,
      name: `revision-${proposalNo}`,
      matterType: 'BUDGET_REVISION',
      subject: `${project.name}: budget for ${changeId}`,
      amount: sizeOf(change),
      alone: step(approvedOn, '15:05', LIGHT_DECIDER, 'budget', project.id, 'ApproveRevision', {
        proposalNo,
        rationale: `Carries out ${changeId}`,
      }),
    }),
  );
}
