import type { Withheld, Withholding } from '@tabularium/http';
import { categoryOf, idOf } from '@tabularium/kernel';
import {
  everyEvent,
  everyRow,
  listIn,
  readFrom,
  textIn,
  type LoggedEvent,
  type ReadStore,
} from '@tabularium/read-store';
import { PAPER_MARKS } from './contract/vocabulary';
import type { Paper, WithheldPaper } from './contract/item-parts';
import { keptFrom, keptPapers } from './domain/kept-papers';

type Documents = ReadonlyMap<string, ReadonlySet<string>>;

const [MARK] = PAPER_MARKS;
const WITHHELD: WithheldPaper = { mark: MARK, withheld: 'Kept from members in conflict in the matter' };
const IN_A_ROW = `${MARK}: kept from members in conflict in the matter`;

/**
 * Papers marked EXCLUDE_CONFLICTED are kept from whoever is in conflict in the matter and not cleared, in rows and in
 * events of any time: what counts is how the conflict stands now.
 */
export const withheldPapers: Withholding = {
  openTo: ['AUDITOR'],
  columns: { 'decision-items': ['papers'], 'decision-register': ['papers'], conditions: ['evidence'] },
  types: ['MatterProposed', 'PapersAmended', 'ItemTabled', 'ConditionEvidenceSubmitted', 'PaperApproved'],
  from: async (personId, views) => {
    const documents = await documentsKeptFrom(personId, views);
    return documents.size === 0 ? undefined : withheld(documents);
  },
};

/** By matter. */
async function documentsKeptFrom(personId: string, views: ReadStore): Promise<Documents> {
  const basis = await views.resolve({});
  const conflicts = await everyRow(views, 'conflicts', basis, [{ column: 'personId', is: 'in', values: [personId] }]);
  const found = conflicts.map(async ({ row }) => {
    const item = textIn(row, 'item') ?? '';
    const events = await everyEvent(views, `decisionItem-${item}`, basis.logIndex);
    return [item, new Set(keptFrom(readFrom(keptPapers, events), personId))] as const;
  });
  return new Map((await Promise.all(found)).filter(([, kept]) => kept.size > 0));
}

const withheld = (documents: Documents): Withheld => ({
  row: (view, key, row) => {
    const [item, column] = view === 'conditions' ? [textIn(row, 'item') ?? '', 'evidence'] : [key, 'papers'];
    const kept = documents.get(item);
    if (!kept) return row;
    return {
      ...row,
      [column]: listIn(row, column).map((text) => (kept.has(text.split(' ')[0] ?? '') ? IN_A_ROW : text)),
    };
  },
  event: (event) => {
    if (categoryOf(event.stream) === 'document') return isKept(documents, idOf(event.stream)) ? hidden(event) : event;
    const kept = documents.get(itemOf(event));
    return kept ? { ...event, data: withoutPapers(event.data, kept) } : event;
  },
});

const isKept = (documents: Documents, documentId: string): boolean =>
  [...documents.values()].some((kept) => kept.has(documentId));

/** The stream of a document bears its name. */
const hidden = <E extends Pick<LoggedEvent, 'stream' | 'data'>>(event: E): E => ({
  ...event,
  stream: 'document-withheld',
  data: { ...WITHHELD },
});

function withoutPapers(data: LoggedEvent['data'], kept: ReadonlySet<string>): LoggedEvent['data'] {
  const { documentId, version: _version, sha256: _sha256, kind: _kind, ...said } = data;
  if (kept.has(String(documentId))) return { ...said, ...WITHHELD };
  if (!Array.isArray(data['papers'])) return data;
  const papers = data['papers'] as readonly Paper[];
  return { ...data, papers: papers.map((paper) => (kept.has(paper.documentId) ? WITHHELD : paper)) };
}

const itemOf = ({ stream, data }: Pick<LoggedEvent, 'stream' | 'data'>): string =>
  categoryOf(stream) === 'decisionItem' ? idOf(stream) : String(data['itemId']);
