import { scenario, type Past } from '@tabularium/testing';
import type { InterestRegisterEvents } from '../contract/interest-register.contract';
import { standingOn } from '../contract/standing-interests';
import { interestRegister } from './interest-register.decider';

type Happened = Past<InterestRegisterEvents>;
const { given } = scenario(interestRegister);
const today = '2026-03-02';
const how = { actor: 'ana', id: 'ana' };
const asked = { counterparty: 'Rowan Ltd', nature: 'Holds 2 % of the shares' };

const held: Happened = {
  type: 'StandingInterestDeclared',
  data: { interestId: 'ana.I1', ...asked, from: '2024-06-01' },
};
const ended = (on: string): Happened => ({ type: 'InterestEnded', data: { interestId: 'ana.I1', on } });

it('is written by the person only', () => {
  const by = { ...how, actor: 'ben' };
  given().when('DeclareStandingInterest', asked, by).thenRefused('NOT_YOUR_REGISTER');
  given(held).when('EndInterest', { interestId: 'ana.I1' }, by).thenRefused('NOT_YOUR_REGISTER');
  given().when('AttestNil', { year: 2026 }, by).thenRefused('NOT_YOUR_REGISTER');
});

it('takes an interest held since some day, once while it stands', () => {
  given()
    .when('DeclareStandingInterest', asked, how)
    .thenData({ interestId: 'ana.I1', ...asked, from: today });
  given(held).when('DeclareStandingInterest', asked, how).thenRefused('INTEREST_DECLARED', { interestId: 'ana.I1' });
  given(held, ended('2025-01-31'))
    .when('DeclareStandingInterest', { ...asked, from: '2026-01-01' }, how)
    .thenData({ interestId: 'ana.I2', ...asked, from: '2026-01-01' });
  given()
    .when('DeclareStandingInterest', { ...asked, from: '2026-03-03' }, how)
    .thenRefused('DATE_AHEAD');
});

it('ends what stands, on a day within', () => {
  given(held).when('EndInterest', { interestId: 'ana.I1' }, how).thenData({ interestId: 'ana.I1', on: today });
  given(held, ended(today)).when('EndInterest', { interestId: 'ana.I1' }, how).thenRefused('INTEREST_NOT_FOUND');
  given(held).when('EndInterest', { interestId: 'ana.I1', on: '2024-05-31' }, how).thenRefused('DATES_REVERSED');
  given(held).when('EndInterest', { interestId: 'ana.I1', on: '2026-03-03' }, how).thenRefused('DATE_AHEAD');
});

it('takes a nil return for this year or the last, if nothing was held in it', () => {
  given().when('AttestNil', { year: 2026 }, how).thenData({ year: 2026 });
  for (const year of [2024, 2027]) given().when('AttestNil', { year }, how).thenRefused('YEAR_WRONG', { year: 2026 });
  given(held)
    .when('AttestNil', { year: 2026 }, how)
    .thenRefused('INTERESTS_STAND', { year: 2026, interests: ['ana.I1'] });
  given(held, ended('2025-12-31')).when('AttestNil', { year: 2026 }, how).thenFacts('NilReturnAttested');
  given(held, ended('2026-01-01')).when('AttestNil', { year: 2026 }, how).thenRefused('INTERESTS_STAND');
  given({ type: 'NilReturnAttested', data: { year: 2026 } })
    .when('AttestNil', { year: 2026 }, how)
    .thenNothing();
});

it('says what is held on a day', () => {
  const interests = [{ id: 'ana.I1', counterparty: 'Rowan Ltd', from: '2024-06-01', until: '2025-12-31' }];
  const on = (day: string) => standingOn({ interests }, day).length;
  expect(['2024-05-31', '2024-06-01', '2025-12-31', '2026-01-01'].map(on)).toEqual([0, 1, 1, 0]);
});

describe('the return of a year', () => {
  const confirmed: Happened = { type: 'InterestsConfirmed', data: { year: 2026 } };
  const overdue: Happened = { type: 'AttestationOverdue', data: { year: 2025, dueOn: '2025-03-31' } };
  const system = { actor: 'system', id: 'ana' };

  it('confirms what stands, once, by the person only', () => {
    given(held).when('ConfirmInterests', { year: 2026 }, how).thenData({ year: 2026 });
    given(held, confirmed).when('ConfirmInterests', { year: 2026 }, how).thenFacts();
    given(held)
      .when('ConfirmInterests', { year: 2026 }, { ...how, actor: 'ben' })
      .thenRefused('NOT_YOUR_REGISTER');
    given(held).when('ConfirmInterests', { year: 2027 }, how).thenRefused('YEAR_WRONG');
    given(held, ended('2025-12-31')).when('ConfirmInterests', { year: 2026 }, how).thenRefused('NOTHING_STANDS');
  });

  it('is overdue after its last day, once, and not when it was made', () => {
    given(held).when('MarkAttestationOverdue', { year: 2025 }, system).thenData({ year: 2025, dueOn: '2025-03-31' });
    given(held).when('MarkAttestationOverdue', { year: 2026 }, system).thenFacts();
    given(held, overdue).when('MarkAttestationOverdue', { year: 2025 }, system).thenFacts();
    const made: readonly Happened[] = [
      { type: 'NilReturnAttested', data: { year: 2025 } },
      { type: 'InterestsConfirmed', data: { year: 2025 } },
    ];
    for (const past of made) given(past).when('MarkAttestationOverdue', { year: 2025 }, system).thenFacts();
  });
});
