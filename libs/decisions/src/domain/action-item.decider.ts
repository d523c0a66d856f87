import { fact, refuse, type Decider, type Decision, type Fold, type LocalDate, type Refusal } from '@tabularium/kernel';
import type { ActionItemCommands, ActionItemEvents, ActionItemRefusal } from '../contract/action-item.contract';

type ActionStage = 'absent' | 'raised' | 'accepted' | 'declined' | 'completed' | 'verified' | 'cancelled';

/** What rules read of an action. */
export interface ActionItem {
  readonly stage: ActionStage;
  readonly text: string;
  readonly owner: string;
  readonly raisedBy: string;
  readonly dueOn: LocalDate;
  readonly slips: number;
  readonly overdue: boolean;
}

const noAction: ActionItem = {
  stage: 'absent',
  text: '',
  owner: '',
  raisedBy: '',
  dueOn: '',
  slips: 0,
  overdue: false,
};

const into =
  (stage: ActionStage) =>
  (state: ActionItem): ActionItem => ({ ...state, stage });

const evolve: Fold<ActionItem, ActionItemEvents>['evolve'] = {
  ActionRaised: (_, { text, owner, raisedBy, dueOn }) => ({
    ...noAction,
    stage: 'raised',
    text,
    owner,
    raisedBy,
    dueOn,
  }),
  ActionAccepted: into('accepted'),
  ActionDeclined: into('declined'),
  ActionReassigned: (state, { owner }) => ({ ...state, stage: 'raised', owner }),
  ActionProgressReported: (state) => state,
  ActionDueDateMoved: (state, { dueOn, slips }) => ({ ...state, dueOn, slips, overdue: false }),
  ActionCompleted: into('completed'),
  ActionVerified: into('verified'),
  ActionReopened: into('accepted'),
  ActionCancelled: into('cancelled'),
  ActionBecameOverdue: (state) => ({ ...state, overdue: true }),
};

const OPEN: readonly ActionStage[] = ['raised', 'accepted', 'declined'];
type Decided = Decision<ActionItemEvents, ActionItemRefusal>;
type Fault = Refusal<ActionItemRefusal> | undefined;

export const actionItem: Decider<ActionItem, ActionItemCommands, ActionItemEvents, ActionItemRefusal> = {
  category: 'actionItem',
  initial: noAction,
  evolve,
  decide: {
    RaiseAction: (asked, state, { actor }) => {
      if (state.stage === 'absent') return [fact('ActionRaised', { ...asked, raisedBy: actor.id })];
      return state.text === asked.text && state.raisedBy === actor.id ? [] : refuse('ACTION_EXISTS');
    },

    AcceptAction: (_, state, { actor }) =>
      byOwner(state, actor.id, ['raised', 'declined'], [fact('ActionAccepted', { by: actor.id })]),

    DeclineAction: ({ reason }, state, { actor }) =>
      byOwner(state, actor.id, ['raised'], [fact('ActionDeclined', { by: actor.id, reason })]),

    ReassignAction: ({ owner, reason }, state) =>
      owner === state.owner
        ? []
        : (stageFault(state, OPEN) ?? [fact('ActionReassigned', { ownerFrom: state.owner, owner, reason })]),

    ReportProgress: ({ note }, state, { actor }) =>
      byOwner(state, actor.id, OPEN, [fact('ActionProgressReported', { note })]),

    MoveDueDate: ({ dueOn, reason }, state, { today }) => {
      const fault = stageFault(state, OPEN);
      if (fault) return fault;
      if (dueOn === state.dueOn) return [];
      if (dueOn <= today) return refuse('DATE_PAST');
      return [fact('ActionDueDateMoved', { dueOnFrom: state.dueOn, dueOn, slips: state.slips + 1, reason })];
    },

    CompleteAction: ({ evidence }, state, { actor }) =>
      byOwner(state, actor.id, ['raised', 'accepted'], [fact('ActionCompleted', { evidence })]),

    VerifyAction: (_, state, { actor }) => {
      if (actor.id === state.owner) return refuse('SOD_SELF_VERIFICATION');
      return stageFault(state, ['completed']) ?? [fact('ActionVerified', { by: actor.id })];
    },

    ReopenAction: ({ reason }, state, { actor }) => {
      if (actor.id === state.owner) return refuse('SOD_SELF_VERIFICATION');
      return stageFault(state, ['completed']) ?? [fact('ActionReopened', { reason })];
    },

    /** What the engine raised, the PMO cancels. */
    CancelAction: ({ reason }, state, { actor }) => {
      const fault = stageFault(state, OPEN);
      if (fault) return fault;
      const mayCancel = actor.id === state.raisedBy || (state.raisedBy === 'system' && actor.id !== state.owner);
      return mayCancel ? [fact('ActionCancelled', { reason })] : refuse('NOT_RAISER');
    },

    MarkActionOverdue: (_, state, { today }) =>
      OPEN.includes(state.stage) && !state.overdue && today > state.dueOn
        ? [fact('ActionBecameOverdue', { dueOn: state.dueOn })]
        : [],
  },
};

function stageFault({ stage }: ActionItem, needed: readonly ActionStage[]): Fault {
  if (stage === 'absent') return refuse('ACTION_NOT_FOUND');
  return needed.includes(stage) ? undefined : refuse('ACTION_STAGE', { stage, needed: needed.join(' or ') });
}

function byOwner(state: ActionItem, actorId: string, stages: readonly ActionStage[], facts: Decided): Decided {
  const fault = stageFault(state, stages);
  if (fault) return fault;
  return actorId === state.owner ? facts : refuse('NOT_OWNER', { owner: state.owner });
}
