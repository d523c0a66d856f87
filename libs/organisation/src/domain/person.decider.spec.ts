import fc from 'fast-check';
import { ROLES } from '@tabularium/contracts';
import { addDays } from '@tabularium/kernel';
import { gbp, scenario, stateOf, type Past } from '@tabularium/testing';
import type { PersonEvents } from '../contract/person.contract';
import { person } from './person.decider';

type Happened = Past<PersonEvents>;
const { given } = scenario(person);
const today = '2026-03-02';
const how = { actor: 'dora', id: 'paul' };

const registered: Happened = { type: 'PersonRegistered', data: { name: 'Paul', unit: 'PMO' } };
const holds = (role: (typeof ROLES)[number], more: object = {}): Happened => ({
  type: 'RoleGranted',
  data: { grantId: 'paul.1', role, from: '2026-01-05', ...more },
});
const mayApprove: Happened = {
  type: 'DelegationGranted',
  data: { delegationId: 'paul.2', matter: 'PROJECT_APPROVAL', limit: gbp(1000), from: '2026-01-05' },
};

describe('registering', () => {
  it('enters a person', () => {
    given().when('RegisterPerson', { name: 'Paul', unit: 'PMO' }, how).thenFacts('PersonRegistered');
  });
  it('refuses an id that is taken', () => {
    given(registered).when('RegisterPerson', { name: 'Paul', unit: 'PMO' }, how).thenRefused('PERSON_EXISTS');
  });
});

describe('giving a role', () => {
  it('gives it from today, numbered within the person', () => {
    given(registered)
      .when('GrantRole', { role: 'PMO_ANALYST' }, how)
      .thenData({ grantId: 'paul.1', role: 'PMO_ANALYST', from: today });
  });
  it('decides with a last day when it will have run out', () => {
    const { facts } = given(registered).when('GrantRole', { role: 'PMO_ANALYST', until: '2026-03-31' }, how);
    expect(facts.map(({ type, effectiveOn }) => [type, effectiveOn])).toEqual([
      ['RoleGranted', today],
      ['RoleExpired', '2026-04-01'],
    ]);
  });
  it('refuses a person nobody registered', () => {
    given().when('GrantRole', { role: 'PMO_ANALYST' }, how).thenRefused('PERSON_NOT_FOUND');
  });
  it('refuses to give it to oneself', () => {
    given(registered)
      .when('GrantRole', { role: 'PMO_DIRECTOR' }, { ...how, actor: 'paul' })
      .thenRefused('SOD_SELF_GRANT');
  });
  it('refuses a project role without its project, and another one with', () => {
    given(registered).when('GrantRole', { role: 'SPONSOR' }, how).thenRefused('PROJECT_REQUIRED');
    given(registered).when('GrantRole', { role: 'AUDITOR', project: 'PRJ-1' }, how).thenRefused('PROJECT_NOT_EXPECTED');
  });
  it('refuses days that have passed or are reversed', () => {
    given(registered).when('GrantRole', { role: 'AUDITOR', from: '2026-03-01' }, how).thenRefused('FROM_IN_PAST');
    given(registered)
      .when('GrantRole', { role: 'AUDITOR', from: '2026-03-09', until: '2026-03-08' }, how)
      .thenRefused('DATES_REVERSED');
  });
  it('refuses a role held within these days, and takes it the day after', () => {
    const until = { until: '2026-03-31' };
    const asked = { role: 'PMO_ANALYST' } as const;
    given(registered, holds('PMO_ANALYST', until)).when('GrantRole', asked, how).thenRefused('ROLE_ALREADY_HELD');
    given(registered, holds('PMO_ANALYST', until))
      .when('GrantRole', { ...asked, from: '2026-04-01' }, how)
      .thenFacts('RoleGranted');
  });
  it('gives a project role for a second project', () => {
    given(registered, holds('SPONSOR', { project: 'PRJ-1' }))
      .when('GrantRole', { role: 'SPONSOR', project: 'PRJ-2' }, how)
      .thenData({ grantId: 'paul.2', role: 'SPONSOR', project: 'PRJ-2', from: today });
  });
  it('refuses auditor beside any other role, whichever came first', () => {
    given(registered, holds('PMO_ANALYST'))
      .when('GrantRole', { role: 'AUDITOR' }, how)
      .thenRefused('SOD_ROLE_CLASH', { role: 'AUDITOR', held: 'PMO_ANALYST' });
    given(registered, holds('AUDITOR')).when('GrantRole', { role: 'PMO_ANALYST' }, how).thenRefused('SOD_ROLE_CLASH');
  });
  it('refuses an auditor who holds a delegated limit', () => {
    given(registered, mayApprove).when('GrantRole', { role: 'AUDITOR' }, how).thenRefused('SOD_ROLE_CLASH');
  });
  it('lets an administrator be an analyst but no manager', () => {
    given(registered, holds('PMO_ADMINISTRATOR'))
      .when('GrantRole', { role: 'PMO_ANALYST' }, how)
      .thenFacts('RoleGranted');
    given(registered, holds('PMO_ADMINISTRATOR'))
      .when('GrantRole', { role: 'PMO_MANAGER' }, how)
      .thenRefused('SOD_ROLE_CLASH');
  });
  it('lets an administrator sit on no board and review nothing', () => {
    for (const role of ['BOARD_CHAIR', 'BOARD_MEMBER'] as const)
      given(registered, holds('PMO_ADMINISTRATOR')).when('GrantRole', { role }, how).thenRefused('SOD_ROLE_CLASH');
  });
  it('lets nobody review a project they deliver, or delivered within a year', () => {
    const review = { role: 'ASSURANCE_REVIEWER', project: 'PRJ-1' } as const;
    const led = holds('PROJECT_MANAGER', { project: 'PRJ-1' });
    const left: Happened = {
      type: 'RoleRevoked',
      data: { grantId: 'paul.1', role: 'PROJECT_MANAGER', project: 'PRJ-1', reason: 'Moved' },
      at: '2026-02-01T09:00:00.000Z',
    };
    const clash = { role: 'ASSURANCE_REVIEWER', held: 'PROJECT_MANAGER' };
    given(registered, led).when('GrantRole', review, how).thenRefused('SOD_ROLE_CLASH', clash);
    given(registered, led, left).when('GrantRole', review, how).thenRefused('SOD_ROLE_CLASH', clash);
    const from = (day: string) => given(registered, led, left).when('GrantRole', { ...review, from: day }, how);
    from('2027-02-01').thenRefused('SOD_ROLE_CLASH', clash);
    from('2027-02-02').thenFacts('RoleGranted');
    given(registered, led)
      .when('GrantRole', { ...review, project: 'PRJ-2' }, how)
      .thenFacts('RoleGranted');
  });
  it('counts the year from the day on which they left there', () => {
    const review = { role: 'ASSURANCE_REVIEWER', project: 'PRJ-1', from: '2027-02-02' } as const;
    const led = holds('PROJECT_MANAGER', { project: 'PRJ-1' });
    const granted = (zone: string, at: string) => {
      const data = { grantId: 'paul.1', role: 'PROJECT_MANAGER', project: 'PRJ-1', reason: 'Moved' } as const;
      return given(registered, led, { type: 'RoleRevoked', data, at }).when('GrantRole', review, { ...how, zone });
    };
    granted('UTC', '2026-02-01T20:00:00.000Z').thenFacts('RoleGranted');
    granted('Pacific/Auckland', '2026-02-01T20:00:00.000Z').thenRefused('SOD_ROLE_CLASH');
    granted('UTC', '2026-02-02T02:00:00.000Z').thenRefused('SOD_ROLE_CLASH');
    granted('America/Los_Angeles', '2026-02-02T02:00:00.000Z').thenFacts('RoleGranted');
  });
  it('lets nobody deliver a project they review', () => {
    given(registered, holds('ASSURANCE_REVIEWER', { project: 'PRJ-1' }))
      .when('GrantRole', { role: 'SPONSOR', project: 'PRJ-1' }, how)
      .thenRefused('SOD_ROLE_CLASH');
  });
  it('gives a directorship no last day', () => {
    given(registered)
      .when('GrantRole', { role: 'PMO_DIRECTOR', until: '2026-12-31' }, how)
      .thenRefused('LAST_DIRECTOR');
  });
});

describe('taking a role back', () => {
  const asked = { role: 'PMO_DIRECTOR', reason: 'Left' } as const;
  it('takes back what is held', () => {
    given(registered, holds('PMO_DIRECTOR'))
      .when('RevokeRole', asked, how)
      .thenData({ grantId: 'paul.1', ...asked });
  });
  it('refuses what is not held, what ran out and what was taken back', () => {
    given(registered).when('RevokeRole', asked, how).thenRefused('ROLE_NOT_HELD');
    given(registered, holds('PMO_DIRECTOR', { until: '2026-03-01' }))
      .when('RevokeRole', asked, how)
      .thenRefused('ROLE_NOT_HELD');
    given(registered, holds('PMO_DIRECTOR'), { type: 'RoleRevoked', data: { grantId: 'paul.1', ...asked } })
      .when('RevokeRole', asked, how)
      .thenRefused('ROLE_NOT_HELD');
  });
  it('refuses a director who takes back the own directorship', () => {
    given(registered, holds('PMO_DIRECTOR'))
      .when('RevokeRole', asked, { ...how, actor: 'paul' })
      .thenRefused('LAST_DIRECTOR');
  });
  it('voids a grant that has not begun', () => {
    given(registered, holds('PMO_DIRECTOR', { from: '2026-04-01' }))
      .when('RevokeRole', asked, how)
      .thenFacts('FactVoided');
  });
});

describe('delegating a limit', () => {
  const asked = { matter: 'PROJECT_APPROVAL', limit: gbp(5000) } as const;
  it('gives it from today', () => {
    given(registered)
      .when('DelegateLimit', asked, how)
      .thenData({ delegationId: 'paul.1', ...asked, from: today });
  });
  it('refuses it to oneself, to an auditor and to an administrator', () => {
    given(registered)
      .when('DelegateLimit', asked, { ...how, actor: 'paul' })
      .thenRefused('SOD_SELF_GRANT');
    given(registered, holds('AUDITOR')).when('DelegateLimit', asked, how).thenRefused('SOD_ROLE_CLASH');
    given(registered, holds('PMO_ADMINISTRATOR')).when('DelegateLimit', asked, how).thenRefused('SOD_ROLE_CLASH');
  });
  it('refuses a second limit in the matter on the same days', () => {
    given(registered, mayApprove).when('DelegateLimit', asked, how).thenRefused('DELEGATION_OVERLAPS');
    given(registered, mayApprove)
      .when('DelegateLimit', { ...asked, matter: 'CHANGE_APPROVAL' }, how)
      .thenFacts('DelegationGranted');
  });
  it('takes it back once', () => {
    const back = { matter: 'PROJECT_APPROVAL', reason: 'Left' } as const;
    given(registered, mayApprove)
      .when('RevokeDelegation', back, how)
      .thenData({ delegationId: 'paul.2', ...back });
    given(registered).when('RevokeDelegation', back, how).thenRefused('DELEGATION_NOT_HELD');
  });
});

it('never lets an auditor hold anything else, whatever is granted and revoked in which order', () => {
  const step = fc.record({
    command: fc.constantFrom('GrantRole' as const, 'RevokeRole' as const),
    role: fc.constantFrom(...ROLES),
    from: fc.integer({ min: 0, max: 20 }),
    days: fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 15 }), (steps) => {
      const past: Happened[] = [registered];
      for (const asked of steps) past.push(...decided(past, asked));
      const { grants } = stateOf(person, past);
      const days = Array.from({ length: 45 }, (_, day) => addDays(today, day));
      return days.every((day) => {
        const held = grants
          .filter(({ from, until }) => from <= day && (!until || day <= until))
          .map(({ role }) => role);
        return !held.includes('AUDITOR') || held.length === 1;
      });
    }),
  );
});

function decided(
  past: readonly Happened[],
  {
    command,
    role,
    from,
    days,
  }: { command: 'GrantRole' | 'RevokeRole'; role: (typeof ROLES)[number]; from: number; days?: number },
): Happened[] {
  const first = addDays(today, from);
  const until = days === undefined ? {} : { until: addDays(first, days) };
  const project = role === 'SPONSOR' || role === 'PROJECT_MANAGER' ? { project: 'PRJ-1' } : {};
  const asked = given(...past);
  const { facts } =
    command === 'GrantRole'
      ? asked.when('GrantRole', { role, ...project, from: first, ...until }, how)
      : asked.when('RevokeRole', { role, ...project, reason: 'Any' }, how);
  return facts.filter(({ type }) => type !== 'FactVoided') as readonly unknown[] as Happened[];
}

describe('taking all access', () => {
  const suspended: Happened = { type: 'AccessSuspended', data: { reason: 'Lost badge' } };
  const proposed: Happened = { type: 'AccessRestorationProposed', data: { proposedBy: 'mona', reason: 'Found' } };
  const reason = { reason: 'x' };
  it('works once, for others only, and for a director by a director', () => {
    given(registered).when('SuspendAccess', reason, how).thenFacts('AccessSuspended');
    given(registered, suspended).when('SuspendAccess', reason, how).thenNothing();
    given(registered)
      .when('SuspendAccess', reason, { ...how, actor: how.id })
      .thenRefused('SOD_OWN_ACCESS');
    given().when('SuspendAccess', reason, how).thenRefused('PERSON_NOT_FOUND');
    const director = given(registered, holds('PMO_DIRECTOR'));
    director.when('SuspendAccess', reason, { ...how, role: 'PMO_MANAGER' }).thenRefused('DIRECTOR_NEEDED');
    director.when('SuspendAccess', reason, { ...how, role: 'PMO_DIRECTOR' }).thenFacts('AccessSuspended');
  });
  it('is undone by two others', () => {
    given(registered).when('ProposeRestoration', reason, how).thenRefused('NOT_SUSPENDED');
    given(registered, suspended).when('RestoreAccess', {}, how).thenRefused('RESTORATION_NOT_PROPOSED');
    given(registered, suspended).when('ProposeRestoration', reason, how).thenFacts('AccessRestorationProposed');
    const asked = given(registered, suspended, proposed);
    asked.when('ProposeRestoration', reason, { ...how, actor: 'mona' }).thenNothing();
    asked.when('RestoreAccess', {}, { ...how, actor: 'mona' }).thenRefused('SOD_SECOND_PERSON');
    asked.when('RestoreAccess', {}, { ...how, actor: how.id }).thenRefused('SOD_OWN_ACCESS');
    asked.when('RestoreAccess', {}, how).thenData({ proposedBy: 'mona', restoredBy: how.actor });
    const restored: Happened = { type: 'AccessRestored', data: { proposedBy: 'mona', restoredBy: 'ana' } };
    given(registered, suspended, proposed, restored).when('RestoreAccess', {}, how).thenRefused('NOT_SUSPENDED');
  });
});
