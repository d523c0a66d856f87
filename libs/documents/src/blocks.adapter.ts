import type { Block, Heading, List, Named, Paragraph, Table } from './document';
import { PAGE, type Element, type Sheet, type Style } from './sheet.adapter';

export const INK = '#1c2530';
export const MUTED = '#5b6673';
export const ACCENT = '#17375e';
export const HAIR = '#c9d1da';
const BAND = '#eef2f6';

const body: Style = { face: 'regular', size: 9.5, colour: INK, leading: 13.5 };
const muted: Style = { ...body, face: 'italic', colour: MUTED };
const cell: Style = { ...body, size: 8.5, leading: 12 };
const head: Style = { ...cell, face: 'bold', size: 8, colour: ACCENT };
const headings = {
  2: { style: { face: 'bold', size: 14, colour: ACCENT, leading: 19 }, before: 20, after: 6 },
  3: { style: { face: 'bold', size: 11, colour: INK, leading: 15 }, before: 14, after: 3 },
} as const;

/** Room a heading wants below it, so that it never stands alone at the foot of a page. */
const FOLLOWS = 44;
const PADDING = 4;

export function drawBlock(sheet: Sheet, block: Block): void {
  if ('heading' in block) drawHeading(sheet, block);
  else if ('text' in block) drawParagraph(sheet, block);
  else if ('items' in block) drawList(sheet, block);
  else if ('columns' in block) drawTable(sheet, block);
  else drawNamed(sheet, block);
}

function drawHeading(sheet: Sheet, { heading, level }: Heading): void {
  const { style, before, after } = headings[level];
  const lines = sheet.lines(heading, sheet.width, style);
  sheet.keep(before + Math.min(lines.length, 4) * style.leading + FOLLOWS);
  sheet.y += sheet.y === PAGE.top ? 0 : before;
  const tag = `H${level}`;
  const element = sheet.element(tag);
  sheet.flow(element, tag, lines, style);
  if (level === 2) sheet.rule(PAGE.left, sheet.y + 2, sheet.width, ACCENT, 0.75);
  sheet.y += after + (level === 2 ? 3 : 0);
}

function drawParagraph(sheet: Sheet, { text, muted: isMuted }: Paragraph): void {
  const style = isMuted ? muted : body;
  sheet.flow(sheet.element('P'), 'P', sheet.lines(text, sheet.width, style), style);
  sheet.y += 4;
}

const INDENT = 13;

function drawList(sheet: Sheet, { items }: List): void {
  const list = sheet.element('L');
  for (const item of items) {
    const lines = sheet.lines(item, sheet.width - INDENT, body);
    sheet.keep(Math.min(2, lines.length) * body.leading);
    const entry = sheet.element('LI', list);
    sheet.inside(sheet.element('Lbl', entry), 'Lbl', () => sheet.line('•', PAGE.left + 2, sheet.y, body));
    sheet.flow(sheet.element('LBody', entry), 'LBody', lines, body, PAGE.left + INDENT);
    sheet.y += 2;
  }
  sheet.y += 4;
}

interface Cell {
  readonly element: Element;
  readonly tag: 'TH' | 'TD';
  readonly x: number;
  readonly width: number;
  readonly lines: readonly string[];
  readonly style: Style;
  readonly right: boolean;
}

/** Where columns begin, and how wide their text may be. */
function columnsIn(sheet: Sheet, shares: readonly number[]): readonly { readonly x: number; readonly width: number }[] {
  const all = shares.reduce((sum, share) => sum + share, 0);
  let x: number = PAGE.left;
  return shares.map((share) => {
    const width = (sheet.width * share) / all;
    const column = { x: x + PADDING, width: width - 2 * PADDING };
    x += width;
    return column;
  });
}

function drawTable(sheet: Sheet, { columns, rows }: Table): void {
  const places = columnsIn(
    sheet,
    columns.map(({ width = 1 }) => width),
  );
  const table = sheet.element('Table');
  const cellsOf = (texts: readonly string[], row: Element, tag: 'TH' | 'TD'): readonly Cell[] =>
    places.map(({ x, width }, n) => {
      const style = tag === 'TH' ? head : cell;
      const element = sheet.element(tag, row, tag === 'TH' ? 'Column' : undefined);
      const lines = sheet.lines(texts[n] ?? '', width, style);
      return { element, tag, x, width, lines, style, right: columns[n]?.right === true };
    });
  const titles = columns.map(({ title }) => title);
  sheet.keep(FOLLOWS);
  const heads = cellsOf(titles, sheet.element('TR', sheet.element('THead', table)), 'TH');
  const again = () => drawHead(sheet, heads, false);
  drawHead(sheet, heads, true);
  const tbody = sheet.element('TBody', table);
  for (const row of rows) drawRow(sheet, cellsOf(row, sheet.element('TR', tbody), 'TD'), again);
  sheet.y += 8;
}

/** Once in the structure; on the pages that follow it is there for the eye. */
function drawHead(sheet: Sheet, cells: readonly Cell[], tagged: boolean): void {
  const height = Math.max(...cells.map(({ lines }) => lines.length)) * head.leading + 2 * PADDING;
  sheet.artifact(() => sheet.pdf.rect(PAGE.left, sheet.y, sheet.width, height).fill(BAND));
  if (tagged) for (const each of cells) sheet.inside(each.element, each.tag, () => drawCell(sheet, each, each.lines));
  else sheet.artifact(() => cells.forEach((each) => drawCell(sheet, each, each.lines)));
  sheet.y += height;
}

/** A row that is higher than what is left goes to the next page; one higher than a page is cut. */
function drawRow(sheet: Sheet, cells: readonly Cell[], newPage: () => void): void {
  const highest = Math.max(...cells.map(({ lines }) => lines.length));
  if (sheet.keep(Math.min(highest, 12) * cell.leading + 2 * PADDING)) newPage();
  for (let from = 0; from < highest;) {
    if (sheet.keep(cell.leading + 2 * PADDING)) newPage();
    const fits = Math.max(1, Math.floor((sheet.room - 2 * PADDING) / cell.leading));
    for (const each of cells) {
      const lines = each.lines.slice(from, from + fits);
      if (lines.length > 0) sheet.inside(each.element, each.tag, () => drawCell(sheet, each, lines));
    }
    sheet.y += Math.min(fits, highest - from) * cell.leading + 2 * PADDING;
    from += fits;
  }
  sheet.rule(PAGE.left, sheet.y, sheet.width, HAIR);
}

function drawCell(sheet: Sheet, { x, width, style, right }: Cell, lines: readonly string[]): void {
  lines.forEach((line, n) => {
    const shift = right ? width - sheet.measure(line, style) : 0;
    sheet.line(line, x + shift, sheet.y + PADDING + n * style.leading, style);
  });
}

function drawNamed(sheet: Sheet, { values }: Named): void {
  const places = columnsIn(sheet, [1, 3]);
  const table = sheet.element('Table');
  for (const [name, value] of values) {
    const row = sheet.element('TR', table);
    const cells = places.map(({ x, width }, n): Cell => {
      const [tag, style] = n === 0 ? (['TH', { ...head, leading: cell.leading }] as const) : (['TD', cell] as const);
      const element = sheet.element(tag, row, tag === 'TH' ? 'Row' : undefined);
      return { element, tag, x, width, lines: sheet.lines(n === 0 ? name : value, width, style), style, right: false };
    });
    drawRow(sheet, cells, () => undefined);
  }
  sheet.y += 8;
}
