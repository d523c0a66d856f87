import type { Document } from './document';
import type * as Drawing from './pdf.adapter';

/** A PDF: tagged, fonts embedded; the same document gives the same bytes. What draws it is loaded when it is first needed. */
export const renderPdf = (document: Document): Promise<Buffer> =>
  (require('./pdf.adapter') as typeof Drawing).drawPdf(document);
