import {
  claimOn,
  fact,
  isNegative,
  limitText,
  negate,
  ownerOf,
  refuse,
  subtract,
  type Decider,
  type Decision,
} from '@tabularium/kernel';
import type {
  ChangeRequestCommands,
  ChangeRequestEvents,
  ChangeRequestRefusal,
} from '../contract/change-request.contract';
import { changeIdOf, changeNumberOf, IMPACT_ASPECTS, type ChangeStage } from '../contract/vocabulary';
import { evolveChangeRequest } from './change-request.evolve';
import { noChange, type ChangeRequest } from './change-request.state';
import { heldTo, type Tolerance } from './tolerance';
import { toleranceUse } from './tolerance-use.decider';

/** What rules about a change must be sure of from other streams. */
export type ChangeRequestFacts = {
  /** `previousRaised`: the change with the number before this one is raised; true for the first. */
  readonly RaiseChange: { readonly project: 'absent' | 'open' | 'closed'; readonly previousRaised: boolean };
  /** `tolerance`: undefined where no policy in force says anything of projects of the tier. */
  readonly ApproveChange: { readonly tolerance?: Tolerance };
  /** `targetOpen`: the change merged into is raised and not settled. */
  readonly MergeChange: { readonly targetOpen: boolean };
};

type Decided = Decision<ChangeRequestEvents, ChangeRequestRefusal>;

export const changeRequest: Decider<
  ChangeRequest,
  ChangeRequestCommands,
  ChangeRequestEvents,
  ChangeRequestRefusal,
  ChangeRequestFacts
> = {
  category: 'changeRequest',
  initial: noChange,
  evolve: evolveChangeRequest,
  decide: {
    RaiseChange: (command, state, { id, actor, facts }) => {
      const projectId = ownerOf(id);
      const number = changeNumberOf(id);
      if (state.stage) return refuse('CHANGE_EXISTS');
      if (!number) return refuse('CHANGE_CODE_INVALID');
      if (facts.project === 'absent') return refuse('PROJECT_NOT_FOUND', { projectId });
      if (facts.project === 'closed') return refuse('PROJECT_CLOSED', { projectId });
      if (!facts.previousRaised) return refuse('CHANGE_OUT_OF_ORDER', { previous: changeIdOf(projectId, number - 1) });
      return [fact('ChangeRequested', { projectId, ...command, raisedBy: actor.id })];
    },

    TriageChange: (command, state, { id }) =>
      whenAt(state, ['SUBMITTED'], () => [fact('ChangeTriaged', { projectId: ownerOf(id), ...command })]),

    AssessImpact: (command, state, { id }) =>
      whenAt(state, ['ASSESSING', 'ASSESSED', 'POSTPONED'], () => {
        const missing = IMPACT_ASPECTS.filter((aspect) => isBlank(command[aspect]));
        return isComplete(command)
          ? [fact('ChangeImpactAssessed', { projectId: ownerOf(id), ...command })]
          : refuse('IMPACT_INCOMPLETE', { missing });
      }),

    SubmitChange: (_, state, { id, actor }) =>
      whenAt(state, ['ASSESSED', 'POSTPONED'], () => [
        fact('ChangeSubmitted', { projectId: ownerOf(id), submittedBy: actor.id }),
      ]),

    ApproveChange: (command, state, { id, actor, authority, facts: { tolerance } }) =>
      whenAt(state, ['WAITING_FOR_APPROVAL'], () => {
        const { impact } = state;
        if (isParty(state, actor.id)) return refuse('SOD_SELF_APPROVAL');
        if (!impact || !authority.covers(isNegative(impact.cost) ? negate(impact.cost) : impact.cost))
          return refuse('AUTHORITY_EXCEEDED', { limit: limitText(authority) });
        const approved = { projectId: ownerOf(id), approvedBy: actor.id, ...command };
        if (!tolerance || authority.basis === 'DECISION') return [fact('ChangeApproved', approved)];
        const held = heldTo(tolerance, { ...impact, changeId: id });
        if ('refused' in held) return held;
        const claim = claimOf(id, impact, tolerance);
        return [fact('ChangeApproved', { ...approved, ...held }, { claim })];
      }),

    RejectChange: ({ reason }, state, { id, actor }) =>
      whenAt(state, ['WAITING_FOR_APPROVAL'], () =>
        isParty(state, actor.id)
          ? refuse('SOD_SELF_APPROVAL')
          : [fact('ChangeRejected', { projectId: ownerOf(id), rejectedBy: actor.id, reason }, { reason })],
      ),

    PostponeChange: (command, state, { id, today }) =>
      whenAt(state, ['WAITING_FOR_APPROVAL'], () =>
        command.until > today ? [fact('ChangePostponed', { projectId: ownerOf(id), ...command })] : refuse('DATE_PAST'),
      ),

    MergeChange: (command, state, { id, facts }) =>
      whenAt(state, UNDECIDED, () => {
        const isElsewhere = command.into === id || ownerOf(command.into) !== ownerOf(id);
        if (isElsewhere || !facts.targetOpen) return refuse('MERGE_TARGET_INVALID');
        return [fact('ChangeMerged', { projectId: ownerOf(id), ...command })];
      }),

    WithdrawChange: ({ reason }, state, { id }) =>
      whenAt(state, UNDECIDED, () => [fact('ChangeWithdrawn', { projectId: ownerOf(id), reason }, { reason })]),

    ImplementChange: ({ evidence }, state, { id }) =>
      whenAt(state, ['APPROVED'], () => [fact('ChangeImplemented', { projectId: ownerOf(id), evidence })]),

    VerifyOutcome: ({ actualCost, actualDays }, state, { id }) =>
      whenAt(state, ['IMPLEMENTED'], () => {
        const { impact } = state;
        if (!impact || impact.cost.ccy !== actualCost.ccy)
          return refuse('CURRENCY_MISMATCH', { ccy: impact?.cost.ccy });
        const cost = { estimatedCost: impact.cost, actualCost, costVariance: subtract(actualCost, impact.cost) };
        const days = { estimatedDays: impact.days, actualDays, daysVariance: actualDays - impact.days };
        return [fact('ChangeOutcomeVerified', { projectId: ownerOf(id), ...cost, ...days })];
      }),
  },
};

const UNDECIDED: readonly ChangeStage[] = ['SUBMITTED', 'ASSESSING', 'ASSESSED', 'WAITING_FOR_APPROVAL', 'POSTPONED'];

const claimOf = (changeId: string, { cost, days }: Pick<Required<Impact>, 'cost' | 'days'>, { revision }: Tolerance) =>
  claimOn(toleranceUse, ownerOf(changeId), 'ClaimTolerance', { changeId, revision, cost, days });

type Impact = ChangeRequestCommands['AssessImpact'];

const isComplete = (impact: Impact): impact is Required<Impact> =>
  IMPACT_ASPECTS.every((aspect) => !isBlank(impact[aspect]));

/** Nought is an answer, blank is none. */
const isBlank = (value: Impact[keyof Impact]): boolean =>
  value === undefined || (typeof value === 'string' && value.trim() === '');

const isParty = ({ raisedBy, submittedBy }: ChangeRequest, person: string): boolean =>
  [raisedBy, submittedBy].includes(person);

function whenAt({ stage }: ChangeRequest, stages: readonly ChangeStage[], decide: () => Decided): Decided {
  if (!stage) return refuse('CHANGE_NOT_FOUND');
  if (!stages.includes(stage)) return refuse('NOT_IN_STAGE', { stage, needed: stages.join(' or ') });
  return decide();
}
