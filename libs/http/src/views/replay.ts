import { categoryOf } from '@tabularium/kernel';
import { foldLog, type BasisAsked, type LoggedEvent, type ReadStore, type View } from '@tabularium/read-store';
import type { Edge } from '../edge/edge';

/**
 * The content of a view at a basis, once from its tables and once folded from the first event of the store, without
 * them. Reads the whole log.
 */
export async function replayed(edge: Edge, seen: ReadStore, view: View, asked: BasisAsked) {
  const { basis, rows, sha256 } = await seen.contentHash(view.name, asked);
  const events = await eventsFor(edge, view, basis.logIndex);
  const folded = foldLog(view, events, basis, edge.upcast);
  return {
    basis,
    view: { rows, sha256 },
    replay: { rows: folded.rows.length, sha256: folded.sha256, events: events.length },
    equal: folded.sha256 === sha256,
  };
}

/** Events of the streams that can speak of the view, under their dense index. Others are counted and let go. */
async function eventsFor(edge: Edge, view: View, logIndex: number): Promise<readonly LoggedEvent[]> {
  const categories = speakingOf(edge, view);
  const events: LoggedEvent[] = [];
  let index = -1;
  for await (const event of edge.log.readAll()) {
    if (++index > logIndex) break;
    if (categories.has(categoryOf(event.stream))) events.push({ ...event, index });
  }
  return events;
}

/** Categories whose events the view has a step for. All of their streams are needed: an amendment names an event of its own. */
const speakingOf = ({ contexts }: Edge, { steps }: View): ReadonlySet<string> =>
  new Set(
    contexts
      .flatMap(({ aggregates }) => aggregates.map(({ contract }) => contract))
      .filter(({ events }) => Object.keys(events).some((type) => Object.hasOwn(steps, type)))
      .map(({ category }) => category),
  );
