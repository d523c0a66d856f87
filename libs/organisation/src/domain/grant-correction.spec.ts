import { addDays } from '@tabularium/kernel';
import { gbp, scenario, type Past } from '@tabularium/testing';
import type { PersonEvents } from '../contract/person.contract';
import { person } from './person.decider';

type Happened = Past<PersonEvents>;
const { given } = scenario(person);
const today = '2026-03-02';
const how = { actor: 'dora', id: 'paul' };
const reason = 'Letter found';

const registered: Happened = { type: 'PersonRegistered', data: { name: 'Paul', unit: 'PMO' } };
type Given = PersonEvents['RoleGranted'];
const grant = (more: Partial<Given> = {}): Given => ({
  grantId: 'paul.1',
  role: 'PMO_ANALYST',
  from: '2026-01-05',
  ...more,
});
const holds = (more: Partial<Given> = {}): Happened => ({ type: 'RoleGranted', data: grant(more) });
const runsOut = (more: object = {}): Happened => ({
  type: 'RoleExpired',
  data: { grantId: 'paul.1', role: 'PMO_ANALYST', ...more },
});
const takenBack = (day: string, role: Given['role'] = 'PMO_ANALYST'): Happened => ({
  type: 'RoleRevoked',
  data: { grantId: 'paul.1', role, reason: 'Moved' },
  at: `${day}T09:00:00.000Z`,
});
const correcting = (changed: object, ...past: readonly Happened[]) =>
  given(registered, ...past).when('CorrectRoleGrant', { grantId: 'paul.1', reason, ...changed }, how);

describe('correcting a role', () => {
  it('replaces its first day, and keeps what was believed', () => {
    const { facts } = correcting({ from: '2026-02-01' }, holds());
    expect(facts).toEqual([
      {
        type: 'FactCorrected',
        data: {
          correctsEventId: 'event-1',
          factType: 'RoleGranted',
          was: grant(),
          shouldBe: grant({ from: '2026-02-01' }),
          reason,
        },
        reason,
        corrected: { on: '2026-02-01' },
      },
    ]);
  });
  it('gives it a last day, with the day on which it ran out', () => {
    const { facts } = correcting({ until: '2026-02-10' }, holds());
    expect(facts.map(({ type, effectiveOn }) => [type, effectiveOn])).toEqual([
      ['FactCorrected', undefined],
      ['RoleExpired', '2026-02-11'],
    ]);
  });
  it('moves the day on which it runs out with the last day, or takes it out', () => {
    const past = [holds({ until: '2026-02-10' }), runsOut()];
    expect(correcting({ until: '2026-02-20' }, ...past).facts[1]).toMatchObject({
      data: { correctsEventId: 'event-2', factType: 'RoleExpired' },
      corrected: { on: '2026-02-21' },
    });
    correcting({ withoutEnd: true }, ...past).thenFacts('FactCorrected', 'FactVoided');
  });
  it('moves it to the project it was for', () => {
    const project = 'PRJ-1';
    const past = [
      holds({ role: 'SPONSOR', project, until: '2026-12-31' }),
      runsOut({ role: 'SPONSOR', project }),
    ] as const;
    const { facts } = correcting({ project: 'PRJ-2' }, ...past);
    expect(facts.map(({ data }) => data)).toMatchObject([
      { shouldBe: { project: 'PRJ-2' } },
      { was: { project }, shouldBe: { project: 'PRJ-2' } },
    ]);
  });
  it('says nothing where nothing is different', () => {
    correcting({ from: '2026-01-05' }, holds()).thenNothing();
    correcting({ withoutEnd: true }, holds()).thenNothing();
  });
  it('reaches a role that was taken back, never from a day after that', () => {
    const past = [holds(), takenBack('2026-02-10')];
    expect(correcting({ from: '2026-02-10' }, ...past).facts[0]).toMatchObject({
      corrected: { on: '2026-02-10', notAfter: '2026-02-10T09:00:00.000Z' },
    });
    correcting({ from: '2026-02-11' }, ...past).thenRefused('AFTER_REVOCATION', { endedOn: '2026-02-10' });
  });
  it.each([
    ['Pacific/Auckland', '2026-02-10T20:00:00.000Z', '2026-02-11', '2026-02-12'],
    ['America/Los_Angeles', '2026-02-11T02:00:00.000Z', '2026-02-10', '2026-02-11'],
  ])('goes by the day it was taken back there: %s', (zone, at, day, dayAfter) => {
    const past = [registered, holds(), { ...takenBack('2026-02-10'), at }];
    const moved = (from: string, ...more: readonly Happened[]) =>
      given(...past, ...more).when('CorrectRoleGrant', { grantId: 'paul.1', from, reason }, { ...how, zone });
    moved(day).thenFacts('FactCorrected');
    moved(dayAfter).thenRefused('AFTER_REVOCATION', { endedOn: day });
    const since = (from: string) => holds({ grantId: 'paul.2', role: 'AUDITOR', from });
    moved('2026-01-02', since(day)).thenFacts('FactCorrected');
    moved('2026-01-02', since(addDays(day, -1))).thenRefused('SOD_ROLE_CLASH');
  });
  it.each([
    ['GRANT_NOT_FOUND', { grantId: 'paul.9' }, [holds()]],
    ['DATES_REVERSED', { until: '2026-01-04' }, [holds()]],
    ['END_CONTRADICTED', { until: '2026-02-04', withoutEnd: true }, [holds()]],
    ['PROJECT_NOT_EXPECTED', { project: 'PRJ-1' }, [holds()]],
    [
      'SOD_ROLE_CLASH',
      { withoutEnd: true },
      [holds({ until: '2026-02-10' }), holds({ grantId: 'paul.2', role: 'AUDITOR', from: '2026-02-11' })],
    ],
    [
      'ROLE_ALREADY_HELD',
      { withoutEnd: true },
      [holds({ until: '2026-02-10' }), holds({ grantId: 'paul.2', from: '2026-02-11' })],
    ],
  ] as const)('is refused: %s', (code, changed, past) => {
    correcting(changed, ...past).thenRefused(code);
  });
  it('is refused for who may decide up to a limit on days as an auditor', () => {
    const limit = { delegationId: 'paul.2', matter: 'GATE_DECISION', limit: gbp(1), from: '2026-02-01' } as const;
    const past = [holds({ role: 'AUDITOR', until: '2026-01-31' }), { type: 'DelegationGranted', data: limit }] as const;
    correcting({ until: '2026-02-01' }, ...past).thenRefused('SOD_ROLE_CLASH');
    correcting({ until: '2026-01-30' }, ...past).thenFacts('FactCorrected', 'RoleExpired');
  });
  it('gives way to what was given on the day it was taken back', () => {
    const past = [holds(), takenBack('2026-02-10'), holds({ grantId: 'paul.2', role: 'AUDITOR', from: '2026-02-10' })];
    correcting({ from: '2026-01-02' }, ...past).thenFacts('FactCorrected');
  });
  it('is done by somebody else, of a person there is', () => {
    const asked = { grantId: 'paul.1', reason };
    for (const command of ['CorrectRoleGrant', 'VoidRoleGrant'] as const) {
      given(registered, holds())
        .when(command, asked, { ...how, actor: 'paul' })
        .thenRefused('SOD_SELF_GRANT');
      given().when(command, asked, how).thenRefused('PERSON_NOT_FOUND');
      given(registered, holds())
        .when(command, { ...asked, grantId: 'paul.9' }, how)
        .thenRefused('GRANT_NOT_FOUND');
    }
  });
  it('ends a directorship only on a day that has passed: the director who says so is left', () => {
    const director = holds({ role: 'PMO_DIRECTOR' });
    correcting({ until: today }, director).thenRefused('LAST_DIRECTOR');
    correcting({ until: '2026-03-01' }, director).thenFacts('FactCorrected', 'RoleExpired');
  });
});

describe('a role that never was', () => {
  it('is taken out, with its running out', () => {
    const asked = { grantId: 'paul.1', reason };
    given(registered, holds()).when('VoidRoleGrant', asked, how).thenFacts('FactVoided');
    given(registered, holds({ until: '2026-02-10' }), runsOut())
      .when('VoidRoleGrant', asked, how)
      .thenFacts('FactVoided', 'FactVoided');
  });
  it('leaves no day on which its successor by the same id would run out', () => {
    given(registered, holds({ from: '2026-04-01', until: '2026-05-01' }), runsOut())
      .when('RevokeRole', { role: 'PMO_ANALYST', reason }, how)
      .thenFacts('FactVoided', 'FactVoided');
  });
});
