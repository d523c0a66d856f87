import type { Read } from '@tabularium/http';
import { streamName } from '@tabularium/kernel';
import type { Basis, LoggedEvent, ReadStore } from '@tabularium/read-store';
import { readFrom } from './records';

const PAGE = 1000;

/** Every event of a stream that was known at the basis, in order. */
export async function eventsOf(views: ReadStore, stream: string, { logIndex }: Basis): Promise<readonly LoggedEvent[]> {
  const events: LoggedEvent[] = [];
  for (let from = 0; from <= logIndex;) {
    const page = await views.eventsOf({ streams: [stream], from, to: logIndex, limit: PAGE });
    events.push(...page);
    from = page.length < PAGE ? logIndex + 1 : (page.at(-1)?.index ?? logIndex) + 1;
  }
  return events;
}

/** Reads streams from the log copy as they were known; with pins no further than these, and of other streams nothing. */
export const readAt =
  (views: ReadStore, basis: Basis, pins?: Readonly<Record<string, number>>): Read =>
  async (reading, id) => {
    const stream = streamName(reading.category, id);
    const last = pins ? (pins[stream] ?? -1) : Infinity;
    const events = last < 0 ? [] : await eventsOf(views, stream, basis);
    return readFrom(
      reading,
      events.filter(({ revision }) => revision <= last),
    );
  };
