import { viewRows, type Seen } from '@tabularium/testing';
import type { InterestRegisterEvents } from '../contract/interest-register.contract';
import { interestRegister } from './interest-register.view';

type Event = Seen<InterestRegisterEvents>;
const id = 'ana';
const rows = (...events: readonly Event[]) => viewRows<InterestRegisterEvents>(interestRegister, ...events);
const declared: Event = {
  id,
  type: 'StandingInterestDeclared',
  data: { interestId: 'ana.I1', counterparty: 'Rowan Ltd', nature: 'Shares', from: '2024-06-01' },
};

it('shows what is held, and until when', () => {
  const held = { personId: 'ana', kind: 'STANDING', counterparty: 'Rowan Ltd', nature: 'Shares', from: '2024-06-01' };
  expect(rows(declared)).toEqual({ 'ana.I1': { ...held, until: null, year: null } });
  const ended: Event = { id, type: 'InterestEnded', data: { interestId: 'ana.I1', on: '2026-01-31' } };
  expect(rows(declared, ended)['ana.I1']).toMatchObject({ until: '2026-01-31' });
});

it('shows a nil return by its year', () => {
  const nil: Event = { id, type: 'NilReturnAttested', data: { year: 2026 } };
  expect(rows(nil)['ana.2026']).toMatchObject({ personId: 'ana', kind: 'NIL', year: 2026, counterparty: null });
});
