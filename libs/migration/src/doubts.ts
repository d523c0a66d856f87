import type { BoundField } from './columns';
import type { Layout } from './layout';
import type { Mapping } from './mapping';
import { collapse, matcher } from './pattern';
import type { Rounded, Unreadable } from './plan-types';
import type { Reading } from './readers/reading';
import type { RowRead } from './row';
import type { Table, TableRecord } from './table';

/** The cells of a row that state something nobody can read. */
export function unreadableIn(
  { file, row, readings, returnOn }: RowRead,
  record: TableRecord | undefined,
  headers: readonly string[],
  layout: Layout,
): readonly Unreadable[] {
  const undated =
    returnOn === undefined && typeof layout.returnOn !== 'string'
      ? [
          {
            file,
            row,
            column: headers[layout.returnOn.at] ?? '',
            value: record?.cells[layout.returnOn.at] ?? '',
            why: 'no return date',
          },
        ]
      : [];
  const cells = layout.fields.flatMap((bound) => {
    const why = problemIn(readings.get(bound.field.path));
    return why === undefined ? [] : [{ file, row, ...wordsOf(bound, record, headers), why }];
  });
  return [...undated, ...cells];
}

/** The amounts of a row that are finer than the minor unit. */
export function roundedIn(
  { file, row, readings }: RowRead,
  record: TableRecord | undefined,
  headers: readonly string[],
  layout: Layout,
): readonly Rounded[] {
  return layout.fields.flatMap((bound) => {
    const reading = readings.get(bound.field.path);
    if (reading?.is !== 'value' || !reading.rounded || typeof reading.value === 'string') return [];
    return [{ file, row, ...wordsOf(bound, record, headers), kept: reading.value }];
  });
}

/** Columns with content that no field reads and the mapping does not ignore; those without header by their number. */
export function unusedColumns(
  { headers }: Table,
  records: readonly TableRecord[],
  layout: Layout,
  mapping: Mapping,
): readonly string[] {
  const isIgnored = matcher(mapping.ignoredColumns ?? []);
  const used = new Set([
    ...layout.identity,
    ...(typeof layout.returnOn === 'string' ? [] : [layout.returnOn.at]),
    ...layout.fields.flatMap(({ parts }) => parts.flatMap(({ at }) => at ?? [])),
  ]);
  const filled = new Set(
    records.flatMap(({ cells }) => cells.flatMap((cell, at) => (collapse(cell) === '' ? [] : [at]))),
  );
  return [...filled]
    .filter((at) => !used.has(at) && !isIgnored(headers[at] ?? ''))
    .sort((a, b) => a - b)
    .map((at) => collapse(headers[at] ?? '') || `column ${at + 1}, without a header`);
}

const problemIn = (reading: Reading | undefined): string | undefined => {
  if (reading?.is === 'unreadable') return reading.why;
  return reading?.is === 'value' && reading.damaged
    ? 'a byte of it is no character; kept with \uFFFD in its place'
    : undefined;
};

/** The words of a field's cells as they stand, with their columns. */
function wordsOf({ parts }: BoundField, record: TableRecord | undefined, headers: readonly string[]) {
  const places = parts.flatMap(({ at }) => at ?? []);
  return {
    column: places.map((at) => collapse(headers[at] ?? '')).join(' + '),
    value: places.map((at) => record?.cells[at] ?? '').join('\n'),
  };
}
