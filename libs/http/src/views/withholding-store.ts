import type { StoredEvent } from '@tabularium/event-store';
import type { Caller } from '@tabularium/identity';
import type { RecordedEvent } from '@tabularium/kernel';
import type { Condition, ReadStore, Row } from '@tabularium/read-store';
import type { Reader, Withheld, Withholding } from '../context';
import type { Edge } from '../edge/edge';
import { notAllowed, notReady } from '../problem';
import { barredFrom, seesEveryRow, sightedStore } from './sighted-store';

/** The views as a caller sees them. Throws Problem (403). */
export const seenBy = (edge: Edge, caller: Caller): ReadStore =>
  sightedStore(
    withheldFrom(edge, caller),
    edge.contexts.flatMap(({ views }) => views),
    caller,
  );

export const readerFor = ({ contexts }: Edge, caller: Caller): Reader => {
  const views = new Map(contexts.flatMap((context) => context.views.map((view) => [view.name, view] as const)));
  return {
    seesEveryRow: (name) => {
      const view = views.get(name);
      return view !== undefined && seesEveryRow(view, caller);
    },
  };
};

/** Everything but what is kept from the caller: what may be told of causes, and of the log to who reads it. */
export const withheldFrom = (edge: Edge, caller: Caller): ReadStore =>
  withholdingsFor(edge, caller).reduce(
    (store, withholding) => withholdingStore(store, withholding, keptOnce(edge, withholding, caller)),
    edge.views,
  );

/** Events straight from the store, without what is kept from the caller, once the views know it. Throws Problem (503). */
export async function eventsFor(
  edge: Edge,
  caller: Caller,
  events: readonly StoredEvent[],
): Promise<readonly StoredEvent[]> {
  let shown = events;
  for (const withholding of withholdingsFor(edge, caller)) {
    const last = events.findLast(({ type }) => withholding.types.includes(type));
    if (last && !(await edge.projected(last.position)))
      throw notReady('VIEWS_BEHIND', 'The views do not know these events yet, nor what is kept of them from whom');
    shown = await shownEvents(shown, withholding, keptOnce(edge, withholding, caller));
  }
  return shown;
}

const withholdingsFor = ({ contexts }: Edge, { system, roles }: Caller): readonly Withholding[] =>
  contexts
    .flatMap(({ withholding }) => withholding ?? [])
    .filter(({ openTo }) => !system && !roles.some(({ role }) => openTo.includes(role)));

type Kept = () => Promise<Withheld | undefined>;

/** Asked at most once in an answer, and only where it matters. */
function keptOnce(edge: Edge, withholding: Withholding, { id }: Caller): Kept {
  let asked: ReturnType<Kept> | undefined;
  return () => (asked ??= withholding.from(id, edge.views));
}

async function shownEvents<E extends RecordedEvent>(
  events: readonly E[],
  { types }: Withholding,
  kept: Kept,
): Promise<readonly E[]> {
  if (!events.some(({ type }) => types.includes(type))) return events;
  const withheld = await kept();
  return withheld ? events.map((event) => (types.includes(event.type) ? withheld.event(event) : event)) : events;
}

function withholdingStore(store: ReadStore, withholding: Withholding, kept: Kept): ReadStore {
  const keptIn: KeptIn = async (view, where = []) => {
    const columns = columnsOf(withholding, view);
    const withheld = columns.length > 0 ? await kept() : undefined;
    if (withheld && where.some(({ column }) => columns.includes(column))) throw notAllowed();
    return withheld;
  };
  return {
    ...barredFrom(store),
    ...currentRows(store, keptIn),
    ...rowsOverTime(store, keptIn),
    totals: async (view, total, basis, where) => {
      await keptIn(view, where);
      return store.totals(view, total, basis, where);
    },
    contentHash: async (view, basis) => {
      if (await keptIn(view)) throw notAllowed();
      return store.contentHash(view, basis);
    },
    events: async (indexes) => shownEvents(await store.events(indexes), withholding, kept),
    eventsOf: async (asked) => shownEvents(await store.eventsOf(asked), withholding, kept),
  };
}

/** What is kept from the caller in a view, if anything. Throws Problem (403) where it is filtered by what may be kept. */
type KeptIn = (view: string, where?: readonly Condition[]) => Promise<Withheld | undefined>;

const columnsOf = ({ columns }: Withholding, view: string): readonly string[] =>
  (Object.hasOwn(columns, view) ? columns[view] : undefined) ?? [];

const currentRows = (store: ReadStore, keptIn: KeptIn): Pick<ReadStore, 'one' | 'page'> => ({
  one: async (view, key, basis) => {
    const withheld = await keptIn(view);
    const { found, ...answer } = await store.one(view, key, basis);
    return { ...answer, found: found && withheld ? { ...found, row: withheld.row(view, key, found.row) } : found };
  },
  page: async (view, basis, asked) => {
    const withheld = await keptIn(view, asked.where);
    const page = await store.page(view, basis, asked);
    if (!withheld) return page;
    return { ...page, rows: page.rows.map((each) => ({ ...each, row: withheld.row(view, each.key, each.row) })) };
  },
});

const rowsOverTime = (store: ReadStore, keptIn: KeptIn): Pick<ReadStore, 'history' | 'diff'> => ({
  history: async (view, key, knownAt) => {
    const withheld = await keptIn(view);
    const { versions, ...answer } = await store.history(view, key, knownAt);
    const shown = (row: Row | null) => (row && withheld ? withheld.row(view, key, row) : row);
    return { ...answer, versions: versions.map((version) => ({ ...version, row: shown(version.row) })) };
  },
  diff: async (view, from, to, asked) => {
    const withheld = await keptIn(view, asked.where);
    const diff = await store.diff(view, from, to, asked);
    if (!withheld) return diff;
    const shown = (key: string, row: Row | null) => row && withheld.row(view, key, row);
    const entries = diff.entries.map((entry) => ({
      ...entry,
      before: shown(entry.key, entry.before),
      restated: shown(entry.key, entry.restated),
      after: shown(entry.key, entry.after),
    }));
    return { ...diff, entries };
  },
});
