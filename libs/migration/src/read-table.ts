import { createHash } from 'node:crypto';
import { WrongEncoding } from './decode';
import { roundedIn, unreadableIn, unusedColumns } from './doubts';
import { hasColumn, layoutOf, type Layout } from './layout';
import type { Mapping } from './mapping';
import { isMatch } from './pattern';
import type { InputFile, ReadFile, Rounded, Unreadable } from './plan-types';
import { rowOf, type RowRead } from './row';
import { tableOf, UnreadableTable, type Table } from './table';

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

function rowsOf(file: string, sha256: string, table: Table, layout: Layout, mapping: Mapping): TableRead {
  const records = table.records.filter((record) => !layout.skip(record));
  const rows = records.map((record) => rowOf(record, { file, row: record.row }, sha256, layout));
  return {
    file: {
      file,
      sha256,
      rows: records.length,
      skippedRows: table.records.length - records.length,
      returns: [...new Set(rows.flatMap(({ returnOn }) => returnOn ?? []))].sort(),
      unusedColumns: unusedColumns(table, records, layout, mapping),
      absentFields: layout.fields.filter((bound) => !hasColumn(bound)).map(({ field }) => field.path),
    },
    rows,
    unreadable: rows.flatMap((row, at) => unreadableIn(row, records[at], table.headers, layout)),
    rounded: rows.flatMap((row, at) => roundedIn(row, records[at], table.headers, layout)),
  };
}
