import PDFDocument from 'pdfkit';
import type { Document } from './document';
import { Fonts, type Face } from './fonts.adapter';
import { linesOf } from './plain-text';

/** All lengths are in points, 1/72 inch. The page is A4. */
export const PAGE = { left: 62, right: 62, top: 60, bottom: 92 } as const;

export interface Style {
  readonly face: Face;
  readonly size: number;
  readonly colour: string;
  /** From one line to the next. */
  readonly leading: number;
}

type Pdf = PDFKit.PDFDocument;
export type Element = PDFKit.PDFStructureElement;

/** The paper: where the next line goes, what belongs to which element of the structure, and when a page is full. */
export class Sheet {
  readonly pdf: Pdf;
  readonly root: Element;
  y: number = PAGE.top;
  private readonly fonts: Fonts;
  private readonly widths = new Map<string, number>();

  constructor({ kind, title, language, datedAt }: Document) {
    const date = new Date(datedAt);
    this.pdf = new PDFDocument({
      size: 'A4',
      margin: 0,
      bufferPages: true,
      pdfVersion: '1.7',
      lang: language,
      tagged: true,
      displayTitle: true,
      info: {
        Title: title,
        Subject: kind,
        Creator: 'Tabularium',
        Producer: 'Tabularium',
        CreationDate: date,
        ModDate: date,
      },
    });
    this.fonts = new Fonts(this.pdf);
    this.root = this.pdf.struct('Document', { lang: language });
    this.pdf.addStructure(this.root);
  }

  get width(): number {
    return this.pdf.page.width - PAGE.left - PAGE.right;
  }

  /** What is left of the page. */
  get room(): number {
    return this.pdf.page.height - PAGE.bottom - this.y;
  }

  /** Starts a page if less than this is left. */
  keep(height: number): boolean {
    if (this.room >= height || this.y === PAGE.top) return false;
    this.pdf.addPage();
    this.y = PAGE.top;
    return true;
  }

  /** `scope`: whose head a TH is; the types of pdfkit do not know it. */
  element(type: string, within: Element = this.root, scope?: 'Column' | 'Row'): Element {
    const element = this.pdf.struct(type, (scope ? { scope } : {}) as object);
    within.add(element);
    return element;
  }

  /** Drawn as a part of an element, on the page as it is. */
  inside(element: Element, type: string, draw: () => void): void {
    const content = this.pdf.markStructureContent(type);
    draw();
    this.pdf.endMarkedContent();
    element.add(content);
  }

  /** Drawn for the eye only. */
  artifact(draw: () => void, type: 'Layout' | 'Pagination' = 'Layout'): void {
    this.pdf.markContent('Artifact', { type });
    draw();
    this.pdf.endMarkedContent();
  }

  measure(text: string, style: Style): number {
    const key = `${style.face} ${style.size} ${text}`;
    const known = this.widths.get(key) ?? this.widthOf(text, style);
    this.widths.set(key, known);
    return known;
  }

  private widthOf(text: string, { face, size }: Style): number {
    let width = 0;
    for (const run of this.fonts.runsOf(text, face))
      width += this.pdf.font(run.font).fontSize(size).widthOfString(run.text);
    return width;
  }

  lines(text: string, width: number, style: Style): readonly string[] {
    return linesOf(text, width, (each) => this.measure(each, style));
  }

  /** One line with its top at `y`. */
  line(text: string, x: number, y: number, style: Style): void {
    const { face, size, colour } = style;
    let at = x;
    for (const run of this.fonts.runsOf(text, face)) {
      this.pdf.font(run.font).fontSize(size).fillColor(colour);
      this.pdf.text(run.text, at, y, { lineBreak: false, baseline: -size });
      at += this.pdf.widthOfString(run.text);
    }
  }

  rule(x: number, y: number, width: number, colour: string, thickness = 0.5): void {
    this.artifact(() =>
      this.pdf
        .moveTo(x, y)
        .lineTo(x + width, y)
        .lineWidth(thickness)
        .strokeColor(colour)
        .stroke(),
    );
  }

  /** Lines one below the other, over as many pages as they need. */
  flow(element: Element, type: string, lines: readonly string[], style: Style, x: number = PAGE.left): void {
    let rest = lines;
    while (rest.length > 0) {
      this.keep(style.leading);
      const fits = Math.max(1, Math.floor(this.room / style.leading));
      const now = rest.slice(0, fits);
      this.inside(element, type, () => now.forEach((line, n) => this.line(line, x, this.y + n * style.leading, style)));
      this.y += now.length * style.leading;
      rest = rest.slice(fits);
    }
  }
}
