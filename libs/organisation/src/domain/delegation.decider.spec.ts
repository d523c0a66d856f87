import { money, type AuthorityRule, type RateTable } from '@tabularium/kernel';
import { gbp, scenario, type Past } from '@tabularium/testing';
import type { DelegationEvents } from '../contract/delegation.contract';
import { delegation } from './delegation.decider';

const { given } = scenario(delegation);
const matter = 'CHANGE_APPROVAL' as const;
const own: AuthorityRule = { ref: 'ana.1', holder: 'ana', limit: gbp(100), stream: 'person-ana' };
const facts = { delegateKnown: true, own: [own], received: false };
const rates: RateTable = { id: '2026-03-02.1', baseCurrency: 'GBP', date: '2026-03-02', rates: { EUR: '1.25' } };
const how = { id: 'ben', actor: 'ana', facts };
const asked = { from: 'ana', to: 'ben', matter, limit: gbp(100), validUntil: '2026-03-31', reason: 'Leave' };

const granted = (more: object = {}): Past<DelegationEvents> => ({
  type: 'PersonalDelegationGranted',
  data: { ...asked, delegationId: 'ben~1', validFrom: '2026-03-01', ...more },
});
const accepted: Past<DelegationEvents> = { type: 'PersonalDelegationAccepted', data: { delegationId: 'ben~1' } };

describe('delegating', () => {
  it('passes part of the own authority on, with the day on which it runs out', () => {
    given()
      .when('GrantDelegation', asked, how)
      .thenFacts('PersonalDelegationGranted', 'PersonalDelegationExpired')
      .thenData({ ...asked, delegationId: 'ben~1', validFrom: '2026-03-02' });
  });
  it('may be for one project', () => {
    given()
      .when('GrantDelegation', asked, { ...how, id: 'PRJ-1.ben' })
      .thenData({ ...asked, delegationId: 'PRJ-1.ben~1', projectId: 'PRJ-1', validFrom: '2026-03-02' });
  });
  it.each([
    ['STREAM_NAMES_ANOTHER', {}, { id: 'cat' }],
    ['NOT_YOURS', { from: 'cat' }, {}],
    ['SOD_SELF_GRANT', { to: 'ana' }, { id: 'ana' }],
    ['PERSON_NOT_FOUND', {}, { facts: { ...facts, delegateKnown: false } }],
    ['SOD_ROLE_CLASH', {}, { facts: { ...facts, barredAs: 'AUDITOR' } }],
    ['FROM_IN_PAST', { validFrom: '2026-03-01' }, {}],
    ['DATES_REVERSED', { validFrom: '2026-04-01' }, {}],
    ['DELEGATION_TOO_LONG', { validUntil: '2026-08-29' }, {}],
    ['DELEGATION_EXCEEDS_SOURCE', { limit: gbp(100.01) }, {}],
    ['DELEGATION_EXCEEDS_SOURCE', { limit: money(12_502, 'EUR') }, { facts: { ...facts, rates } }],
    ['RATE_NOT_PUBLISHED', { limit: money(1, 'EUR') }, {}],
    ['RATE_NOT_PUBLISHED', { limit: money(1, 'USD') }, { facts: { ...facts, rates } }],
    ['DELEGATION_EXCEEDS_SOURCE', {}, { facts: { ...facts, own: [] } }],
    ['NO_SUBDELEGATION', {}, { facts: { ...facts, own: [], received: true } }],
  ])('is refused with %s for %j %j', (code, more, other) => {
    given()
      .when('GrantDelegation', { ...asked, ...more }, { ...how, ...other })
      .thenRefused(code);
  });
  it('may be in another currency, by the rates in force, of which it keeps the table', () => {
    const limit = money(12_500, 'EUR');
    const how2 = { ...how, facts: { ...facts, rates } };
    const converted = { convertedLimit: gbp(100), rateTable: '2026-03-02.1' };
    given()
      .when('GrantDelegation', { ...asked, limit }, how2)
      .thenData({ ...asked, limit, ...converted, delegationId: 'ben~1', validFrom: '2026-03-02' });
    const both = { ...how2, facts: { ...how2.facts, own: [{ ...own, limit: money(20_000, 'EUR') }, own] } };
    given()
      .when('GrantDelegation', { ...asked, limit }, both)
      .thenData({ ...asked, limit, delegationId: 'ben~1', validFrom: '2026-03-02' });
  });
  it('lasts 180 days at most, both ends included', () => {
    given()
      .when('GrantDelegation', { ...asked, validUntil: '2026-08-28' }, how)
      .thenFacts('PersonalDelegationGranted', 'PersonalDelegationExpired');
  });
});

describe('a delegation', () => {
  const it1 = { delegationId: 'ben~1' };
  it('is accepted by the one it is for, once', () => {
    given(granted()).when('AcceptDelegation', it1, { actor: 'ana' }).thenRefused('NOT_YOURS');
    given(granted()).when('AcceptDelegation', it1, { actor: 'ben' }).thenFacts('PersonalDelegationAccepted');
    given(granted(), accepted).when('AcceptDelegation', it1, { actor: 'ben' }).thenNothing();
    const ahead = given(granted({ validFrom: '2026-03-10' })).when('AcceptDelegation', it1, { actor: 'ben' });
    expect(ahead.facts).toMatchObject([{ effectiveOn: '2026-03-10' }]);
    given().when('AcceptDelegation', it1, { actor: 'ben' }).thenRefused('DELEGATION_NOT_FOUND');
    given(granted({ validUntil: '2026-03-01' }))
      .when('AcceptDelegation', it1, { actor: 'ben' })
      .thenRefused('DELEGATION_NOT_FOUND');
  });
  it('is ended by either side, or by a director', () => {
    const end = { ...it1, reason: 'Back' };
    for (const actor of ['ana', 'ben'])
      given(granted(), accepted).when('EndDelegation', end, { actor }).thenFacts('PersonalDelegationEnded');
    given(granted()).when('EndDelegation', end, { actor: 'cat', role: 'PMO_MANAGER' }).thenRefused('NOT_YOURS');
    given(granted())
      .when('EndDelegation', end, { actor: 'cat', role: 'PMO_DIRECTOR' })
      .thenFacts('PersonalDelegationEnded');
    given(granted({ validFrom: '2026-03-10' }))
      .when('EndDelegation', end, { actor: 'ana' })
      .thenFacts('FactVoided');
  });
});
