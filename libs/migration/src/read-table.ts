import { createHash } from 'node:crypto';
import { bind, requiredColumnAt, type BoundField } from './columns';
import { WrongEncoding } from './decode';
import { fieldsOf, type Path } from './fields';
import type { DateRule, FileRule, Mapping, Pattern, TableFormat } from './mapping';
import { collapse, isMatch, matchesAny } from './pattern';
import type { InputFile, Place, ReadFile, Rounded, Unreadable } from './plan-types';
import { dateFormat, readDate } from './readers/date';
import type { Reading } from './readers/reading';
import { tableOf, UnreadableTable, type Table, type TableRecord } from './table';

/** What a row says, by field. Fields whose column the file lacks are not in it. */
export type Readings = ReadonlyMap<Path, Reading>;

/** A row about a project, before anybody asks which one. */
export interface RowRead extends Place {
  readonly sha256: string;
  /** The text that identifies the project. */
  readonly identity: string;
  /** Undefined if the row does not say it readably. */
  readonly returnOn: string | undefined;
  readonly readings: Readings;
}

export interface TableRead {
  readonly file: ReadFile;
  readonly rows: readonly RowRead[];
  readonly unreadable: readonly Unreadable[];
  readonly rounded: readonly Rounded[];
}

/** Nothing of the file can be imported. */
export interface TableRefused {
  readonly file: string;
  readonly faults: readonly string[];
  /** The returns that lack a file now. */
  readonly returns: readonly string[] | 'unknown';
}

/** The rows of one file by the mapping, with everything that could not be read. Pure. */
export function readTable({ name, bytes }: InputFile, mapping: Mapping): TableRead | TableRefused {
  const rule = mapping.files.find((candidate) => isMatch(candidate.name, name));
  if (!rule) return { file: name, faults: ['no entry of "files" is for this file name'], returns: [] };
  const format = { ...mapping.table, ...rule };
  const returns = typeof rule.returnOn === 'string' ? [rule.returnOn] : 'unknown';
  try {
    const table = tableOf(bytes, format);
    const layout = layoutOf(table, mapping, rule, format);
    if ('faults' in layout) return { file: name, returns, ...layout };
    return rowsOf(name, createHash('sha256').update(bytes).digest('hex'), table, layout, mapping);
  } catch (error) {
    if (!(error instanceof WrongEncoding || error instanceof UnreadableTable)) throw error;
    return { file: name, returns, faults: [error.message] };
  }
}

/** Where in this file everything stands. */
interface Layout {
  readonly fields: readonly BoundField[];
  readonly identity: readonly number[];
  readonly returnOn: string | { readonly at: number; readonly rule: DateRule };
  readonly skip: (record: TableRecord) => boolean;
}

function layoutOf(
  { headers }: Table,
  mapping: Mapping,
  { returnOn }: FileRule,
  format: TableFormat,
): Layout | { readonly faults: readonly string[] } {
  const bound = fieldsOf(mapping).map((field) => bind(field, headers));
  const identity = mapping.identity.columns.map((column) => requiredColumnAt(column, headers));
  const dated = typeof returnOn === 'string' ? undefined : requiredColumnAt(returnOn.column, headers);
  const skipped = (format.skipWhere ?? []).map(({ column, is }) => ({ found: requiredColumnAt(column, headers), is }));
  const faults = [
    ...bound.flatMap((field) => ('faults' in field ? field.faults : [])),
    ...identity.flatMap((found) => ('fault' in found ? [`identity: ${found.fault}`] : [])),
    ...(dated && 'fault' in dated ? [`returnOn: ${dated.fault}`] : []),
    ...skipped.flatMap(({ found }) => ('fault' in found ? [`skipWhere: ${found.fault}`] : [])),
  ];
  if (faults.length > 0) return { faults };
  return {
    fields: bound.flatMap((field) => ('faults' in field ? [] : [field])),
    identity: identity.flatMap((found) => ('at' in found ? [found.at] : [])),
    returnOn: typeof returnOn === 'string' ? returnOn : { at: dated && 'at' in dated ? dated.at : 0, rule: returnOn },
    skip: skipper(
      format.skipRows ?? [],
      skipped.flatMap(({ found, is }) => ('at' in found ? [{ at: found.at, is }] : [])),
    ),
  };
}

/** Rows named by number or content, and rows without any content, are about no project. */
function skipper(
  numbers: readonly number[],
  where: readonly { readonly at: number; readonly is: Pattern }[],
): Layout['skip'] {
  const skipped = new Set(numbers);
  return ({ row, cells }) =>
    skipped.has(row) ||
    cells.every((cell) => collapse(cell) === '') ||
    where.some(({ at, is }) => isMatch(is, cells[at] ?? ''));
}

function rowsOf(file: string, sha256: string, table: Table, layout: Layout, mapping: Mapping): TableRead {
  const records = table.records.filter((record) => !layout.skip(record));
  const rows = records.map((record) => rowOf(record, { file, row: record.row }, sha256, layout, mapping));
  return {
    file: {
      file,
      sha256,
      rows: records.length,
      skippedRows: table.records.length - records.length,
      returns: [...new Set(rows.flatMap(({ returnOn }) => returnOn ?? []))].sort(),
      unusedColumns: unusedColumns(table, records, layout, mapping),
      absentFields: layout.fields
        .filter(({ parts }) => parts.every(({ at }) => at === undefined))
        .map(({ field }) => field.path),
    },
    rows,
    unreadable: rows.flatMap((row, at) => unreadableIn(row, records[at], table.headers, layout)),
    rounded: rows.flatMap((row, at) => roundedIn(row, records[at], table.headers, layout)),
  };
}

function rowOf({ cells }: TableRecord, place: Place, sha256: string, layout: Layout, mapping: Mapping): RowRead {
  const present = layout.fields.filter(({ parts }) => parts.some(({ at }) => at !== undefined));
  return {
    ...place,
    sha256,
    identity: layout.identity.map((at) => cells[at] ?? '').join(' '),
    returnOn: returnOnOf(layout, cells),
    readings: new Map(present.map((bound) => [bound.field.path, readField(bound, cells, mapping)])),
  };
}

function returnOnOf({ returnOn }: Layout, cells: readonly string[]): string | undefined {
  if (typeof returnOn === 'string') return returnOn;
  const reading = readDate(
    collapse(cells[returnOn.at] ?? ''),
    returnOn.rule.formats.map(dateFormat),
    returnOn.rule.pivot,
  );
  return reading.is === 'value' ? reading.value : undefined;
}

function readField({ field, parts }: BoundField, cells: readonly string[], mapping: Mapping): Reading {
  const patterns = [...(mapping.notStated ?? []), ...(field.notStated ?? [])];
  const said = parts
    .map(({ at, heading }) => ({ heading, text: at === undefined ? '' : (cells[at] ?? '') }))
    .filter(({ text }) => collapse(text) !== '');
  const stated = said.filter(({ text }) => !matchesAny(patterns, text));
  if (stated.length > 0)
    return field.read(
      stated
        .map(({ heading, text }) => (heading ? `${heading}\n${text}` : text))
        .join('\n\n')
        .trim(),
    );
  return said.length > 0
    ? { is: 'notStated', words: said.map(({ text }) => collapse(text)).join('\n') }
    : { is: 'blank' };
}

/** The words of a field's cells as they stand, with their columns. */
function wordsOf({ parts }: BoundField, record: TableRecord | undefined, headers: readonly string[]) {
  const places = parts.flatMap(({ at }) => at ?? []);
  return {
    column: places.map((at) => collapse(headers[at] ?? '')).join(' + '),
    value: places.map((at) => record?.cells[at] ?? '').join('\n'),
  };
}

function unreadableIn(
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
    const reading = readings.get(bound.field.path);
    return reading?.is === 'unreadable' ? [{ file, row, ...wordsOf(bound, record, headers), why: reading.why }] : [];
  });
  return [...undated, ...cells];
}

function roundedIn(
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

function unusedColumns(
  { headers }: Table,
  records: readonly TableRecord[],
  layout: Layout,
  mapping: Mapping,
): readonly string[] {
  const used = new Set([
    ...layout.identity,
    ...(typeof layout.returnOn === 'string' ? [] : [layout.returnOn.at]),
    ...layout.fields.flatMap(({ parts }) => parts.flatMap(({ at }) => at ?? [])),
  ]);
  const holdsText = (at: number): boolean => records.some(({ cells }) => collapse(cells[at] ?? '') !== '');
  return headers.flatMap((header, at) =>
    used.has(at) || !holdsText(at) || matchesAny(mapping.ignoredColumns ?? [], header) ? [] : [collapse(header)],
  );
}
