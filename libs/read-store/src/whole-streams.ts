import { factsInForce, type FactMeta, type MessageMap, type Reading } from '@tabularium/kernel';
import type { LoggedEvent, ReadStore } from './port';

const PAGE = 1000;

/** Every event of a stream up to a log index (default: all), in order, from the log copy. */
export async function everyEvent(
  views: Pick<ReadStore, 'eventsOf'>,
  stream: string,
  upTo = Number.MAX_SAFE_INTEGER,
): Promise<readonly LoggedEvent[]> {
  const events: LoggedEvent[] = [];
  for (let from = 0; from <= upTo;) {
    const page = await views.eventsOf({ streams: [stream], from, to: upTo, limit: PAGE });
    events.push(...page);
    if (page.length < PAGE) break;
    from = (page.at(-1)?.index ?? upTo) + 1;
  }
  return events;
}

/** What a reading makes of the events of a stream, corrections applied: as the runtime folds it from the store. */
export function readFrom<S, E extends MessageMap>(
  { initial, evolve }: Reading<S, E>,
  events: readonly LoggedEvent[],
): S {
  const steps = new Map<string, unknown>(Object.entries(evolve));
  return factsInForce(events).reduce<S>((state, { type, data, id: eventId, revision, metadata }) => {
    const step = steps.get(type) as ((state: S, data: object, meta: FactMeta) => S) | undefined;
    const { actor, authority, recordedAt, effectiveAt } = metadata;
    return step ? step(state, data, { eventId, revision, actor, authority, recordedAt, effectiveAt }) : state;
  }, initial);
}
