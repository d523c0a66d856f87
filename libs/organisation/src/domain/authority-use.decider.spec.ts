import { money } from '@tabularium/kernel';
import { gbp, scenario, type Past } from '@tabularium/testing';
import type { AuthorityUseEvents } from '../contract/authority-use.contract';
import { authorityUse } from './authority-use.decider';

const { given } = scenario(authorityUse);
const id = 'PROJECT_MANAGER.CHANGE_APPROVAL';
const how = { id, actor: 'paul' };
const asked = (reservation: string, pounds: number, projectId = 'PRJ-1') => ({
  reservation,
  matter: 'CHANGE_APPROVAL' as const,
  target: `changeRequest-${projectId}.CR-01`,
  projectId,
  amount: gbp(pounds),
  rule: 'organisation.1.PROJECT_MANAGER',
  cumulativeLimit: gbp(100_000),
  windowDays: 365,
});
const reserved = (
  reservation: string,
  pounds: number,
  on = '2026-03-01',
  projectId = 'PRJ-1',
): Past<AuthorityUseEvents> => ({
  type: 'AuthorityReserved',
  data: { ...asked(reservation, pounds, projectId), by: 'paul', on, usedBefore: gbp(0) },
});
const exercised = (reservation: string, pounds: number): Past<AuthorityUseEvents> => ({
  type: 'AuthorityExercised',
  data: { reservation, amount: gbp(pounds) },
});
const released = (reservation: string): Past<AuthorityUseEvents> => ({
  type: 'AuthorityReleased',
  data: { reservation, because: 'x' },
});

describe('a cumulative limit', () => {
  it('lets two of 40,000 through and refuses the third, with the arithmetic', () => {
    const two = [reserved('a', 40_000), exercised('a', 40_000), reserved('b', 40_000)];
    given(...two.slice(0, 2))
      .when('ReserveAuthority', asked('b', 40_000), how)
      .thenData({ ...asked('b', 40_000), by: 'paul', on: '2026-03-02', usedBefore: gbp(40_000) });
    given(...two)
      .when('ReserveAuthority', asked('c', 40_000), how)
      .thenRefused('AUTHORITY_EXCEEDED_CUMULATIVE', {
        projectId: 'PRJ-1',
        windowDays: 365,
        usedBefore: gbp(80_000),
        total: gbp(120_000),
        limit: gbp(100_000),
        holder: 'PROJECT_MANAGER',
      });
  });
  it('may be used to the last penny', () => {
    const before = reserved('a', 60_000);
    given(before).when('ReserveAuthority', asked('b', 40_000), how).thenFacts('AuthorityReserved');
    given(before).when('ReserveAuthority', asked('b', 40_000.01), how).thenRefused('AUTHORITY_EXCEEDED_CUMULATIVE');
  });
  it('counts what was given back no more, other projects and currencies never', () => {
    const euros = reserved('e', 0);
    given(reserved('a', 90_000), released('a'), reserved('b', 90_000, '2026-03-01', 'PRJ-2'), {
      ...euros,
      data: { ...euros.data, amount: money(9_000_000, 'EUR') },
    })
      .when('ReserveAuthority', asked('c', 90_000), how)
      .thenFacts('AuthorityReserved');
  });
  it('counts the days of the window, today included', () => {
    const on = (day: string) =>
      given(reserved('a', 90_000, day)).when('ReserveAuthority', { ...asked('b', 20_000), windowDays: 30 }, how);
    on('2026-02-01').thenRefused('AUTHORITY_EXCEEDED_CUMULATIVE');
    on('2026-01-31').thenFacts('AuthorityReserved');
  });
  it('knows its own reservation again, and puts another amount in its place', () => {
    given(reserved('a', 90_000)).when('ReserveAuthority', asked('a', 90_000), how).thenNothing();
    given(reserved('a', 90_000)).when('ReserveAuthority', asked('a', 95_000), how).thenFacts('AuthorityReserved');
    given(reserved('a', 90_000), exercised('a', 90_000))
      .when('ReserveAuthority', asked('a', 90_000), how)
      .thenNothing();
    given(reserved('a', 90_000), released('a'))
      .when('ReserveAuthority', asked('a', 90_000), how)
      .thenFacts('AuthorityReserved');
  });
});

describe('the outcome of a reservation', () => {
  it('is recorded once', () => {
    given(reserved('a', 10)).when('ConfirmAuthority', { reservation: 'a' }, how).thenFacts('AuthorityExercised');
    given(reserved('a', 10), exercised('a', 10)).when('ConfirmAuthority', { reservation: 'a' }, how).thenNothing();
    given().when('ConfirmAuthority', { reservation: 'a' }, how).thenNothing();
    given(reserved('a', 10))
      .when('ReleaseAuthority', { reservation: 'a', because: 'x' }, how)
      .thenFacts('AuthorityReleased');
    for (const past of [[released('a')], [exercised('a', 10)]])
      given(reserved('a', 10), ...past)
        .when('ReleaseAuthority', { reservation: 'a', because: 'x' }, how)
        .thenNothing();
  });
  it('that was a use is a use, even when the reservation had run out', () => {
    given(reserved('a', 10), released('a'))
      .when('ConfirmAuthority', { reservation: 'a' }, how)
      .thenFacts('AuthorityExercised');
  });
});
