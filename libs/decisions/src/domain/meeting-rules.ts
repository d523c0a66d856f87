import { refuse, type Context, type Decider, type Decision, type Refusal } from '@tabularium/kernel';
import type { MeetingCommands, MeetingEvents, MeetingRefusal } from '../contract/meeting.contract';
import type { DecisionItem } from './decision-item.state';
import { presides, type GovernanceBody } from './governance-body.state';
import type { Meeting, MeetingStage } from './meeting.state';

interface OfBody {
  readonly body: GovernanceBody;
}

/** The matter as it stands, from its own stream. */
interface OfItem extends OfBody {
  readonly item: Pick<DecisionItem, 'stage' | 'bodyId' | 'papers'>;
}

export type MeetingFacts = {
  readonly ScheduleMeeting: OfBody;
  readonly TableItem: OfItem;
  readonly LateTableItem: OfItem;
  readonly OpenMeeting: OfBody;
  readonly RecordAttendance: OfBody;
  readonly RecordDeparture: OfBody;
  readonly AdjournMeeting: OfBody;
  readonly ResumeMeeting: OfBody;
  readonly CloseMeeting: OfBody;
  /** Hash of the minutes as the streams tell them, and an action that comes from elsewhere. */
  readonly DraftMinutes: { readonly generated: string; readonly strayAction?: string };
  /** The meeting the minutes are approved in. */
  readonly ApproveMinutes: OfBody & { readonly at: Pick<Meeting, 'stage' | 'on'> };
};

export type MeetingDecider = Decider<Meeting, MeetingCommands, MeetingEvents, MeetingRefusal, MeetingFacts>;
export type Rules<N extends keyof MeetingCommands> = Pick<MeetingDecider['decide'], N>;
export type Decided = Decision<MeetingEvents, MeetingRefusal>;
export type Fault = Refusal<MeetingRefusal> | undefined;

export function stageFault({ stage }: Meeting, ...needed: readonly MeetingStage[]): Fault {
  if (stage === 'absent') return refuse('MEETING_NOT_FOUND');
  return needed.includes(stage) ? undefined : refuse('MEETING_STAGE', { stage, needed: needed.join(' or ') });
}

export const presidingFault = ({ actor, today, facts }: Context<OfBody>): Fault =>
  presides(facts.body, actor.id, today) ? undefined : refuse('NOT_PRESIDING');
