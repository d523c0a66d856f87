import type { LoggedEvent, View } from '@tabularium/read-store';
import { view } from '@tabularium/read-store';
import type { Sizes } from './bench';

/** A log of statements about projects over nine years, and one view of 12 columns over it: the same for the same sizes. */
export interface ReportLog {
  readonly events: number;
  readonly keys: number;
  /** Share of the events that are recorded up to a year after they took effect. */
  readonly late: number;
}

export const reportLog = (sizes: Pick<Sizes, 'keys'>, events: number, late = 0): ReportLog => ({
  events,
  keys: sizes.keys,
  late,
});

const START = Date.parse('2015-01-01T00:00:00.000Z');
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const stepOf = ({ events }: ReportLog): number => Math.max(1, Math.floor((9 * 365 * 24 * 60) / events)) * MINUTE;

/** When the event of an index was recorded; an index may be a fraction of the log. */
export const instantAt = (log: ReportLog, index: number): string =>
  new Date(START + Math.floor(index) * stepOf(log)).toISOString();

/** Days after the instant at a share of the log. */
export const dayAt = (log: ReportLog, share: number, days = 0): string =>
  new Date(START + share * log.events * stepOf(log) + days * DAY).toISOString().slice(0, 10);

/** The day after the last event. */
export const todayOf = (log: ReportLog): string => dayAt(log, 1, 1);

/** The same number, 0 to 1, for the same call. */
export const noise = (n: number): number => (Math.imul(n ^ 0x9e3779b9, 0x85ebca6b) >>> 0) / 4_294_967_296;

interface Reported {
  readonly status: string;
  readonly owner: string;
  readonly amount: number;
}

export const reports: View = reportsOf(1);

/** The view in a version. */
export function reportsOf(version: number): View {
  return view<{ readonly Reported: Reported }>()({
    name: 'portfolio',
    version,
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
        // From the row before: an event that comes late changes the one that follows it.
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
}

/** The events of a stretch, as text. */
export const textsOf = (log: ReportLog, from: number, count: number): readonly string[] =>
  Array.from({ length: Math.min(count, log.events - from) }, (_, n) => JSON.stringify(eventAt(log, from + n)));

export const parsed = (texts: readonly string[]): readonly LoggedEvent[] =>
  texts.map((text) => JSON.parse(text) as LoggedEvent);

/** About 600 bytes of data and 430 of metadata. */
function eventAt(log: ReportLog, index: number): LoggedEvent {
  const recordedAt = START + index * stepOf(log);
  const late = noise(index) < log.late ? Math.floor(noise(index + 1) * 365 * 24 * 60) * MINUTE : 0;
  return {
    id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    index,
    position: String(index).padStart(16, '0'),
    stream: `project-P${index % log.keys}`,
    revision: Math.floor(index / log.keys),
    type: 'Reported',
    data: { ...reportedAt(index) },
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

export function reportedAt(index: number): Reported & { readonly text: string } {
  const amount = Math.floor(noise(index * 3) * 1e9);
  const status = ['GREEN', 'AMBER', 'RED', 'CLOSED'][amount % 4] ?? '';
  return { status, owner: `owner-${amount % 50}`, amount, text: 'x'.repeat(500) };
}
