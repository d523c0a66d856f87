import { money } from '@tabularium/kernel';
import { gbp } from '@tabularium/testing';
import { competenceOf } from './competence';

const ladder = [{ body: 'Director', upTo: gbp(100) }, { body: 'Board', upTo: gbp(500) }, { body: 'Treasury' }];

describe('competence', () => {
  it.each([
    ['Director', 100, 'LOWEST', true, 'Director'],
    ['Director', 100.01, 'BELOW', false, 'Board'],
    ['Board', 100, 'ABOVE', true, 'Director'],
    ['Board', 500.01, 'BELOW', false, 'Treasury'],
    ['Treasury', 10_000_000, 'LOWEST', true, 'Treasury'],
  ] as const)('of %s for %d is %s', (body, amount, finding, competent, lowestCompetentBody) => {
    expect(competenceOf(body, gbp(amount), ladder)).toEqual({ finding, competent, lowestCompetentBody });
  });
  it('is not known of a body off the ladder, in another currency or without a ladder', () => {
    expect(competenceOf('Mayor', gbp(1), ladder)).toEqual({
      finding: 'NOT_ON_LADDER',
      competent: false,
      lowestCompetentBody: 'Director',
    });
    expect(competenceOf('Board', money(1, 'EUR'), ladder)).toEqual({ finding: 'OTHER_CURRENCY', competent: false });
    expect(competenceOf('Board', gbp(1), undefined)).toEqual({ finding: 'NO_LADDER', competent: false });
  });
});
