import { money, type AuthorityRule } from '@tabularium/kernel';
import { authorityOf, byReserved, byRule, rulesFor, tryRules } from './authority';

const gbp = (minor: number) => money(minor, 'GBP');
const rule = (ref: string, minor: number): AuthorityRule => ({
  ref,
  holder: ref,
  limit: gbp(minor),
  stream: `person-${ref}`,
});

describe('authority', () => {
  it('by a rule is its limit, inclusive, in its currency', () => {
    const authority = byRule(rule('ana.2', 100));
    expect(authority).toMatchObject({ basis: 'DELEGATION', ref: 'ana.2', limit: gbp(100) });
    expect([gbp(100), gbp(101), money(1, 'EUR')].map((amount) => authority.covers(amount))).toEqual([
      true,
      false,
      false,
    ]);
  });
  it('of a role covers nothing', () => {
    const authority = authorityOf('PMO_MANAGER', {});
    expect(authority).toMatchObject({ basis: 'ROLE', ref: 'PMO_MANAGER' });
    expect(authority.covers(gbp(0))).toBe(false);
  });
  it('of who repeats an earlier record decides nothing', () => {
    const authority = authorityOf('PMO_MANAGER', { asserts: true });
    expect(authority).toMatchObject({ basis: 'LEGACY', ref: 'PMO_MANAGER' });
    expect(authority.covers(gbp(0))).toBe(false);
  });
  it('of the engine is the event that made it act, or the decision it carries out', () => {
    expect(authorityOf('SYSTEM', {}, { cause: 'event-1' })).toMatchObject({ basis: 'SYSTEM', ref: 'event-1' });
    const decided = authorityOf('SYSTEM', {}, { cause: 'event-1', decision: 'IB-2026-0001' });
    expect(decided).toMatchObject({ basis: 'DECISION', ref: 'IB-2026-0001' });
    expect(decided.covers(gbp(1_000_000))).toBe(true);
  });
});

describe('several rules', () => {
  const rules = [rule('low', 50), rule('high', 200)] as const;
  it('cover what one of them covers, and note the largest amount', () => {
    const { authority, largest } = tryRules(rules);
    expect(largest()).toBeUndefined();
    expect([gbp(40), gbp(150), gbp(201), gbp(60)].map((amount) => authority.covers(amount))).toEqual([
      true,
      true,
      false,
      true,
    ]);
    expect(largest()).toEqual(gbp(150));
    expect(authority).toMatchObject({ ref: 'high', limit: gbp(200) });
  });
  it('are taken from the lowest that covers', () => {
    expect(rulesFor(rules, gbp(50)).map(({ ref }) => ref)).toEqual(['low', 'high']);
    expect(rulesFor(rules, gbp(51)).map(({ ref }) => ref)).toEqual(['high']);
    expect(rulesFor(rules, money(1, 'EUR'))).toEqual([]);
  });
});

describe('an amount set apart', () => {
  it('is all that is covered, and more is told', () => {
    const told: string[] = [];
    const authority = byReserved(rule('low', 50), gbp(40), () => told.push('more'));
    expect([gbp(40), gbp(41)].map((amount) => authority.covers(amount))).toEqual([true, false]);
    expect(told).toEqual(['more']);
    expect(byReserved(rule('low', 50), undefined, () => told.push('none')).covers(gbp(0))).toBe(false);
    expect(told).toEqual(['more', 'none']);
  });
});
