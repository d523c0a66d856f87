import { viewRows, type Seen } from '@tabularium/testing';
import type { InterestRegisterEvents } from '../contract/interest-register.contract';
import { returnDeadlines } from './return-deadlines.view';

type Event = Seen<InterestRegisterEvents>;
const id = 'ana';
const due = (...events: readonly Event[]) =>
  viewRows<InterestRegisterEvents>(returnDeadlines, ...events)['ana']?.['due'];
const declared: Event = {
  id,
  type: 'StandingInterestDeclared',
  data: { interestId: 'ana.I1', counterparty: 'Rowan Ltd', nature: 'Shares', from: '2024-06-01' },
};
const nil = (year: number): Event => ({ id, type: 'NilReturnAttested', data: { year } });
const confirmed = (year: number): Event => ({ id, type: 'InterestsConfirmed', data: { year } });
const late = (year: number): Event => ({
  id,
  type: 'AttestationOverdue',
  data: { year, dueOn: `${year}-03-31` },
});

it('begins with the year after the first entry, whatever is declared then', () => {
  expect(due(declared)).toBe('2027-04-01');
  expect(due(declared, declared)).toBe('2027-04-01');
  expect(due(nil(2026))).toBe('2027-04-01');
});

it('goes on to the next year once the return is made or missed', () => {
  expect(due(declared, confirmed(2027))).toBe('2028-04-01');
  expect(due(declared, late(2027))).toBe('2028-04-01');
});

it('is not set back by a return that is made up for', () => {
  expect(due(declared, late(2027), late(2028), confirmed(2027))).toBe('2029-04-01');
});
