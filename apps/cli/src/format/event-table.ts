import type { LoggedEvent } from '@tabularium/read-store';
import { provenance } from './cause';
import { columnNamed, filled, renderTable, type Paper } from './table';
import { formatValue } from './value';

const COLUMNS = ['event', 'stream', 'effective', 'who', 'data', 'authority', 'evidence', 'reason', 'recorded'];

/** Events as auditors read them, one a line. */
export function eventTable(events: readonly LoggedEvent[], paper: Paper): string {
  const rows = events.map((event) => ({ ...provenance(event), data: dataWords(event.data) }));
  return renderTable(filled(COLUMNS, rows).map(columnNamed), rows, paper);
}

const dataWords = (data: LoggedEvent['data']): readonly string[] =>
  Object.entries(data).map(([name, value]) => `${name} ${formatValue(value)}`);
