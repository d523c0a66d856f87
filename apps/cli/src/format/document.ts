import type { Basis } from '@tabularium/read-store';
import { basisLine } from './basis';
import { isMoney } from './money';
import { renderRecord } from './record';
import { columnNamed, renderTable, type Paper } from './table';

type Fields = Readonly<Record<string, unknown>>;

/** Any answer of the API: its plain fields and each part as a record, its lists of rows as tables, its basis as the last line. */
export function renderDocument(value: unknown, paper: Paper): string {
  if (!isFields(value)) return renderRecord({ answer: value }, paper);
  const { basis, ...rest } = value;
  const tables = Object.entries(rest).filter(isTable);
  const parts = Object.entries(rest).filter(isPart);
  const plain = Object.fromEntries(Object.entries(rest).filter((entry) => !isTable(entry) && !isPart(entry)));
  return [
    ...(Object.keys(plain).length > 0 ? [renderRecord(plain, paper)] : []),
    ...parts.map(([name, part]) => `${name}\n${renderRecord(part, paper)}`),
    ...tables.map(([name, rows]) => `${name}\n${tableOf(rows, paper)}`),
    ...(isBasis(basis) ? [basisLine(basis)] : []),
  ].join('\n\n');
}

function tableOf(rows: readonly Fields[], paper: Paper): string {
  const flat = rows.map(flattened);
  const names = [...new Set(flat.flatMap((row) => Object.keys(row)))];
  return renderTable(names.map(columnNamed), flat, paper);
}

/** Rows of views keep their columns under `row`. */
const flattened = ({ row, ...rest }: Fields): Fields =>
  isFields(row) ? { ...rest, ...row } : { ...rest, ...(row === undefined ? {} : { row }) };

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A record within the answer. */
const isPart = (entry: readonly [string, unknown]): entry is [string, Fields] =>
  isFields(entry[1]) && !isMoney(entry[1]);

const isTable = (entry: readonly [string, unknown]): entry is [string, readonly Fields[]] =>
  Array.isArray(entry[1]) && entry[1].length > 0 && entry[1].every(isFields);

const isBasis = (value: unknown): value is Basis =>
  isFields(value) && typeof value['logIndex'] === 'number' && typeof value['asOf'] === 'string';
