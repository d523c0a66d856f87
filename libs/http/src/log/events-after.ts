import type { LoggedEvent, ReadStore } from '@tabularium/read-store';

export interface EventsAsked {
  readonly after: number;
  readonly limit: number;
  readonly type: string | undefined;
  readonly stream: string | undefined;
}

const CHUNK = 1_000;
/** Events looked at for one answer at most; the caller goes on from `next`. */
const MOST_LOOKED_AT = 20_000;

/** Events behind an index that match, and where to go on: the `after` of the next question. */
export async function eventsAfter(views: ReadStore, { after, limit, type, stream }: EventsAsked) {
  const basis = await views.resolve({});
  const streams = stream === undefined ? {} : { streams: [stream] };
  const found: LoggedEvent[] = [];
  let next = after;
  for (let looked = 0; found.length < limit && looked < MOST_LOOKED_AT; looked += CHUNK) {
    const chunk = await views.eventsOf({ ...streams, from: next + 1, to: basis.logIndex, limit: CHUNK });
    const matching = chunk.filter((event) => type === undefined || event.type === type).slice(0, limit - found.length);
    found.push(...matching);
    const complete = found.length === limit ? found.at(-1) : chunk.at(-1);
    next = complete?.index ?? basis.logIndex;
    if (chunk.length < CHUNK && found.length < limit) next = Math.max(after, basis.logIndex);
    if (next >= basis.logIndex) break;
  }
  return { basis, events: found, next, head: basis.logIndex };
}
