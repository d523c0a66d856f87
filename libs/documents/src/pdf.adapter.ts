import { ACCENT, drawBlock, HAIR, INK, MUTED } from './blocks.adapter';
import type { Document } from './document';
import { PAGE, Sheet, type Style } from './sheet.adapter';

const mark: Style = { face: 'bold', size: 8, colour: ACCENT, leading: 12 };
const title: Style = { face: 'bold', size: 22, colour: INK, leading: 29 };
const subtitle: Style = { face: 'regular', size: 11, colour: MUTED, leading: 16 };
const small: Style = { face: 'regular', size: 6.5, colour: MUTED, leading: 9 };

export function drawPdf(document: Document): Promise<Buffer> {
  const sheet = new Sheet(document);
  const { pdf } = sheet;
  const chunks: Buffer[] = [];
  const whole = new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });
  drawTitle(sheet, document);
  for (const block of document.blocks) drawBlock(sheet, block);
  sheet.root.end();
  drawFooters(sheet, document);
  pdf.end();
  return whole;
}

function drawTitle(sheet: Sheet, document: Document): void {
  sheet.artifact(() => sheet.pdf.rect(0, 0, sheet.pdf.page.width, 8).fill(ACCENT));
  sheet.flow(sheet.element('P'), 'P', sheet.lines(document.kind.toUpperCase(), sheet.width, mark), mark);
  sheet.y += 2;
  sheet.flow(sheet.element('H1'), 'H1', sheet.lines(document.title, sheet.width, title), title);
  if (document.subtitle !== undefined)
    sheet.flow(sheet.element('P'), 'P', sheet.lines(document.subtitle, sheet.width, subtitle), subtitle);
  sheet.y += 12;
}

/** Room for the page number at the right. */
const NUMBER = 70;

function drawFooters(sheet: Sheet, { footer }: Document): void {
  const { pdf } = sheet;
  const { count } = pdf.bufferedPageRange();
  const lines = footer.flatMap((text) => sheet.lines(text, sheet.width - NUMBER, small)).slice(0, 6);
  const top = pdf.page.height - PAGE.bottom + 22;
  for (let page = 0; page < count; page++) {
    pdf.switchToPage(page);
    sheet.rule(PAGE.left, top - 6, sheet.width, HAIR);
    sheet.artifact(() => {
      lines.forEach((line, n) => sheet.line(line, PAGE.left, top + n * small.leading, small));
      const number = `Page ${page + 1} of ${count}`;
      sheet.line(number, PAGE.left + sheet.width - sheet.measure(number, small), top, small);
    }, 'Pagination');
  }
}
