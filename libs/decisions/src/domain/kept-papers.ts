import type { Fold } from '@tabularium/kernel';
import type { DecisionItemEvents } from '../contract/decision-item.contract';
import type { Paper } from '../contract/item-parts';
import type { ConflictOutcome } from '../contract/vocabulary';

/** Who is in conflict in a matter, and which of its documents are kept from them. */
export interface KeptPapers {
  readonly conflicts: Readonly<Record<string, 'OPEN' | ConflictOutcome | undefined>>;
  /** By document, as it was marked last; a document that left the papers keeps its mark. */
  readonly marked: Readonly<Record<string, boolean | undefined>>;
}

type Spoken = Pick<
  DecisionItemEvents,
  | 'MatterProposed'
  | 'PapersAmended'
  | 'ConflictFlagged'
  | 'InterestDeclared'
  | 'ConflictResolved'
  | 'MatterReferredUp'
  | 'ConditionEvidenceSubmitted'
>;

const withPapers = (state: KeptPapers, { papers }: { readonly papers: readonly Paper[] }): KeptPapers => ({
  ...state,
  marked: {
    ...state.marked,
    ...Object.fromEntries(papers.map(({ documentId, mark }) => [documentId, mark !== undefined])),
  },
});

const withConflict =
  (state: KeptPapers) =>
  (personId: string, stands: 'OPEN' | ConflictOutcome): KeptPapers => ({
    ...state,
    conflicts: { ...state.conflicts, [personId]: stands },
  });

/** A new ground opens what was settled; what one body cleared, the next one has to clear again. */
export const keptPapers: Fold<KeptPapers, Spoken> & { readonly category: 'decisionItem' } = {
  category: 'decisionItem',
  initial: { conflicts: {}, marked: {} },
  evolve: {
    MatterProposed: withPapers,
    PapersAmended: withPapers,
    ConditionEvidenceSubmitted: (state, { documentId, mark }) =>
      mark === undefined ? state : { ...state, marked: { ...state.marked, [documentId]: true } },
    ConflictFlagged: (state, { personId }) => withConflict(state)(personId, 'OPEN'),
    InterestDeclared: (state, { personId }) => withConflict(state)(personId, 'OPEN'),
    ConflictResolved: (state, { personId, outcome }) => withConflict(state)(personId, outcome),
    MatterReferredUp: (state) => ({
      ...state,
      conflicts: Object.fromEntries(
        Object.entries(state.conflicts).map(([personId, stands]) => [personId, stands === 'CLEARED' ? 'OPEN' : stands]),
      ),
    }),
  },
};

/** Documents of the matter that are kept from a person, as things stand. */
export function keptFrom({ conflicts, marked }: KeptPapers, personId: string): readonly string[] {
  const stands = conflicts[personId];
  if (stands === undefined || stands === 'CLEARED') return [];
  return Object.entries(marked).flatMap(([documentId, isMarked]) => (isMarked ? [documentId] : []));
}
