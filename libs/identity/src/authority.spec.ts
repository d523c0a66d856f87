import { money, type AuthorityRule, type RateTable } from '@tabularium/kernel';
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

describe('an amount in another currency than the limits', () => {
  const rates: RateTable = { id: '2026-03-02.1', baseCurrency: 'GBP', date: '2026-03-02', rates: { EUR: '1.25' } };
  const eur = (minor: number) => money(minor, 'EUR');
  const rules = [rule('low', 50), rule('high', 200)] as const;
  it('is covered by a rate, by a limit of its own currency first', () => {
    const own: AuthorityRule = { ...rule('own', 100), limit: eur(100) };
    expect(rulesFor([...rules, own], eur(62), rates).map(({ ref }) => ref)).toEqual(['own', 'low', 'high']);
    expect(rulesFor(rules, eur(63), rates).map(({ ref }) => ref)).toEqual(['low', 'high']);
    expect(rulesFor(rules, eur(64), rates).map(({ ref }) => ref)).toEqual(['high']);
    expect(rulesFor(rules, eur(251), rates)).toEqual([]);
  });
  it('that lacks a rate is told, unless a limit covers it without', () => {
    const without = tryRules(rules);
    expect([without.authority.covers(gbp(201)), without.unrated()]).toEqual([false, undefined]);
    expect([without.authority.covers(eur(1)), without.unrated()]).toEqual([false, eur(1)]);
    const above = tryRules(rules, rates);
    expect([above.authority.covers(eur(251)), above.unrated(), above.largest()]).toEqual([false, undefined, undefined]);
  });
  it('is not mixed with amounts in a third', () => {
    const { authority, largest } = tryRules(rules, rates);
    expect([gbp(10), eur(10), gbp(20)].map((amount) => authority.covers(amount))).toEqual([true, false, true]);
    expect(largest()).toEqual(gbp(20));
  });
  it('is set apart as what it comes to', () => {
    const authority = byReserved(rule('low', 50), eur(50), () => undefined, rates);
    expect(authority.converted).toEqual({ amount: gbp(40), from: eur(50), rateTable: '2026-03-02.1' });
    expect([eur(50), eur(52), gbp(40), gbp(41)].map((amount) => authority.covers(amount))).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect(byReserved(rule('low', 50), gbp(40), () => undefined, rates).converted).toBeUndefined();
  });
  it('is told to who has one limit only', () => {
    const told: string[] = [];
    const authority = byRule(rule('low', 50), () => told.push('foreign'));
    expect([gbp(51), eur(1)].map((amount) => authority.covers(amount))).toEqual([false, false]);
    expect(told).toEqual(['foreign']);
  });
});
