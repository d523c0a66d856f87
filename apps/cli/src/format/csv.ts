import { decimalsOf } from '@tabularium/kernel';
import { stringify } from 'csv-stringify/sync';
import type { KeyedRow, Row } from '@tabularium/read-store';
import { decimalText, isMoney } from './money';

/** Columns of a file: an amount takes two, the decimal and the currency. */
export interface CsvColumn {
  readonly heading: string;
  readonly of: (row: KeyedRow) => string;
}

/** What the columns of a view become in a file; `types` as `GET /api/views` gives them. */
export const csvColumns = (types: Readonly<Record<string, string>>, names: readonly string[]): readonly CsvColumn[] =>
  names.flatMap((name) => {
    if (name === 'key') return [{ heading: name, of: ({ key }: KeyedRow) => textCell(key) }];
    if (types[name] !== 'money') return [{ heading: name, of: ({ row }: KeyedRow) => cell(row[name]) }];
    return [
      { heading: name, of: ({ row }: KeyedRow) => amount(row, name) },
      { heading: `${name}.ccy`, of: ({ row }: KeyedRow) => currency(row, name) },
    ];
  });

/** RFC 4180 lines; a cell that a spreadsheet would take for a formula starts with an apostrophe. */
export const csvLines = (rows: readonly (readonly string[])[]): string =>
  stringify(
    rows.map((row) => [...row]),
    { record_delimiter: '\r\n' },
  );

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return textCell(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return textCell(Array.isArray(value) ? value.map(cell).join('; ') : JSON.stringify(value));
}

/** OWASP's list of what starts a formula; plain decimals are written elsewhere and keep their minus. */
export const textCell = (text: string): string => (/^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text);

function amount(row: Row, name: string): string {
  const value = row[name];
  return isMoney(value) ? decimalText(value.minor, decimalsOf(value.ccy)) : '';
}

function currency(row: Row, name: string): string {
  const value = row[name];
  return isMoney(value) ? value.ccy : '';
}
