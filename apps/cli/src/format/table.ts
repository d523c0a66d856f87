import Table from 'cli-table3';
import pc from 'picocolors';
import { fit, GAP } from './fit';
import { cut, wrapped } from './text';
import { formatValue, isNumber, isRigid, NOTHING } from './value';

export interface TableColumn {
  readonly name: string;
  readonly of: (row: Readonly<Record<string, unknown>>) => unknown;
}

export interface Paper {
  /** Columns of the terminal; null = a pipe or a file. */
  readonly width: number | null;
  readonly colour: boolean;
}

/** The longest text a cell shows where no terminal sets the limit. */
const LONGEST = 80;
const LONGEST_NAME = 40;

export const columnNamed = (name: string): TableColumn => ({ name, of: (row) => row[name] });

/** The names under which at least one row says something. */
export const filled = (
  names: readonly string[],
  rows: readonly Readonly<Record<string, unknown>>[],
): readonly string[] => names.filter((name) => rows.some((row) => formatValue(row[name]) !== NOTHING));

/** A table that fits the paper, and one line that names the columns it had no room for. */
export function renderTable(
  columns: readonly TableColumn[],
  rows: readonly Readonly<Record<string, unknown>>[],
  paper: Paper,
): string {
  const laid = columns.map((column, nth) => lay(column, rows, nth === 0));
  const widths = fit(laid, paper.width ?? Infinity);
  const shown = laid.slice(0, widths.length).map((column, index) => ({ ...column, width: widths[index] ?? 0 }));
  const hidden = laid.slice(widths.length).map(({ name }) => name);
  return hidden.length === 0
    ? draw(shown, rows.length, paper)
    : `${draw(shown, rows.length, paper)}\n${leftOut(hidden, paper)}`;
}

interface LaidColumn {
  readonly name: string;
  readonly cells: readonly string[];
  readonly width: number;
  readonly rigid: boolean;
  readonly right: boolean;
}

/** The first column names the row: half a name is another one, unless it is a whole sentence. */
function lay(column: TableColumn, rows: readonly Readonly<Record<string, unknown>>[], first: boolean): LaidColumn {
  const values = rows.map((row) => column.of(row)).filter((value) => value !== null && value !== undefined);
  const cells = rows.map((row) => cut(formatValue(column.of(row)), LONGEST));
  const width = Math.max(column.name.length, ...cells.map((cell) => [...cell].length));
  const right = values.length > 0 && values.every(isNumber);
  const rigid = (values.length > 0 && values.every(isRigid)) || (first && width <= LONGEST_NAME);
  return { name: column.name, cells, width, rigid, right };
}

function draw(columns: readonly LaidColumn[], count: number, { colour }: Paper): string {
  const { bold, dim } = pc.createColors(colour);
  const table = new Table({
    chars: NO_LINES,
    style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': 0 },
    colWidths: columns.map(({ width }) => width),
    colAligns: columns.map(({ right }) => (right ? 'right' : 'left')),
  });
  table.push(columns.map(({ name, width }) => bold(cut(name, width))));
  table.push(columns.map(({ width }) => dim('─'.repeat(width))));
  for (let row = 0; row < count; row += 1) table.push(columns.map(({ cells, width }) => cut(cells[row] ?? '', width)));
  return trimmed(table.toString());
}

const trimmed = (text: string): string => text.replace(/[ ]+$/gm, '');

function leftOut(names: readonly string[], { width }: Paper): string {
  const note = `(no room for ${names.join(', ')}: --json has them)`;
  return (width === null ? [note] : wrapped(note, width)).join('\n');
}

const NO_LINES = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: ' '.repeat(GAP),
};
