import type { Sight } from '@tabularium/identity';
import type { Condition, DiffEntry, DiffKind, ReadStore, Row, View } from '@tabularium/read-store';
import { notAllowed } from '../problem';

/**
 * The views as a caller sees them: rows outside the caller's projects are not there. A view without a column that names
 * the project, a content hash and raw events are not for callers limited to projects. Throws Problem (403).
 */
export function sightedStore(store: ReadStore, views: readonly View[], sight: Sight): ReadStore {
  if (sight === 'everything') return store;
  if (sight === 'nothing') throw notAllowed();
  return { ...barredFrom(store), ...limitedTo(store, (view) => limitOf(views, view, sight.projects)) };
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
  condition,
];

const barred = (): Promise<never> => Promise.reject(notAllowed());

/** What says nothing about rows is answered; everything else is refused. */
const barredFrom = (store: ReadStore): Omit<ReadStore, keyof Limited> => ({
  name: store.name,
  resolve: (basis) => store.resolve(basis),
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
  readonly condition: Condition;
  readonly shows: (row: Row | null) => boolean;
}

function limitOf(views: readonly View[], name: string, projects: readonly string[]): Limit {
  const column = views.find((view) => view.name === name)?.scope;
  if (!column) throw notAllowed();
  const own: ReadonlySet<unknown> = new Set(projects);
  return {
    condition: { column, is: 'in', values: projects },
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
