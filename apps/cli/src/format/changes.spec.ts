import type { RowVersion } from '@tabularium/read-store';
import { changeOf, changesBetween, knowledgeOf } from './changes';

const version = (row: RowVersion['row'], knownFrom: number, knownTo: number | null = null): RowVersion => ({
  row,
  effectiveAt: '2020-03-31T00:00:00.000Z',
  knownFrom,
  knownTo,
  cause: knownFrom,
});

describe('what changed', () => {
  it('names the columns that differ, before and after', () => {
    const before = { name: 'HS2', rating: 'AMBER', cost: { minor: '100', ccy: 'GBP' } };
    const after = { name: 'HS2', rating: 'RED', cost: { minor: '250', ccy: 'GBP' } };
    expect(changesBetween(before, after)).toBe('rating: AMBER → RED; cost: £1.00 → £2.50');
  });
  it('tells the first version and the end', () => {
    expect(changesBetween(null, { name: 'HS2', rating: null, tags: [] })).toBe('first: name HS2');
    expect(changesBetween({ name: 'HS2' }, null)).toBe('(gone)');
  });
  it('compares with what was known then, not with what was known later', () => {
    const superseded = version({ rating: 'GREEN' }, 1, 9);
    const correction = version({ rating: 'AMBER' }, 9);
    expect(changeOf(version({ rating: 'RED' }, 5), [superseded, correction])).toBe('rating: GREEN → RED');
    expect(changeOf(version({ rating: 'RED' }, 12), [superseded, correction])).toBe('rating: AMBER → RED');
  });
  it('says since when and until when it was known', () => {
    expect([knowledgeOf(version({}, 3)), knowledgeOf(version({}, 3, 8))]).toEqual(['#3', '#3 until #8']);
  });
});
