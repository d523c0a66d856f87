import { renderPdf, type Document } from '@tabularium/documents';
import type { FastifyReply } from 'fastify';
import type { Report } from '../context';
import { badParameter, Problem } from '../problem';

/** Parameter of every report: `json` or `pdf`. */
export const FORMAT = 'format';

/** How the answer becomes a document, if the caller wants one. Throws Problem (400, 406). */
export function wantsPdf(
  report: Report,
  format: string | undefined,
  accept: string | undefined,
): ((answer: unknown) => Document) | undefined {
  if (format !== undefined && format !== 'json' && format !== 'pdf') throw badParameter(FORMAT, 'must be json or pdf');
  // What is asked for by name counts more than what a browser would take.
  const isWanted = format === undefined ? /^\s*application\/pdf\b/i.test(accept ?? '') : format === 'pdf';
  if (!isWanted) return undefined;
  if (!report.document) throw new Problem(406, 'NOT_ON_PAPER', `There is no PDF of ${report.name}`);
  return report.document.bind(report);
}

/** Answers with the bytes, under a name to keep them by. */
export async function asPdf(document: Document, reply: FastifyReply): Promise<FastifyReply> {
  const bytes = await renderPdf(document);
  void reply.headers({
    'content-type': 'application/pdf',
    'content-disposition': `attachment; filename="${document.name.replace(/[^\w.-]+/g, '_')}.pdf"`,
  });
  return reply.send(bytes);
}
