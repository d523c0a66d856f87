import type { LoggedEvent } from '@tabularium/read-store';
import { columnNamed, renderTable, type Paper } from './table';
import { formatValue } from './value';

/** Events as auditors read them: what, when, by whom, by what right, on what evidence. */
export function eventTable(events: readonly LoggedEvent[], paper: Paper): string {
  return renderTable(
    ['index', 'recorded', 'effective', 'what', 'stream', 'who', 'authority', 'evidence', 'reason', 'data'].map(
      columnNamed,
    ),
    events.map(eventRow),
    paper,
  );
}

const eventRow = ({ index, type, stream, data, metadata }: LoggedEvent): Readonly<Record<string, unknown>> => ({
  index: `#${index}`,
  recorded: metadata.recordedAt.slice(0, 19),
  effective: metadata.effectiveAt.slice(0, 10),
  what: type,
  stream,
  who: metadata.actor.role ? `${metadata.actor.id} (${metadata.actor.role})` : metadata.actor.id,
  authority: authorityOf(metadata.authority),
  evidence: metadata.evidence?.map(evidenceOf),
  reason: metadata.reason,
  data: Object.entries(data).map(([name, value]) => `${name} ${formatValue(value)}`),
});

/** `DELEGATION a.b-1 up to £5,000.00` */
export const authorityOf = ({ basis, ref, limit }: LoggedEvent['metadata']['authority']): string =>
  [basis, ref, limit && `up to ${formatValue(limit)}`].filter(Boolean).join(' ');

/** `2021.csv row 17`, or a document and its version. */
export const evidenceOf = ({
  file,
  row,
  documentId,
  version,
  sha256,
}: NonNullable<LoggedEvent['metadata']['evidence']>[number]): string =>
  [
    file,
    row === undefined ? undefined : `row ${row}`,
    documentId,
    version && `version ${version}`,
    file ? undefined : sha256?.slice(0, 12),
  ]
    .filter(Boolean)
    .join(' ');
