import type { Money } from '@tabularium/kernel';
import { instantOf, isInstant, isLocalDate, millis } from '@tabularium/kernel';
import { InvalidRow } from './errors';
import type { Row } from './port';
import type { Columns, ColumnType } from './view';

/** A stored scalar. Minor units travel as decimal text, flags as 0 and 1, lists as JSON text. */
export type Cell = string | number | null;
export type Cells = readonly Cell[];

/** A column of a table; `minor` is a signed 64-bit integer. */
export interface CellColumn {
  readonly name: string;
  readonly kind: 'text' | 'integer' | 'minor';
}

/** A row in its one canonical form (all columns in order, absent = null) and as stored. */
export interface Encoded {
  readonly row: Row;
  readonly cells: Cells;
}

type Encode = (value: unknown, cells: Cell[]) => unknown;
type Decode = (cells: Cells, at: number) => unknown;
type Json = (cells: Cells, at: number) => string;

interface Codec {
  readonly kinds: readonly CellColumn['kind'][];
  readonly encode: Encode;
  readonly decode: Decode;
  /** Canonical JSON (RFC 8785) of a value that is not null. */
  readonly json: Json;
}

interface Compiled extends Codec {
  readonly name: string;
  readonly at: number;
}

/** Name of the table column of a view's column, and of the currency beside an amount. */
export const cellName = (column: string): string => `c_${column}`;
const currencyName = (column: string): string => `c_${column}_ccy`;

/** Turns rows of one view into cells and back. Two rows are equal exactly if all their cells are. */
export class RowCodec {
  readonly cells: readonly CellColumn[];
  private readonly compiled: readonly Compiled[];
  private readonly known: ReadonlySet<string>;
  /** Columns as RFC 8785 orders them, by UTF-16 units, each with the text before its value. */
  private readonly members: readonly (Compiled & { readonly before: string })[];

  constructor(readonly columns: Columns) {
    let at = 0;
    this.compiled = Object.entries(columns).map(([name, { type }]) => {
      const codec = { ...codecs[type], name, at };
      at += codec.kinds.length;
      return codec;
    });
    this.cells = this.compiled.flatMap(({ name, kinds }) =>
      kinds.map((kind, n) => ({ name: n ? currencyName(name) : cellName(name), kind })),
    );
    this.known = new Set(Object.keys(columns));
    this.members = this.compiled
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .map((column, n) => ({ ...column, before: `${n ? ',' : ''}"${column.name}":` }));
  }

  /** Throws InvalidRow for a field that is not a column or a value its type does not allow. */
  encode(row: Row): Encoded {
    for (const name in row) if (!this.known.has(name)) throw new InvalidRow(`${name} is not a column`);
    const cells: Cell[] = [];
    const canonical: Record<string, unknown> = {};
    for (const column of this.compiled) canonical[column.name] = encodeValue(column, row[column.name], cells);
    return { row: Object.freeze(canonical), cells };
  }

  decode(cells: Cells): Row {
    const row: Record<string, unknown> = {};
    for (const { name, at, decode } of this.compiled) row[name] = cells[at] === null ? null : decode(cells, at);
    return Object.freeze(row);
  }

  /** The one text of a row (RFC 8785): names sorted, nulls written. */
  canonicalJson(cells: Cells): string {
    let json = '{';
    for (const { before, at, json: write } of this.members)
      json += before + (cells[at] === null ? 'null' : write(cells, at));
    return `${json}}`;
  }

  /** Columns in which two rows (null = no row) differ. */
  differing(a: Cells | null, b: Cells | null): readonly string[] {
    return this.compiled
      .filter(({ at, kinds }) => kinds.some((_, n) => (a?.[at + n] ?? null) !== (b?.[at + n] ?? null)))
      .map(({ name }) => name);
  }
}

export function sameCells(a: Cells | null, b: Cells | null): boolean {
  if (a === null || b === null) return a === b;
  for (let n = 0; n < a.length; n++) if (a[n] !== b[n]) return false;
  return true;
}

function encodeValue({ name, kinds, encode }: Compiled, value: unknown, cells: Cell[]): unknown {
  if (value === null || value === undefined) {
    for (let n = 0; n < kinds.length; n++) cells.push(null);
    return null;
  }
  try {
    return encode(value, cells);
  } catch (error) {
    throw new InvalidRow(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** A scalar that is stored as it is, once the check has passed. */
const plain = (kind: 'text' | 'integer', check: (value: unknown) => Cell): Codec => ({
  kinds: [kind],
  encode: (value, cells) => {
    const cell = check(value);
    cells.push(cell);
    return cell;
  },
  decode: (cells, at) => cells[at],
  // Texts without half characters and safe integers are written by JSON.stringify as RFC 8785 asks.
  json: (cells, at) => JSON.stringify(cells[at]),
});

const codecs: Readonly<Record<ColumnType, Codec>> = {
  text: plain('text', storableText),
  int: plain('integer', (value) => (Number.isSafeInteger(value) ? Number(value) + 0 : refuse('a whole number', value))),
  date: plain('text', (value) => (typeof value === 'string' && isLocalDate(value) ? value : refuse('a day', value))),
  instant: plain('text', canonicalInstant),
  flag: {
    kinds: ['integer'],
    encode: (value, cells) => {
      if (typeof value !== 'boolean') return refuse('true or false', value);
      cells.push(value ? 1 : 0);
      return value;
    },
    decode: (cells, at) => cells[at] === 1,
    json: (cells, at) => String(cells[at] === 1),
  },
  money: {
    kinds: ['minor', 'text'],
    encode: (value, cells) => {
      const money = canonicalMoney(value);
      cells.push(money.minor, money.ccy);
      return money;
    },
    decode: (cells, at) => Object.freeze({ minor: cells[at], ccy: cells[at + 1] }),
    json: (cells, at) => `{"ccy":${JSON.stringify(cells[at + 1])},"minor":"${cells[at]}"}`,
  },
  list: {
    kinds: ['text'],
    encode: (value, cells) => {
      if (!Array.isArray(value)) return refuse('a list of texts', value);
      const list: readonly string[] = Object.freeze(value.map(storableText));
      cells.push(JSON.stringify(list));
      return list;
    },
    decode: (cells, at) => Object.freeze(JSON.parse(String(cells[at])) as readonly string[]),
    json: (cells, at) => String(cells[at]),
  },
};

/** NUL and lone surrogates do not survive every database unchanged. */
function storableText(value: unknown): string {
  if (typeof value !== 'string') return refuse('text', value);
  if (/[\0\ud800-\udfff]/.test(value) && (value.includes('\0') || Buffer.from(value).toString() !== value))
    return refuse('well-formed text without NUL', value);
  return value;
}

function canonicalInstant(value: unknown): string {
  if (typeof value !== 'string' || !isInstant(value)) return refuse('an instant in UTC', value);
  return value.length === 24 ? value : instantOf(millis(value));
}

const LARGEST = 2n ** 63n;

function canonicalMoney(value: unknown): Money {
  const { minor, ccy } = Object(value) as Record<string, unknown>;
  if (typeof minor !== 'string' || !/^-?\d{1,20}$/.test(minor)) return refuse('an amount', value);
  const units = BigInt(minor);
  if (units >= LARGEST || units < -LARGEST) return refuse('an amount of 64 bits', value);
  return Object.freeze({ minor: units.toString(), ccy: storableText(ccy) });
}

function refuse(wanted: string, value: unknown): never {
  throw new Error(`${JSON.stringify(value)} is not ${wanted}`);
}
