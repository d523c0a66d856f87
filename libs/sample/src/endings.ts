import { DIRECTOR } from './people';
import { pounds } from './budget-plan';
import { daysAfter } from './calendar';
import type { Frame } from './frame';
import { analystsOf } from './life';
import { step, type Step } from './step';

/** Closing a project that reached its finish, or ending one that did not. */
export function ending(frame: Frame, spent: number, openCommitments: readonly string[]): readonly Step[] {
  const { project, story, endsOn } = frame;
  const { id, manager, sponsor, finishesOn } = project;
  const decider = sponsor === 'n.castellan' ? DIRECTOR : 'n.castellan';
  if (story.ends?.how === 'terminated')
    return [
      step(endsOn, '17:30', DIRECTOR, 'project', id, 'TerminateProject', {
        reason: story.ends.reason,
        sunkCost: pounds(spent),
      }),
    ];
  if (finishesOn > endsOn || story.ends) return [];
  const [analyst] = analystsOf(id);
  return [
    step(daysAfter(finishesOn, 2), '10:00', manager, 'project', id, 'RequestClosure', { endReport: `${id}-END-1` }),
    ...openCommitments.map((commitmentId, n) =>
      step(daysAfter(finishesOn, 5), `10:${String(n + 10)}`, analyst, 'costLedger', id, 'ReleaseCommitment', {
        commitmentId,
        reason: 'Final account agreed',
      }),
    ),
    step(daysAfter(finishesOn, 19), '12:15', decider, 'project', id, 'CloseProject', {
      finalCost: pounds(spent),
      finishedOn: finishesOn,
      rationale: 'Delivered and accepted; benefits pass to the department',
    }),
    step(daysAfter(finishesOn, 26), '16:35', 'e.varga', 'budget', id, 'CloseBudget', { reason: 'Project closed' }),
  ];
}
