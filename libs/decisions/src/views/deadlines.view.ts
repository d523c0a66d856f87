import { addDays, type LocalDate } from '@tabularium/kernel';
import { view, type RowOf, type StepWithKeys, type ViewEvent } from '@tabularium/read-store';
import type { ActionItemEvents } from '../contract/action-item.contract';
import type { DecisionItemEvents } from '../contract/decision-item.contract';
import type { MeetingEvents } from '../contract/meeting.contract';

type Events = DecisionItemEvents & ActionItemEvents & MeetingEvents;

const columns = {
  due: { type: 'date', title: 'First day the command may be sent', indexed: true },
  category: { type: 'text', title: 'Aggregate' },
  entity: { type: 'text', title: 'Id of the aggregate', indexed: true },
  command: { type: 'text', title: 'Command', indexed: true },
  data: { type: 'text', title: 'Data of the command, JSON' },
} as const;

type Row = RowOf<typeof columns>;

/** Something to be sent on a day, by its key within the aggregate. */
interface Deadline {
  readonly name: string;
  readonly due: LocalDate;
  readonly category: string;
  readonly command: string;
  readonly data?: object;
}

const keyOf = (entityId: string, name: string): string => `${entityId}/${name}`;

/** Steps that open deadlines, or set them to another day. */
const opens = <D>(deadlines: (data: D) => readonly Deadline[]): StepWithKeys<Row, D> => ({
  keys: ({ entityId, data }) => deadlines(data).map(({ name }) => keyOf(entityId, name)),
  step: (row, { entityId, data }, key) => {
    const deadline = deadlines(data).find(({ name }) => keyOf(entityId, name) === key);
    if (!deadline) return row;
    const { due, category, command } = deadline;
    return { due, category, entity: entityId, command, data: JSON.stringify(deadline.data ?? {}) };
  },
});

/** Steps after which deadlines are no more. */
const closes = <D>(names: (data: D, event: ViewEvent<D>) => readonly string[]): StepWithKeys<Row, D> => ({
  keys: (event) => names(event.data, event).map((name) => keyOf(event.entityId, name)),
  step: () => null,
});

const item = { category: 'decisionItem' };
const conditionName = (conditionId: string): string => `condition.${conditionId}`;

/** A last day is over on the day after. */
const breach = (conditionId: string, dueOn: LocalDate): Deadline => ({
  ...item,
  name: conditionName(conditionId),
  due: addDays(dueOn, 1),
  command: 'BreachCondition',
  data: { conditionId },
});

const overdue = (dueOn: LocalDate): Deadline => ({
  name: 'overdue',
  category: 'actionItem',
  due: addDays(dueOn, 1),
  command: 'MarkActionOverdue',
});

const ofMeeting = (name: string, dueOn: LocalDate, command: string): Deadline => ({
  name,
  category: 'meeting',
  due: addDays(dueOn, 1),
  command,
});

const circulation = ({ ballotNo }: { readonly ballotNo: number }): string => `circulation.${ballotNo}`;

const fallen = closes(({ conditionIds }: { readonly conditionIds: readonly string[] }) => [
  'ratify',
  'effect',
  ...conditionIds.map(conditionName),
]);
const byCondition = closes(({ conditionId }: { readonly conditionId: string }) => [conditionName(conditionId)]);
const byBallot = closes((data: { readonly ballotNo: number }) => [circulation(data)]);
const byAction = closes(() => ['overdue']);

/** What the engine sends when its day comes, whoever is there. Key: `<aggregate>/<name>`. */
export const deadlines = view<Events>()({
  name: 'deadlines',
  version: 2,
  title: 'Deadlines: commands that wait for their day',
  columns,
  steps: {
    DecisionMade: opens(({ conditions, decidedOn, effectiveFrom }) => [
      ...conditions.map(({ id, dueOn }) => breach(id, dueOn)),
      ...(effectiveFrom > decidedOn ? [{ ...item, name: 'effect', due: effectiveFrom, command: 'TakeEffect' }] : []),
    ]),
    DecisionBecameEffective: closes(() => ['effect']),
    UrgentDecisionTaken: opens(({ ratifyBy }) => [
      { ...item, name: 'ratify', due: addDays(ratifyBy, 1), command: 'LapseUrgentDecision' },
    ]),
    UrgentDecisionRatified: closes(() => ['ratify']),
    WrittenResolutionCirculated: opens(({ ballotNo, closesOn }) => [
      { ...item, name: circulation({ ballotNo }), due: addDays(closesOn, 1), command: 'CloseCirculation' },
    ]),
    MeetingDemanded: byBallot,
    BallotClosed: byBallot,
    ConditionExtended: opens(({ conditionId, dueOn }) => [breach(conditionId, dueOn)]),
    ConditionDischarged: byCondition,
    ConditionWaived: byCondition,
    ConditionBreached: byCondition,
    DecisionLapsed: fallen,
    DecisionRescinded: fallen,
    DecisionSuperseded: fallen,
    UrgentDecisionLapsed: fallen,
    MeetingScheduled: opens(({ agendaDueOn, papersDueOn, papersWatched }) => [
      ...(agendaDueOn === undefined ? [] : [ofMeeting('agenda', agendaDueOn, 'MarkAgendaOverdue')]),
      ...(papersWatched ? [ofMeeting('papers', papersDueOn, 'MarkPaperDeadlinePassed')] : []),
    ]),
    AgendaPublished: closes(() => ['agenda']),
    AgendaBecameOverdue: closes(() => ['agenda']),
    PaperDeadlinePassed: closes(() => ['papers']),
    MeetingOpened: closes(() => ['agenda', 'papers']),
    ActionRaised: opens(({ dueOn }) => [overdue(dueOn)]),
    ActionDueDateMoved: opens(({ dueOn }) => [overdue(dueOn)]),
    ActionBecameOverdue: byAction,
    ActionVerified: byAction,
    ActionCancelled: byAction,
  },
});
