import type { Document } from './document';

export type { Block, Column, Document } from './document';

/** A PDF: tagged, fonts embedded; the same document gives the same bytes. What draws it is loaded when it is first needed. */
export const renderPdf = async (document: Document): Promise<Buffer> =>
  (await import('./pdf.adapter')).drawPdf(document);
