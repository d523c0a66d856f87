import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { decimalText } from '@tabularium/kernel';
import type { Basis, BasisAsked, KeyedRow, PageAsked, ReadStore, View } from '@tabularium/read-store';
import { isMoneyLike } from '../commands/money-like';

const ROWS_AT_A_TIME = 1_000;

/**
 * Rows as CSV (RFC 4180, header line, UTF-8), page by page at one basis, so that memory does not grow with the answer.
 * Amounts take two columns, the decimal number and the currency. A cell that a spreadsheet would take for a formula gets
 * a leading apostrophe.
 */
export async function csvOf(
  store: ReadStore,
  view: View,
  asked: BasisAsked,
  page: Pick<PageAsked, 'where' | 'sort'>,
): Promise<{ readonly basis: Basis; readonly stream: Readable }> {
  const first = await store.page(view.name, asked, { ...page, limit: ROWS_AT_A_TIME });
  const fixed: BasisAsked = { knownAt: first.basis.logIndex, asOf: first.basis.asOf };
  async function* lines(): AsyncGenerator<readonly unknown[]> {
    yield headerOf(view);
    let rows = first.rows;
    for (let offset = 0; rows.length > 0;) {
      for (const row of rows) yield lineOf(view, row);
      offset += rows.length;
      if (offset >= first.total) return;
      rows = (await store.page(view.name, fixed, { ...page, limit: ROWS_AT_A_TIME, offset })).rows;
    }
  }
  const csv = stringify({ escape_formulas: true, record_delimiter: 'windows', cast: { boolean: String } });
  return { basis: first.basis, stream: Readable.from(lines()).pipe(csv) };
}

const headerOf = ({ columns }: View): readonly string[] => [
  'key',
  ...Object.entries(columns).flatMap(([name, { type }]) => (type === 'money' ? [name, `${name} currency`] : [name])),
];

const lineOf = ({ columns }: View, { key, row }: KeyedRow): readonly unknown[] => [
  key,
  ...Object.entries(columns).flatMap(([name, { type }]) =>
    type === 'money' ? moneyCells(row[name]) : [cellOf(row[name])],
  ),
];

const cellOf = (value: unknown): unknown => (Array.isArray(value) ? value.join('; ') : (value ?? ''));

/** Most digits of a decimal number that a double holds exactly. */
const EXACT_DIGITS = 15;

/** A number where a double holds it exactly, so that a minus sign is not taken for a formula; text beyond. */
function moneyCells(value: unknown): readonly unknown[] {
  if (!isMoneyLike(value)) return ['', ''];
  const text = decimalText(value);
  return [value.minor.length <= EXACT_DIGITS ? Number(text) : text, value.ccy];
}
