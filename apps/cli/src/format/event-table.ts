import type { LoggedEvent } from '@tabularium/read-store';
import { provenance } from './cause';
import { columnNamed, renderTable, type Paper } from './table';
import { formatValue } from './value';

const COLUMNS = ['event', 'stream', 'effective', 'recorded', 'who', 'authority', 'evidence', 'data', 'reason'];

/** Events as auditors read them, one a line. */
export const eventTable = (events: readonly LoggedEvent[], paper: Paper): string =>
  renderTable(
    COLUMNS.map(columnNamed),
    events.map((event) => ({ ...provenance(event), data: dataWords(event.data) })),
    paper,
  );

const dataWords = (data: LoggedEvent['data']): readonly string[] =>
  Object.entries(data).map(([name, value]) => `${name} ${formatValue(value)}`);
