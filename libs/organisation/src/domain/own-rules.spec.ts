import { money, type RateTable } from '@tabularium/kernel';
import { gbp } from '@tabularium/testing';
import type { DelegationMatrix } from './delegation-matrix.state';
import type { PersonalDelegation } from './delegation.state';
import { delegatedRule, ownRules, receivedFor } from './own-rules';
import { noPerson, type Person } from './person.state';

const matter = 'CHANGE_APPROVAL' as const;
const occasion = { matter, project: 'PRJ-1', day: '2026-03-03' };
const person: Person = {
  ...noPerson,
  registered: true,
  grants: [
    { id: 'ana.1', eventId: 'e1', role: 'PMO_MANAGER', from: '2026-01-01' },
    { id: 'ana.2', eventId: 'e2', role: 'PROJECT_MANAGER', project: 'PRJ-1', from: '2026-01-01' },
    { id: 'ana.3', eventId: 'e3', role: 'SPONSOR', project: 'PRJ-2', from: '2026-01-01' },
  ],
  delegations: [
    { id: 'ana.4', eventId: 'e4', matter, limit: gbp(300), from: '2026-03-01', until: '2026-03-31' },
    { id: 'ana.5', eventId: 'e5', matter: 'GATE_DECISION', limit: gbp(900), from: '2026-01-01' },
  ],
};
const row = (holder: string, pounds: number, cumulative?: number) => ({
  matter,
  holder,
  singleLimit: gbp(pounds),
  ...(cumulative ? { cumulativeLimit: gbp(cumulative), windowDays: 365 } : {}),
});
const version = (n: number, from: string, pounds: number) => ({
  version: n,
  stage: 'activated' as const,
  draftedBy: 'x',
  from,
  rows: [
    row('PROJECT_MANAGER', pounds, pounds * 2),
    row('SPONSOR', 200),
    row('PMO_MANAGER', 500),
    { matter, holder: 'IB' },
  ],
});
const matrix: DelegationMatrix = { versions: [version(1, '2026-01-01', 50), version(2, '2026-03-04', 80)] };
const right = { id: 'ana', person, matrix, matrixId: 'organisation' };

describe('what a person may decide', () => {
  it('comes from their own limit and their roles, in that project and on that day, the lowest first', () => {
    expect(ownRules(right, occasion).map(({ ref }) => ref)).toEqual([
      'organisation.1.PROJECT_MANAGER',
      'ana.4',
      'organisation.1.PMO_MANAGER',
    ]);
    expect(ownRules(right, occasion)[0]).toEqual({
      ref: 'organisation.1.PROJECT_MANAGER',
      holder: 'PROJECT_MANAGER',
      limit: gbp(50),
      cumulative: { limit: gbp(100), windowDays: 365 },
      stream: 'delegationMatrix-organisation',
    });
  });
  it('is told by the version in force on the day', () => {
    expect(ownRules(right, { ...occasion, day: '2026-03-04' })[0]).toMatchObject({
      ref: 'organisation.2.PROJECT_MANAGER',
      limit: gbp(80),
    });
    expect(ownRules(right, { ...occasion, day: '2025-12-31' })).toEqual([]);
  });
  it('is nothing while access is suspended', () => {
    expect(ownRules({ ...right, person: { ...person, suspended: {} } }, occasion)).toEqual([]);
  });
  it('is of one project where the role is', () => {
    expect(ownRules(right, { ...occasion, project: 'PRJ-2' }).map(({ ref }) => ref)).toEqual([
      'organisation.1.SPONSOR',
      'ana.4',
      'organisation.1.PMO_MANAGER',
    ]);
  });
});

describe('what was delegated to a person', () => {
  const held: PersonalDelegation = {
    id: 'PRJ-1.ben~1',
    eventId: 'e',
    giver: 'ana',
    to: 'ben',
    projectId: 'PRJ-1',
    matter,
    limit: gbp(400),
    from: '2026-03-01',
    until: '2026-03-31',
    accepted: true,
  };
  const received = (more: Partial<PersonalDelegation>, at = occasion) =>
    receivedFor({ standing: [{ ...held, ...more }], given: 1 }, 'ben', at).length;
  it('counts when it is accepted, in its matter, its project and its days', () => {
    expect(received({})).toBe(1);
    expect(received({ accepted: false })).toBe(0);
    expect(received({ to: 'cat' })).toBe(0);
    expect(received({ matter: 'GATE_DECISION' })).toBe(0);
    expect(received({ until: '2026-03-02' })).toBe(0);
    expect(received({}, { ...occasion, project: 'PRJ-2' })).toBe(0);
  });
  it('is never more than the giver still has, and counts with the giver', () => {
    const rules = ownRules(right, occasion);
    expect(delegatedRule(held, rules)).toEqual({
      ref: 'PRJ-1.ben~1',
      holder: 'PMO_MANAGER',
      limit: gbp(400),
      stream: 'delegation-PRJ-1.ben',
      onBehalfOf: 'ana',
    });
    expect(delegatedRule({ ...held, limit: gbp(600) }, rules)?.limit).toEqual(gbp(500));
    expect(delegatedRule(held, rules.slice(0, 1))).toMatchObject({
      holder: 'PROJECT_MANAGER',
      limit: gbp(50),
      cumulative: { limit: gbp(100) },
    });
    expect(delegatedRule(held, [])).toBeUndefined();
  });
  it('is measured in the currency of the giver, which takes a rate where it is in another', () => {
    const rates: RateTable = { id: '2026-03-02.1', baseCurrency: 'GBP', date: '2026-03-02', rates: { EUR: '1.25' } };
    const rules = ownRules(right, occasion);
    const euros = { ...held, limit: money(25_000, 'EUR') };
    expect(delegatedRule(euros, rules)).toBeUndefined();
    expect(delegatedRule(euros, rules, rates)).toMatchObject({
      holder: 'PMO_MANAGER',
      limit: gbp(200),
      convertedLimit: { amount: gbp(200), from: money(25_000, 'EUR'), rateTable: '2026-03-02.1' },
    });
    expect(delegatedRule({ ...held, limit: money(90_000, 'EUR') }, rules, rates)?.limit).toEqual(gbp(500));
  });
});
