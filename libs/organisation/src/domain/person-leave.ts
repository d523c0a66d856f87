import { fact, refuse, type Context, type Decider, type Refusal } from '@tabularium/kernel';
import type { PersonCommands, PersonEvents, PersonRefusal } from '../contract/person.contract';
import type { Person } from './person.state';
import { faultOf, isOver, overlap } from './tenure';

type Rules = Decider<Person, PersonCommands, PersonEvents, PersonRefusal>['decide'];

/** When somebody is away: whoever prepares a meeting does not count on them. It takes no right and gives none. */
export const leaveRules: Pick<Rules, 'RecordLeave' | 'EndLeave'> = {
  RecordLeave: (days, state, context) => {
    const fault = strangerFault(state, context);
    if (fault) return fault;
    const wrong = faultOf(days, context.today);
    if (wrong) return refuse(wrong);
    const met = state.leaves.find((leave) => overlap(leave, days));
    if (met) return refuse('LEAVE_OVERLAPS', { leaveId: met.id });
    return [fact('LeaveRecorded', { leaveId: `${context.id}.L${state.leavesRecorded + 1}`, ...days })];
  },

  EndLeave: ({ leaveId }, state, context) => {
    const fault = strangerFault(state, context);
    if (fault) return fault;
    const leave = state.leaves.find(({ id }) => id === leaveId);
    return leave && !isOver(leave, context.today)
      ? [fact('LeaveEnded', { leaveId })]
      : refuse('LEAVE_NOT_FOUND', { leaveId });
  },
};

const PMO: ReadonlySet<string> = new Set(['PMO_DIRECTOR', 'PMO_MANAGER', 'PMO_ADMINISTRATOR']);

function strangerFault({ registered }: Person, { actor, id }: Context): Refusal<PersonRefusal> | undefined {
  if (!registered) return refuse('PERSON_NOT_FOUND');
  return actor.id === id || PMO.has(actor.role ?? '') ? undefined : refuse('LEAVE_OF_ANOTHER');
}
