import type { Read } from '@tabularium/http';
import { streamName } from '@tabularium/kernel';
import { everyEvent, readFrom, type Basis, type ReadStore } from '@tabularium/read-store';

/** Reads streams from the log copy as they were known; with pins no further than these, and of other streams nothing. */
export const readAt =
  (views: ReadStore, { logIndex }: Basis, pins?: Readonly<Record<string, number>>): Read =>
  async (reading, id) => {
    const stream = streamName(reading.category, id);
    const last = pins ? (pins[stream] ?? -1) : Infinity;
    const events = last < 0 ? [] : await everyEvent(views, stream, logIndex);
    return readFrom(
      reading,
      events.filter(({ revision }) => revision <= last),
    );
  };
