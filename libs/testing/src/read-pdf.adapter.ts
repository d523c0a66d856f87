import type * as Pdfjs from 'pdfjs-dist';

/** What tests ask of a PDF, read with another library than the one that wrote it. */
export interface PdfRead {
  readonly title: unknown;
  readonly language: unknown;
  readonly pages: number;
  /** Text in the order of the content, a line feed where a line ends. */
  readonly text: string;
  readonly pageTexts: readonly string[];
  readonly tagged: boolean;
  /** Types of the structure in reading order, page by page: `Document`, `H1`, `P` … */
  readonly structure: readonly string[];
  readonly showsTitle: boolean;
  /** Names of fonts whose file is not in the document. */
  readonly fontsNotEmbedded: readonly string[];
}

export async function readPdf(bytes: Buffer): Promise<PdfRead> {
  const pdfjs = loaded();
  const document = await pdfjs.getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const pages = await Promise.all(Array.from({ length: document.numPages }, (_, n) => document.getPage(n + 1)));
  const pageTexts = await Promise.all(pages.map(textOf));
  const structure = (
    await Promise.all(pages.map(async (page) => typesIn((await page.getStructTree()) as Node | null)))
  ).flat();
  const { info } = (await document.getMetadata()) as unknown as { readonly info: Readonly<Record<string, unknown>> };
  const marks = (await document.getMarkInfo()) as { readonly Marked?: boolean } | null;
  await document.destroy();
  return {
    title: info['Title'],
    language: info['Language'],
    pages: pages.length,
    text: pageTexts.join(''),
    pageTexts,
    tagged: marks?.Marked === true,
    structure,
    ...inBytes(bytes),
  };
}

/** The library wants its worker; here it works in this thread. */
function loaded(): typeof Pdfjs {
  const pdfjs = require('pdfjs-dist/legacy/build/pdf.mjs') as typeof Pdfjs;
  const worker: unknown = require('pdfjs-dist/legacy/build/pdf.worker.mjs');
  Object.assign(globalThis, { pdfjsWorker: worker });
  return pdfjs;
}

async function textOf(page: Pdfjs.PDFPageProxy): Promise<string> {
  const { items } = await page.getTextContent();
  return items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join('');
}

interface Node {
  readonly role?: string;
  readonly children?: readonly Node[];
}

const typesIn = (node: Node | null): readonly string[] =>
  node ? [...(node.role ? [node.role] : []), ...(node.children ?? []).flatMap(typesIn)] : [];

/** Dictionaries are written in plain text, only streams are compressed. */
function inBytes(bytes: Buffer): Pick<PdfRead, 'showsTitle' | 'fontsNotEmbedded'> {
  const objects = bytes.toString('latin1').split('endobj');
  const fonts = objects.filter((text) => text.includes('/Type /FontDescriptor'));
  const notEmbedded = fonts.filter((text) => !/\/FontFile[23]? /.test(text));
  if (fonts.length === 0) throw new Error('The document describes no font');
  return {
    showsTitle: objects.some((text) => text.includes('/DisplayDocTitle true')),
    fontsNotEmbedded: notEmbedded.map((text) => /\/FontName \/(\S+)/.exec(text)?.[1] ?? text),
  };
}
