import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BasisAsked, LoggedEvent, ReadStore, View } from '@tabularium/read-store';
import { openSqliteReadStore, view } from '@tabularium/read-store';

/**
 * Ingest of one view of 12 columns in large batches against parsing and folding the same events in memory, in date order
 * and with late facts, then questions to what was written.
 *
 *   node -r ./tools/typescript.cjs test/bench/read-store.bench.ts [keys] [events a key] [questions]
 */
/* Under load only the processor's time and the ratio mean anything. */
const [keys = 500, eventsAKey = 100, questions = 200] = process.argv.slice(2).map(Number);
const events = keys * eventsAKey;
const BATCH = 20_000;
const START = Date.parse('2015-01-01T00:00:00.000Z');
const MINUTE = 60_000;
const step = Math.floor((9 * 365 * 24 * 60) / events) * MINUTE;
const today = new Date(START + (events + 1) * step).toISOString().slice(0, 10);

interface Reported {
  readonly status: string;
  readonly owner: string;
  readonly amount: number;
}

const portfolio: View = view<{ readonly Reported: Reported }>()({
  name: 'portfolio',
  version: 1,
  title: 'Projects as last reported',
  columns: {
    name: { type: 'text', title: 'Name' },
    status: { type: 'text', title: 'Status', indexed: true },
    owner: { type: 'text', title: 'Owner' },
    budget: { type: 'money', title: 'Budget', indexed: true },
    spent: { type: 'money', title: 'Spent' },
    stage: { type: 'int', title: 'Stage' },
    late: { type: 'flag', title: 'Late' },
    start: { type: 'date', title: 'Start' },
    finish: { type: 'date', title: 'Finish' },
    sponsor: { type: 'text', title: 'Sponsor' },
    department: { type: 'text', title: 'Department' },
    note: { type: 'text', title: 'Note' },
  },
  totals: {
    budgets: {
      title: 'Budgets by status',
      groupBy: ['status'],
      measures: { projects: { of: 'count' }, budget: { of: 'sum', column: 'budget' } },
    },
  },
  steps: {
    Reported: (row, { entityId, data }) => ({
      name: `Project ${entityId}`,
      status: data.status,
      owner: data.owner,
      budget: { minor: String(data.amount), ccy: 'GBP' },
      spent: row?.budget ?? null,
      stage: data.amount % 7,
      late: data.amount % 3 === 0,
      start: '2015-04-01',
      finish: '2031-03-31',
      sponsor: 'Permanent Secretary',
      department: 'Transport',
      note: null,
    }),
  },
});

/** The same numbers for the same call. */
const noise = (n: number): number => (Math.imul(n ^ 0x9e3779b9, 0x85ebca6b) >>> 0) / 4_294_967_296;

function eventAt(index: number, lateShare: number): LoggedEvent {
  const recordedAt = START + index * step;
  const late = noise(index) < lateShare ? Math.floor(noise(index + 1) * 365 * 24 * 60) * MINUTE : 0;
  const amount = Math.floor(noise(index * 3) * 1e9);
  return {
    id: `00000000-0000-4000-8000-${String(Math.floor(noise(index * 7) * 1e12)).padStart(12, '0')}`,
    index,
    position: String(index).padStart(16, '0'),
    stream: `project-P${index % keys}`,
    revision: Math.floor(index / keys),
    type: 'Reported',
    data: {
      status: ['GREEN', 'AMBER', 'RED', 'CLOSED'][amount % 4],
      owner: `owner-${amount % 50}`,
      amount,
      text: 'x'.repeat(500),
    },
    metadata: {
      schemaVersion: 1,
      recordedAt: new Date(recordedAt).toISOString(),
      effectiveAt: new Date(Math.max(START, recordedAt - late)).toISOString(),
      actor: { id: 'ana', role: 'PMO' },
      authority: { basis: 'ROLE', ref: 'PMO' },
      commandId: `command-${index}`,
      commandHash: 'f'.repeat(64),
      correlationId: `correlation-${index}`,
      causationId: `causation-${index}`,
    },
  };
}

const textsFrom = (from: number, lateShare: number): readonly string[] =>
  Array.from({ length: Math.min(BATCH, events - from) }, (_, n) => JSON.stringify(eventAt(from + n, lateShare)));

const parsed = (texts: readonly string[]): readonly LoggedEvent[] =>
  texts.map((text) => JSON.parse(text) as LoggedEvent);

/** Processor time of this process, ms: what counts where the machine is shared. */
function processor(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** Processor time, ms, of parsing and folding in memory, and of parsing and ingesting. */
async function ingest(store: ReadStore, lateShare: number): Promise<{ readonly bare: number; readonly kept: number }> {
  const epoch = await store.takeOver();
  const rows = new Map<string, object | null>();
  const spent = { bare: 0, kept: 0 };
  for (let from = 0; from < events; from += BATCH) {
    const texts = textsFrom(from, lateShare);
    let start = processor();
    for (const event of parsed(texts)) fold(rows, event);
    spent.bare += processor() - start;
    start = processor();
    await store.ingest(epoch, parsed(texts), { catchingUp: from + BATCH < events });
    spent.kept += processor() - start;
  }
  return spent;
}

function fold(rows: Map<string, object | null>, event: LoggedEvent): void {
  const steps = portfolio.steps[event.type];
  if (!steps) return;
  const seen = { ...event, entityId: event.stream.slice(8) };
  for (const key of steps.keys(seen)) rows.set(key, steps.step((rows.get(key) ?? null) as never, seen, key));
}

async function measure(name: string, ask: (n: number) => Promise<unknown>, times = questions): Promise<void> {
  const took: number[] = [];
  const before = processor();
  for (let n = 0; n < times; n++) {
    const start = performance.now();
    await ask(n);
    took.push(performance.now() - start);
  }
  const mean = ((processor() - before) / times).toFixed(2);
  took.sort((a, b) => a - b);
  const at = (share: number): string =>
    (took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0).toFixed(2);
  console.log(
    `${name.padEnd(46)} p50 ${at(0.5).padStart(8)} ms   p99 ${at(0.99).padStart(8)} ms   processor ${mean.padStart(8)} ms`,
  );
}

const past = (n: number): BasisAsked => {
  const knownAt = Math.floor((0.1 + 0.8 * noise(n)) * events);
  return { knownAt, asOf: new Date(START + Math.floor(noise(n + 9) * knownAt) * step).toISOString() };
};
const dayAt = (share: number, days = 0): string =>
  new Date(START + share * events * step + days * 24 * 60 * MINUTE).toISOString().slice(0, 10);

async function ask(store: ReadStore): Promise<void> {
  const page = { limit: 50, sort: ['-budget'] };
  await measure('one key, any basis', (n) => store.one('portfolio', `P${n % keys}`, past(n)));
  await measure('page of 50, sorted, current', () => store.page('portfolio', {}, page));
  await measure('page of 50, filtered and sorted, current', () =>
    store.page('portfolio', {}, { ...page, where: [{ column: 'status', is: 'in', values: ['RED'] }] }),
  );
  await measure('page of 50, sorted, past', (n) => store.page('portfolio', past(n), page));
  const oldKnowledge = { knownAt: Math.floor(events / 10) };
  await measure('page of 50, old knowledge about today', () => store.page('portfolio', oldKnowledge, page));
  await measure('totals, today', () => store.totals('portfolio', 'budgets', {}));
  await measure('totals, past', (n) => store.totals('portfolio', 'budgets', past(n)));
  await measure('history of a key', (n) => store.history('portfolio', `P${n % keys}`));
  const few = Math.max(5, Math.floor(questions / 10));
  await measure(
    'diff of a day, with causes',
    (n) => store.diff('portfolio', { asOf: dayAt(0.5, n) }, { asOf: dayAt(0.5, n + 1) }, { limit: 10_000 }),
    few,
  );
  await measure(
    'diff of a quarter, page of 50',
    (n) => store.diff('portfolio', { asOf: dayAt(0.5, n) }, { asOf: dayAt(0.5, n + 91) }, { limit: 50 }),
    few,
  );
  await measure(`content hash of ${keys} rows`, (n) => store.contentHash('portfolio', past(n)), few);
}

async function run(lateShare: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tabularium-bench-'));
  const file = join(folder, 'views.db');
  const options = { file, views: [portfolio], timeZone: 'Europe/London', today: () => today };
  const store = await openSqliteReadStore(options);
  console.log(`\n${events} events, ${keys} keys, ${lateShare * 100} % late`);
  const { bare, kept } = await ingest(store, lateShare);
  const rate = (ms: number): string => `${Math.round(events / (ms / 1_000)).toLocaleString('en')} events/s`;
  console.log(`parse + fold ${rate(bare)}, ingest ${rate(kept)}, ratio ${(bare / kept).toFixed(3)}`);
  console.log(
    `file ${Math.round(statSync(file).size / events)} bytes an event, memory ${Math.round(process.memoryUsage().rss / 1e6)} MB`,
  );
  await ask(store);
  await store.close();
  rmSync(folder, { recursive: true });
}

void run(0).then(() => run(0.05));
