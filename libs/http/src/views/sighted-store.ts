import { sightOf, type Caller } from '@tabularium/identity';
import type { Condition, DiffEntry, DiffKind, ReadStore, Row, View } from '@tabularium/read-store';
import { notAllowed } from '../problem';

/**
 * The views as a caller sees them: rows outside the caller's projects are not there, nor what is personal to others. A
 * view without a column that names the project, a content hash and raw events are not for callers limited to projects;
 * nor is a content hash of a view of which the caller sees only their own rows. Throws Problem (403).
 */
export function sightedStore(store: ReadStore, views: readonly View[], caller: Caller): ReadStore {
  const sight = sightOf(caller);
  if (sight === 'nothing') throw notAllowed();
  if (sight === 'everything') return withoutOthers(store, views, caller);
  return { ...barredFrom(store), ...limitedTo(store, (view) => limitOf(views, view, sight.projects)) };
}

/** Whether neither projects nor what is personal to others limits what the caller sees of a view. */
export const seesEveryRow = ({ personal }: View, caller: Caller): boolean =>
  sightOf(caller) === 'everything' && (personal === undefined || isOpen(personal, caller));

const isOpen = ({ openTo }: NonNullable<View['personal']>, { system, roles }: Caller): boolean =>
  system || roles.some(({ role }) => openTo.includes(role));

/** Everything but what is personal to others. */
function withoutOthers(store: ReadStore, views: readonly View[], caller: Caller): ReadStore {
  const closed = new Map(
    views.flatMap(({ name, personal }) =>
      personal && !isOpen(personal, caller) ? [[name, personal.column] as const] : [],
    ),
  );
  if (closed.size === 0) return store;
  const limits = (view: string): Limit => {
    const column = closed.get(view);
    return column === undefined ? NO_LIMIT : limitTo(column, [caller.id]);
  };
  return {
    ...barredFrom(store),
    ...limitedTo(store, limits),
    contentHash: (view, basis) => (closed.has(view) ? barred() : store.contentHash(view, basis)),
    events: (indexes) => store.events(indexes),
    eventsOf: (asked) => store.eventsOf(asked),
  };
}

type Limited = Pick<ReadStore, 'one' | 'page' | 'history' | 'diff' | 'totals'>;

function limitedTo(store: ReadStore, limits: (view: string) => Limit): Limited {
  return {
    one: async (view, key, basis) => {
      const { shows } = limits(view);
      const { basis: resolved, found } = await store.one(view, key, basis);
      return { basis: resolved, found: found && shows(found.row) ? found : null };
    },
    page: (view, basis, page) => store.page(view, basis, { ...page, where: narrowed(page.where, limits(view)) }),
    history: async (view, key, knownAt) => {
      const { shows } = limits(view);
      const { basis, versions } = await store.history(view, key, knownAt);
      const isVisible = versions.some(({ row }) => shows(row));
      return { basis, versions: isVisible ? versions.filter(({ row }) => !row || shows(row)) : [] };
    },
    diff: async (view, from, to, page) => {
      const limit = limits(view);
      const diff = await store.diff(view, from, to, { ...page, where: narrowed(page.where, limit) });
      return { ...diff, entries: diff.entries.flatMap((entry) => seen(entry, limit.shows)) };
    },
    totals: (view, total, basis, where) => store.totals(view, total, basis, narrowed(where, limits(view))),
  };
}

const narrowed = (where: readonly Condition[] | undefined, { condition }: Limit): readonly Condition[] => [
  ...(where ?? []),
  ...(condition ? [condition] : []),
];

const barred = (): Promise<never> => Promise.reject(notAllowed());

/** What says nothing about rows is answered; everything else is refused. */
export const barredFrom = (store: ReadStore): Omit<ReadStore, keyof Limited> => ({
  name: store.name,
  resolve: (basis) => store.resolve(basis),
  dayOf: (instant) => store.dayOf(instant),
  checkpoint: () => store.checkpoint(),
  status: () => store.status(),
  waitFor: (view, index, timeoutMs) => store.waitFor(view, index, timeoutMs),
  contentHash: barred,
  events: barred,
  eventsOf: barred,
  claim: barred,
  takeOver: barred,
  clockMs: barred,
  release: barred,
  consumers: barred,
  markFault: barred,
  ingest: barred,
  moveTo: barred,
  rebuild: barred,
  consumedTo: barred,
  markConsumed: barred,
  close: barred,
});

interface Limit {
  readonly condition?: Condition;
  readonly shows: (row: Row | null) => boolean;
}

const NO_LIMIT: Limit = { shows: (row) => row !== null };

function limitOf(views: readonly View[], name: string, projects: readonly string[]): Limit {
  const column = views.find((view) => view.name === name)?.scope;
  if (!column) throw notAllowed();
  return limitTo(column, projects);
}

function limitTo(column: string, values: readonly string[]): Limit {
  const own: ReadonlySet<unknown> = new Set(values);
  return {
    condition: { column, is: 'in', values },
    shows: (row) => row !== null && own.has(row[column]),
  };
}

/** A row that left or entered the caller's projects has, to the caller, gone or come. */
function seen(entry: DiffEntry, shows: Limit['shows']): readonly DiffEntry[] {
  const visible = (row: Row | null) => (shows(row) ? row : null);
  const rows = { before: visible(entry.before), restated: visible(entry.restated), after: visible(entry.after) };
  if (!rows.before && !rows.restated && !rows.after) return [];
  return [{ ...entry, ...rows, kinds: kindsSeen(entry, rows) }];
}

function kindsSeen({ kinds }: DiffEntry, { before, after }: Pick<DiffEntry, 'before' | 'after'>): readonly DiffKind[] {
  const restated = kinds.filter((kind) => kind === 'restated');
  if (!before && after) return ['added', ...restated];
  if (before && !after) return ['removed', ...restated];
  return kinds;
}
