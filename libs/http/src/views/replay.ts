import { categoryOf } from '@tabularium/kernel';
import {
  foldLog,
  type Basis,
  type BasisAsked,
  type LoggedEvent,
  type ReadStore,
  type View,
} from '@tabularium/read-store';
import type { Edge } from '../edge/edge';

type Folded = ReturnType<typeof foldLog>['rows'];

const PAGE_ROWS = 1_000;

/**
 * The content of a view at a basis, once from its tables and once folded from the first event of the store, without
 * them. Reads the whole log. `pages`: what is answered page by page, which for today comes from tables of its own.
 */
export async function replayed(edge: Edge, seen: ReadStore, view: View, asked: BasisAsked) {
  const { basis, rows, sha256 } = await seen.contentHash(view.name, asked);
  const events = await eventsFor(edge, view, basis.logIndex);
  const folded = foldLog(view, events, basis, edge.upcast);
  const pages = (await differingPages(seen, view, basis, folded.rows)) ? 'different' : 'equal';
  return {
    basis,
    view: { rows, sha256, pages },
    replay: { rows: folded.rows.length, sha256: folded.sha256, events: events.length },
    equal: folded.sha256 === sha256 && pages === 'equal',
  };
}

async function differingPages(seen: ReadStore, { name }: View, basis: Basis, folded: Folded): Promise<boolean> {
  const at = { knownAt: basis.logIndex, asOf: basis.asOf };
  const expected = new Map(folded.map(({ key, row }) => [key, JSON.stringify(sorted(row))]));
  for (let offset = 0; ; offset += PAGE_ROWS) {
    const { rows } = await seen.page(name, at, { limit: PAGE_ROWS, offset });
    for (const { key, row } of rows) {
      if (expected.get(key) !== JSON.stringify(sorted(row))) return true;
      expected.delete(key);
    }
    if (rows.length < PAGE_ROWS) return expected.size > 0;
  }
}

/** Rows are flat but for amounts; their columns may come in any order. */
const sorted = (row: object): object => Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1));

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
