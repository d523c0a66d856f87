import { scenario, type Past } from '@tabularium/testing';
import type { PersonEvents } from '../contract/person.contract';
import { person } from './person.decider';

type Happened = Past<PersonEvents>;
const { given } = scenario(person);
const registered: Happened = { type: 'PersonRegistered', data: { name: 'Ana', unit: 'PMO' } };
const away: Happened = {
  type: 'LeaveRecorded',
  data: { leaveId: 'ana.L1', from: '2026-03-09', until: '2026-03-20' },
};
const today = '2026-03-02';
const how = { actor: 'ana', id: 'ana' };

it('is recorded ahead, by the person or the PMO', () => {
  const days = { from: today, until: '2026-03-06' };
  given(registered)
    .when('RecordLeave', days, how)
    .thenData({ leaveId: 'ana.L1', ...days });
  given(registered)
    .when('RecordLeave', days, { ...how, actor: 'mia', role: 'PMO_MANAGER' })
    .thenFacts('LeaveRecorded');
  given(registered)
    .when('RecordLeave', days, { ...how, actor: 'ben', role: 'SPONSOR' })
    .thenRefused('LEAVE_OF_ANOTHER');
  given().when('RecordLeave', days, how).thenRefused('PERSON_NOT_FOUND');
  given(registered)
    .when('RecordLeave', { ...days, from: '2026-03-01' }, how)
    .thenRefused('FROM_IN_PAST');
  given(registered)
    .when('RecordLeave', { ...days, until: '2026-03-01' }, how)
    .thenRefused('DATES_REVERSED');
});

it('does not overlap another, and is numbered on', () => {
  const past = [registered, away];
  given(...past)
    .when('RecordLeave', { from: '2026-03-20', until: '2026-03-25' }, how)
    .thenRefused('LEAVE_OVERLAPS', { leaveId: 'ana.L1' });
  const after = { from: '2026-03-21', until: '2026-03-25' };
  given(...past)
    .when('RecordLeave', after, how)
    .thenData({ leaveId: 'ana.L2', ...after });
});

it('ends before its last day, once', () => {
  const past = [registered, away];
  const ended: Happened = { type: 'LeaveEnded', data: { leaveId: 'ana.L1' } };
  given(...past)
    .when('EndLeave', { leaveId: 'ana.L1' }, how)
    .thenData({ leaveId: 'ana.L1' });
  given(...past, ended)
    .when('EndLeave', { leaveId: 'ana.L1' }, how)
    .thenRefused('LEAVE_NOT_FOUND');
  given(...past)
    .when('EndLeave', { leaveId: 'ana.L1' }, { ...how, actor: 'ben' })
    .thenRefused('LEAVE_OF_ANOTHER');
  given(...past, ended)
    .when('RecordLeave', { from: '2026-03-09', until: '2026-03-20' }, how)
    .thenData({ leaveId: 'ana.L2', from: '2026-03-09', until: '2026-03-20' });
});
