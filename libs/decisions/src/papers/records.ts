import type { FactMeta, Fold, MessageMap, Reading } from '@tabularium/kernel';
import { actionItemContract, type ActionItemEvents } from '../contract/action-item.contract';
import { decisionItemContract, type DecisionItemEvents } from '../contract/decision-item.contract';
import { governanceBodyContract, type GovernanceBodyEvents } from '../contract/governance-body.contract';
import { meetingContract, type MeetingEvents } from '../contract/meeting.contract';

/** A fact of a stream as a document tells it. */
export type Recorded<E extends MessageMap> = {
  [T in keyof E & string]: { readonly type: T; readonly data: E[T]; readonly meta: FactMeta };
}[keyof E & string];

export type ItemRecord = readonly Recorded<DecisionItemEvents>[];
export type MeetingRecord = readonly Recorded<MeetingEvents>[];
export type ActionRecord = readonly Recorded<ActionItemEvents>[];
export type BodyRecord = readonly Recorded<GovernanceBodyEvents>[];

/** A reading that keeps every fact of a stream instead of a state. */
function recordOf<E extends MessageMap>(
  category: string,
  types: Readonly<Record<keyof E & string, unknown>>,
): Reading<readonly Recorded<E>[], E> {
  const kept = (type: keyof E & string) => (record: readonly Recorded<E>[], data: unknown, meta: FactMeta) => [
    ...record,
    // The contract names the type of the data by the name of the event.
    { type, data, meta } as Recorded<E>,
  ];
  const evolve = Object.fromEntries(Object.keys(types).map((type) => [type, kept(type)]));
  return { category, initial: [], evolve: evolve as unknown as Reading<readonly Recorded<E>[], E>['evolve'] };
}

export const meetingRecord = recordOf<MeetingEvents>('meeting', meetingContract.events);
export const itemRecord = recordOf<DecisionItemEvents>('decisionItem', decisionItemContract.events);
export const actionRecord = recordOf<ActionItemEvents>('actionItem', actionItemContract.events);
export const bodyRecord = recordOf<GovernanceBodyEvents>('governanceBody', governanceBodyContract.events);

/** The state a record leads to. */
export function stateOf<S, E extends MessageMap>(
  { initial, evolve }: Pick<Fold<S, E>, 'initial' | 'evolve'>,
  record: readonly Recorded<E>[],
): S {
  return record.reduce<S>((state, { type, data, meta }) => evolve[type](state, data, meta), initial);
}

/** The facts of one type, in order. */
export const ofType = <E extends MessageMap, T extends keyof E & string>(
  record: readonly Recorded<E>[],
  type: T,
): readonly Extract<Recorded<E>, { readonly type: T }>[] =>
  record.filter((fact): fact is Extract<Recorded<E>, { readonly type: T }> => fact.type === type);

/** What a document says of each type of event; types that are not named say nothing. */
export type Telling<E extends MessageMap> = {
  readonly [T in keyof E]?: (data: E[T], meta: FactMeta) => readonly string[];
};

export const told = <E extends MessageMap>(record: readonly Recorded<E>[], telling: Telling<E>): readonly string[] =>
  record.flatMap(({ type, data, meta }) => telling[type]?.(data, meta) ?? []);
