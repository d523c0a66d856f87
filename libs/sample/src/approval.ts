import { LIGHT_DECIDER } from './authority';
import { pounds } from './budget-plan';
import { daysAfter } from './calendar';
import type { Frame } from './frame';
import { decided, together, told, type Told } from './matters';
import { step, type Step } from './step';

/** The approval of the project, and that of its first budget. */
export function approval(frame: Frame): Told {
  const { project, approvedOn, budget, budgetedOn } = frame;
  const { id, finishesOn, name } = project;
  return together(
    told(budgeting(frame)),
    decided({
      project,
      name: 'approval',
      matterType: 'PROJECT_APPROVAL',
      subject: `Approve ${name}`,
      amount: budget.total,
      alone: step(approvedOn, '11:30', LIGHT_DECIDER, 'project', id, 'ApproveProject', {
        authorisedTotal: pounds(budget.total),
        startsOn: approvedOn,
        endsOn: finishesOn,
        rationale: 'The business case holds and the money is in the medium-term plan',
      }),
    }),
    decided({
      project,
      name: 'budget',
      matterType: 'BUDGET_REVISION',
      subject: `First budget of ${name}`,
      amount: budget.total,
      alone: step(budgetedOn, '12:05', LIGHT_DECIDER, 'budget', id, 'ApproveBudget', {
        authorised: pounds(budget.total),
      }),
    }),
  );
}

/** The first budget, as the manager submits it. */
function budgeting({ project, approvedOn, budget }: Frame): readonly Step[] {
  const { id, manager } = project;
  const submittedOn = daysAfter(approvedOn, -14);
  return [
    step(submittedOn, '09:10', manager, 'budget', id, 'CreateBudget', { ccy: 'GBP' }),
    step(submittedOn, '16:20', manager, 'budget', id, 'SubmitBudget', {
      lines: budget.lines,
      managementReserve: pounds(budget.reserve),
      contingency: pounds(budget.contingency),
      total: pounds(budget.total),
    }),
  ];
}
