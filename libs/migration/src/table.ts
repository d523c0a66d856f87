import { parse } from 'csv-parse/sync';
import { decode } from './decode';
import type { TableFormat } from './mapping';

/** One record: a row, or a column if the file holds one project per column. */
export interface TableRecord {
  /** As a spreadsheet counts, from 1. */
  readonly row: number;
  readonly cells: readonly string[];
}

export interface Table {
  readonly headers: readonly string[];
  readonly records: readonly TableRecord[];
}

/** The file is no table of the kind the mapping describes. */
export class UnreadableTable extends Error {
  override readonly name = 'UnreadableTable';
}

/** All of them, because files that were joined by hand mix them. */
const RECORD_ENDS = ['\r\n', '\n', '\r'];

const SPREADSHEET = [0x50, 0x4b, 0x03, 0x04];

/** Headers and records of a delimited file. Throws WrongEncoding or UnreadableTable. */
export function tableOf(bytes: Uint8Array, format: TableFormat): Table {
  if (SPREADSHEET.every((byte, at) => bytes[at] === byte))
    throw new UnreadableTable('is a workbook; save each sheet as CSV and import that');
  const rows = split(decode(bytes, format.encoding ?? 'utf-8'), format.delimiter ?? ',');
  const records = format.orientation === 'columns' ? transposed(rows) : rows;
  const headerRow = format.headerRow ?? 1;
  const headers = records[headerRow - 1];
  if (!headers) throw new UnreadableTable(`has no ${format.orientation === 'columns' ? 'column' : 'row'} ${headerRow}`);
  return {
    headers,
    records: records.map((cells, at) => ({ row: at + 1, cells })).slice(headerRow),
  };
}

function split(text: string, delimiter: string): readonly (readonly string[])[] {
  try {
    return parse(text, {
      delimiter,
      record_delimiter: RECORD_ENDS,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
    });
  } catch (error) {
    throw new UnreadableTable(error instanceof Error ? error.message : 'is no delimited text', { cause: error });
  }
}

function transposed(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const width = rows.reduce((widest, { length }) => Math.max(widest, length), 0);
  return Array.from({ length: width }, (_, column) => rows.map((row) => row[column] ?? ''));
}
