import type { RightShown } from '../api/shapes';
import { rightLines } from './right';

const decided: RightShown = {
  event: 43,
  type: 'ProjectApproved',
  basis: 'DECISION',
  ref: 'IB-2026-0001',
  withheld: false,
  rests: {
    basis: 'DECISION',
    subject: 'Harbour lights',
    body: 'IB',
    where: 'IB.2026-03',
    outcome: 'APPROVED',
    decidedOn: '2026-03-02',
    ballot: {
      secret: false,
      count: { votesFor: 2, votesAgainst: 1, abstentions: 0, present: 3, quorumRequired: 2, arithmetic: '2 × 2 > 3' },
      votes: [
        { personId: 'cleo', choice: 'FOR', rationale: null, event: 30 },
        { personId: 'eve', choice: 'AGAINST', rationale: 'Too soon', event: 31 },
      ],
    },
    papers: [{ documentId: 'CASE-1', version: '1.0', sha256: 'abc' }, { withheld: 'Kept from members in conflict' }],
    terms: { version: 1, event: 12 },
    policies: [{ policy: 'papers', version: 3 }],
  },
};

it('a decision is told with count, votes, papers and rules', () => {
  expect(rightLines(decided)).toEqual([
    ['right', 'DECISION IB-2026-0001 (#43 ProjectApproved)'],
    ['decided', 'APPROVED on 2026-03-02 by IB, IB.2026-03: Harbour lights'],
    ['count', '2 for, 1 against, 0 abstained; 3 present, 2 needed; 2 × 2 > 3'],
    ['votes', ['cleo FOR #30', 'eve AGAINST (Too soon) #31']],
    ['papers', ['CASE-1 1.0 abc', 'Kept from members in conflict']],
    ['terms of reference', 'version 1 (#12)'],
    ['policies', ['papers version 3']],
  ]);
});

it('a delegation names its giver', () => {
  const rests = { basis: 'DELEGATION', by: 'OWN_LIMIT', giver: 'director' } as const;
  expect(rightLines({ ...decided, basis: 'DELEGATION', ref: 'mia.1', rests }).slice(1)).toEqual([
    ['given as', 'OWN_LIMIT'],
    ['given by', 'director'],
  ]);
});

it('what is not for the reader is said to be so, and a right with nothing behind it is silent', () => {
  expect(rightLines({ ...decided, rests: null, withheld: true })[0]?.[1]).toContain('not for you');
  expect(rightLines({ ...decided, rests: null })).toEqual([]);
});
