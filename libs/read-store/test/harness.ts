import type { LoggedEvent, ReadStore } from '../src/port';
import type { ReadStoreOptions } from '../src/store';
import type { Random } from './random';

/** Where one store keeps its tables. */
export interface Site {
  open(options: ReadStoreOptions): Promise<ReadStore>;
  /** Versions and removals of the active build of a view, ids and all, a line each. */
  dump(view: string): Promise<readonly string[]>;
  /** Source of a function from ReadStoreOptions to an open store, for a child process; `require` finds `src/`. */
  readonly openInChild: string;
  destroy(): Promise<void>;
}

/** What an adapter brings to the suite: a new, empty site for each test. */
export interface Harness {
  readonly name: string;
  /** Share of the random logs and kills that a run of the suite affords, 0 to 1; default all. */
  readonly effort?: number;
  create(): Promise<Site>;
}

export const ZONE = 'Europe/London';

/** Opens a store on a site of its own, does the work, and closes and removes both. */
export async function withStore(
  harness: Harness,
  options: Partial<ReadStoreOptions> & Pick<ReadStoreOptions, 'views'>,
  work: (store: ReadStore, site: Site) => Promise<void>,
): Promise<void> {
  const site = await harness.create();
  const store = await site.open({ timeZone: ZONE, today: () => '2024-02-01', ...options });
  try {
    await work(store, site);
  } finally {
    await store.close();
    await site.destroy();
  }
}

/** Takes the store over and ingests events in batches of random sizes. */
export async function ingestAll(
  store: ReadStore,
  events: readonly LoggedEvent[],
  random?: Random,
  largest = 10,
): Promise<number> {
  const epoch = await store.takeOver();
  for (let at = 0; at < events.length;) {
    const size = random ? random.int(1, largest) : events.length;
    await store.ingest(epoch, events.slice(at, at + size), { catchingUp: random?.chance(0.3) ?? false });
    at += size;
  }
  return epoch;
}
