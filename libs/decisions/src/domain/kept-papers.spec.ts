import { keptFrom, keptPapers, type KeptPapers } from './kept-papers';

type Told = {
  readonly [T in keyof typeof keptPapers.evolve]: readonly [T, Readonly<Record<string, unknown>>];
}[keyof typeof keptPapers.evolve];

const paper = (documentId: string, mark?: 'EXCLUDE_CONFLICTED') => ({
  documentId,
  version: '1',
  sha256: 'a'.repeat(64),
  ...(mark ? { mark } : {}),
});
const proposed: Told = ['MatterProposed', { papers: [paper('CASE'), paper('BIDS', 'EXCLUDE_CONFLICTED')] }];
const flagged: Told = ['ConflictFlagged', { personId: 'eve', because: 'STANDING_INTEREST' }];
const resolved = (outcome: string): Told => ['ConflictResolved', { personId: 'eve', outcome }];

const after = (...facts: readonly Told[]): readonly string[] => {
  const steps = new Map<string, unknown>(Object.entries(keptPapers.evolve));
  const folded = facts.reduce(
    (state, [type, data]) => (steps.get(type) as (state: KeptPapers, data: object) => KeptPapers)(state, data),
    keptPapers.initial,
  );
  return keptFrom(folded, 'eve');
};

describe('a marked paper is kept from a member', () => {
  it.each<[string, readonly Told[], readonly string[]]>([
    ['not without a conflict', [proposed], []],
    ['while the conflict is open', [proposed, flagged], ['BIDS']],
    ['who declared an interest', [proposed, ['InterestDeclared', { personId: 'eve', nature: 'x' }]], ['BIDS']],
    ['not for the conflict of another', [proposed, ['InterestDeclared', { personId: 'dan', nature: 'x' }]], []],
    ['who is recused', [proposed, flagged, resolved('RECUSED')], ['BIDS']],
    ['not once cleared', [proposed, flagged, resolved('CLEARED')], []],
    ['who declares something new after being cleared', [proposed, flagged, resolved('CLEARED'), flagged], ['BIDS']],
    [
      'before another body until that one clears',
      [proposed, flagged, resolved('CLEARED'), ['MatterReferredUp', {}]],
      ['BIDS'],
    ],
    ['recused, before another body too', [proposed, flagged, resolved('RECUSED'), ['MatterReferredUp', {}]], ['BIDS']],
  ])('%s', (_, facts, kept) => expect(after(...facts)).toEqual(kept));

  it('from the amendment that marks it on, also once it is no longer among the papers', () => {
    expect(after(proposed, flagged, ['PapersAmended', { papers: [paper('CASE', 'EXCLUDE_CONFLICTED')] }])).toEqual([
      'CASE',
      'BIDS',
    ]);
  });

  it('that is marked when it is submitted as evidence of a condition', () => {
    expect(after(proposed, flagged, ['ConditionEvidenceSubmitted', paper('LEASE')])).toEqual(['BIDS']);
    expect(after(proposed, flagged, ['ConditionEvidenceSubmitted', paper('LEASE', 'EXCLUDE_CONFLICTED')])).toEqual([
      'BIDS',
      'LEASE',
    ]);
  });

  it('until an amendment takes the mark away', () => {
    expect(after(proposed, flagged, ['PapersAmended', { papers: [paper('BIDS')] }])).toEqual([]);
  });
});
