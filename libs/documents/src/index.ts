export type { Block, Column, Document } from './document';
export { renderPdf } from './render-pdf.adapter';
