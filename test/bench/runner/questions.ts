import type { BasisAsked, ReadStore } from '@tabularium/read-store';
import { dayAt, instantAt, noise, type ReportLog } from './report-log';

/** A kind of question; the n-th of it to a store. */
export interface Question {
  readonly what: string;
  /** To reach, ms, p99. */
  readonly atMostMs: number;
  /** Of many rows: asked less often. */
  readonly isLarge: boolean;
  readonly ask: (store: ReadStore, log: ReportLog, n: number) => Promise<unknown>;
}

const page = { limit: 50, sort: ['-budget'] };

/** Knowledge of some day between a tenth and nine tenths of the log, about a day before it. */
function past(log: ReportLog, n: number): BasisAsked {
  const knownAt = Math.floor((0.1 + 0.8 * noise(n)) * log.events);
  return { knownAt, asOf: instantAt(log, noise(n + 9) * knownAt) };
}

export const questions: readonly Question[] = [
  {
    what: 'one project, any basis',
    atMostMs: 0.2,
    isLarge: false,
    ask: (store, log, n) => store.one('portfolio', `P${Math.floor(noise(n + 5) * log.keys)}`, past(log, n)),
  },
  {
    what: 'page of 50, sorted, past',
    atMostMs: 30,
    isLarge: true,
    ask: (store, log, n) => store.page('portfolio', past(log, n), page),
  },
  {
    what: 'totals, today',
    atMostMs: 1,
    isLarge: false,
    ask: (store) => store.totals('portfolio', 'budgets', {}),
  },
  {
    what: 'totals, past',
    atMostMs: 30,
    isLarge: true,
    ask: (store, log, n) => store.totals('portfolio', 'budgets', past(log, n)),
  },
  {
    what: 'page of 50, sorted, current',
    atMostMs: 0.5,
    isLarge: false,
    ask: (store) => store.page('portfolio', {}, page),
  },
  {
    what: 'diff of a day, with causes',
    atMostMs: 15,
    isLarge: true,
    ask: (store, log, n) => diffOfADay(store, log, n),
  },
];

/** With the events it names, as an answer shows them. */
export async function diffOfADay(store: ReadStore, log: ReportLog, n: number): Promise<number> {
  const days = n % 300;
  const asked = [{ asOf: dayAt(log, 0.5, days) }, { asOf: dayAt(log, 0.5, days + 1) }] as const;
  const { entries } = await store.diff('portfolio', ...asked, { limit: 10_000 });
  await store.events([...new Set(entries.flatMap(({ causes }) => causes))]);
  return entries.length;
}
