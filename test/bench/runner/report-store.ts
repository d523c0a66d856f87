import { openSqliteReadStore, type LoggedEvent, type ReadStore } from '@tabularium/read-store';
import { rm } from 'node:fs/promises';
import type { Bench } from './bench';
import type { Site } from './site';
import { parsed, reports, textsOf, todayOf, type ReportLog } from './report-log';

/** Events handed over at once while a log is read. */
const BATCH = 20_000;

/** A read store with a log in it, and how long it took, ms, beside parsing and folding the same events in memory. */
export interface Filled {
  readonly store: ReadStore;
  readonly log: ReportLog;
  readonly ingestMs: number;
  readonly foldMs: number;
}

const filled = new WeakMap<Site, Map<string, Promise<Filled>>>();

/** Filled when a line first asks for it, and shared by all lines of a run. */
export function storeWith(bench: Bench, log: ReportLog): Promise<Filled> {
  const known = filled.get(bench.run) ?? new Map<string, Promise<Filled>>();
  filled.set(bench.run, known);
  const name = JSON.stringify(log);
  const store = known.get(name) ?? fill(bench, log);
  known.set(name, store);
  return store;
}

/** Both ways take turns, batch by batch. */
async function fill({ run: site, say }: Bench, log: ReportLog): Promise<Filled> {
  say(`  (${log.events.toLocaleString('en')} events, ${log.late * 100} % late, into a read store)`);
  const file = site.path('views.db');
  const store = await openSqliteReadStore({
    file,
    views: [reports],
    timeZone: 'Europe/London',
    today: () => todayOf(log),
  });
  site.onEnd(() => store.close().then(() => rm(file)));
  const epoch = await store.takeOver();
  const rows = new Map<string, object | null>();
  let [ingestMs, foldMs] = [0, 0];
  for (let from = 0; from < log.events; from += BATCH) {
    const texts = textsOf(log, from, BATCH);
    const since = performance.now();
    for (const event of parsed(texts)) fold(rows, event);
    const between = performance.now();
    await store.ingest(epoch, parsed(texts), { catchingUp: from + BATCH < log.events });
    foldMs += between - since;
    ingestMs += performance.now() - between;
  }
  return { store, log, ingestMs, foldMs };
}

/** What is left when nothing is written: one state for each key. */
function fold(rows: Map<string, object | null>, event: LoggedEvent): void {
  const steps = reports.steps[event.type];
  if (!steps) return;
  const seen = { ...event, entityId: event.stream.slice('project-'.length) };
  // The state is what the step last answered.
  for (const key of steps.keys(seen)) rows.set(key, steps.step((rows.get(key) ?? null) as never, seen, key));
}
