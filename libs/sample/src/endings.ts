import { decisionDay, LIGHT_DECIDER } from './authority';
import { pounds } from './budget-plan';
import { daysAfter } from './calendar';
import type { Frame } from './frame';
import { analystsOf } from './life';
import { decided, together, told, type Told } from './matters';
import { step } from './step';

/** Closing a project that reached its finish, or ending one that did not. */
export function ending(frame: Frame, spent: number, openCommitments: readonly string[]): Told {
  const { project, story, endsOn } = frame;
  if (story.ends?.how === 'terminated') return termination(frame, spent, story.ends.reason);
  if (project.finishesOn > endsOn || story.ends) return told([]);
  return together(request(frame, openCommitments), closure(frame, spent));
}

const termination = ({ project, endsOn }: Frame, spent: number, reason: string): Told =>
  decided({
    project,
    name: 'termination',
    matterType: 'PROJECT_CLOSURE',
    subject: `End ${project.name}`,
    amount: spent,
    alone: step(decisionDay(spent, endsOn), '17:30', LIGHT_DECIDER, 'project', project.id, 'TerminateProject', {
      reason,
      sunkCost: pounds(spent),
    }),
  });

function request({ project }: Frame, openCommitments: readonly string[]): Told {
  const { id, manager, finishesOn } = project;
  const [analyst] = analystsOf(id);
  return told([
    step(daysAfter(finishesOn, 2), '10:00', manager, 'project', id, 'RequestClosure', { endReport: `${id}-END-1` }),
    ...openCommitments.map((commitmentId, n) =>
      step(daysAfter(finishesOn, 5), `10:${String(n + 10)}`, analyst, 'costLedger', id, 'ReleaseCommitment', {
        commitmentId,
        reason: 'Final account agreed',
      }),
    ),
  ]);
}

function closure({ project }: Frame, spent: number): Told {
  const { id, finishesOn } = project;
  const closedOn = decisionDay(spent, daysAfter(finishesOn, 19));
  return together(
    decided({
      project,
      name: 'closure',
      matterType: 'PROJECT_CLOSURE',
      subject: `Close ${project.name}`,
      amount: spent,
      alone: step(closedOn, '12:15', LIGHT_DECIDER, 'project', id, 'CloseProject', {
        finalCost: pounds(spent),
        finishedOn: finishesOn,
        rationale: 'Delivered and accepted; benefits pass to the department',
      }),
    }),
    told([step(daysAfter(closedOn, 7), '16:35', 'e.varga', 'budget', id, 'CloseBudget', { reason: 'Project closed' })]),
  );
}
