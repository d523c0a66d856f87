import fc from 'fast-check';
import { money } from '@tabularium/kernel';
import { gbp } from '@tabularium/testing';
import { heldTo, type Stated, type Tolerance } from './tolerance';

const words = {
  scope: '0',
  quality: 'None',
  benefits: 'none.',
  risk: ' NONE ',
  sustainability: '0.',
  ifNotDone: 'Slips',
};
const change = (asked: Partial<typeof words> & { readonly cost?: Stated['cost']; readonly days?: number }) => ({
  projectId: 'P',
  changeId: 'P.CR-09',
  cost: gbp(0),
  days: 0,
  ...words,
  ...asked,
});
const earlier = (cost: Stated['cost'], days = 0): Stated => ({ changeId: 'P.CR-01', cost, days });
const policy: Tolerance = { policyVersion: 3, untouched: [], before: [], revision: 3 };
const cost = (percent: number, authorised: number, ...before: readonly Stated[]): Tolerance => ({
  ...policy,
  costBasisPoints: percent * 100,
  authorised: gbp(authorised),
  before,
});
const beyond = (detail: object) => ({ refused: 'BEYOND_TOLERANCE', detail });

describe('cost', () => {
  it('goes up to the share of the authorised total, to the penny, with what earlier changes used', () => {
    const tolerance = cost(7.5, 1_000, earlier(gbp(50)));
    const figures = { policyVersion: 3, costTolerated: gbp(75), costUsed: gbp(50) };
    expect(heldTo(tolerance, change({ cost: gbp(25) }))).toEqual(figures);
    expect(heldTo(tolerance, change({ cost: gbp(25.01) }))).toEqual(
      beyond({
        aspect: 'cost',
        tolerated: '75.00 GBP (7.5 % of 1000.00 GBP)',
        asked: gbp(25.01),
        used: gbp(50),
      }),
    );
  });
  it('is rounded down where the share is no whole penny', () => {
    const tolerance = cost(0.25, 0.99 * 1_000);
    expect(heldTo(tolerance, change({ cost: gbp(2.47) }))).toMatchObject({ costTolerated: gbp(2.47) });
    expect(heldTo(tolerance, change({ cost: gbp(2.48) }))).toMatchObject({ refused: 'BEYOND_TOLERANCE' });
  });
  it('has no more room for a saving before, and a saving needs none', () => {
    const tolerance = cost(10, 1_000, earlier(gbp(-500)), earlier(gbp(100)));
    expect(heldTo(tolerance, change({ cost: gbp(0.01) }))).toMatchObject({ refused: 'BEYOND_TOLERANCE' });
    expect(heldTo(cost(10, 1_000, earlier(gbp(900))), change({ cost: gbp(-1) }))).toEqual({ policyVersion: 3 });
  });
  it('has none while nothing is authorised', () => {
    const tolerance = { ...policy, costBasisPoints: 1_000 };
    expect(heldTo(tolerance, change({ cost: gbp(1) }))).toMatchObject(
      beyond({ aspect: 'cost', tolerated: '0.00 GBP (10 % of nothing authorised)', asked: gbp(1), used: gbp(0) }),
    );
    expect(heldTo(tolerance, change({}))).toEqual({ policyVersion: 3 });
  });
  it('is never reckoned across currencies', () => {
    const dollars = earlier(money(1, 'USD'));
    const foreign = (tolerance: Tolerance, asked: Stated['cost']) => heldTo(tolerance, change({ cost: asked }));
    const refused = (...changes: readonly string[]) => ({
      refused: 'TOLERANCE_CURRENCY',
      detail: { ccy: 'GBP', changes },
    });
    expect(foreign(cost(10, 1_000, dollars), gbp(1))).toEqual(refused('P.CR-01'));
    expect(foreign(cost(10, 1_000), money(1, 'EUR'))).toEqual(refused('P.CR-09'));
    expect(foreign(cost(10, 1_000, earlier(money(-1, 'USD'))), gbp(1))).toMatchObject({ costUsed: gbp(0) });
    expect(foreign(cost(10, 1_000, dollars), money(0, 'EUR'))).toEqual({ policyVersion: 3 });
  });
  it('never passes a sum of added costs above the share, and always one within it', () => {
    const amount = fc.integer({ min: -1_000, max: 1_000 }).map((minor) => money(minor, 'GBP'));
    fc.assert(
      fc.property(
        fc.array(amount),
        amount,
        fc.integer({ min: 0, max: 10_000 }),
        fc.nat(20_000),
        (all, asked, bp, of) => {
          const tolerance = {
            ...policy,
            costBasisPoints: bp,
            authorised: money(of, 'GBP'),
            before: all.map((m) => earlier(m)),
          };
          const added = [...all, asked].reduce((total, { minor }) => total + Math.max(0, Number(minor)), 0);
          const isBeyond = Number(asked.minor) > 0 && added * 10_000 > of * bp;
          return 'refused' in heldTo(tolerance, change({ cost: asked })) === isBeyond;
        },
      ),
    );
  });
});

describe('days', () => {
  const tolerance = { ...policy, days: 10, before: [earlier(gbp(0), 7), earlier(gbp(0), -30), earlier(gbp(0), 2)] };
  it('go up to the number of the policy, with those of earlier changes', () => {
    expect(heldTo(tolerance, change({ days: 1 }))).toEqual({ policyVersion: 3, daysTolerated: 10, daysUsed: 9 });
    expect(heldTo(tolerance, change({ days: 2 }))).toEqual(
      beyond({ aspect: 'days', tolerated: '10 days', asked: '2 days', used: '9 days' }),
    );
    expect(heldTo({ ...tolerance, days: 1 }, change({ days: -5 }))).toEqual({ policyVersion: 3 });
  });
});

describe('an aspect in words', () => {
  const aspects = ['scope', 'quality', 'benefits', 'risk', 'sustainability'] as const;
  it('is untouched when it says 0 or none', () => {
    expect(heldTo({ ...policy, untouched: aspects }, change({}))).toEqual({ policyVersion: 3 });
  });
  it.each(aspects)('is touched when %s says anything else', (aspect) => {
    const tolerance = { ...policy, untouched: [aspect] };
    const asked = change({ [aspect]: 'None so far' });
    expect(heldTo(tolerance, asked)).toEqual(
      beyond({ aspect, tolerated: 'no impact', asked: '“None so far”', used: 'nothing' }),
    );
    expect(heldTo(policy, asked)).toEqual({ policyVersion: 3 });
  });
  it('is cut where it is long', () => {
    const told = heldTo({ ...policy, untouched: ['risk'] }, change({ risk: 'r'.repeat(2_000) }));
    expect(told).toMatchObject(beyond({ asked: `“${'r'.repeat(99)}…”` }));
  });
});
