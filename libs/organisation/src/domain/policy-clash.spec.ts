import { PROJECT_ROLES, ROLES, type Role } from '@tabularium/contracts';
import { addDays } from '@tabularium/kernel';
import { scenario, stateOf, type Past } from '@tabularium/testing';
import fc from 'fast-check';
import type { PersonEvents } from '../contract/person.contract';
import { segregationRules } from '../contract/segregation-rules';
import { person } from './person.decider';

type Happened = Past<PersonEvents>;
const { given } = scenario(person);
const today = '2026-03-02';

/** What version 3 of the policy says, by the ids of its rules and their values. */
const held = (rules: Readonly<Record<string, string | undefined>>) => {
  const written = Object.entries(rules).map(([ruleId, value]) => ({ ruleId, text: 'x', ...(value ? { value } : {}) }));
  return { segregation: { version: 3, ...segregationRules(written).says } };
};
const by = (rules: Readonly<Record<string, string | undefined>>) => ({ actor: 'dora', id: 'paul', facts: held(rules) });
const without = { actor: 'dora', id: 'paul' };

const registered: Happened = { type: 'PersonRegistered', data: { name: 'Paul', unit: 'PMO' } };
const holds = (role: Role, more: Partial<PersonEvents['RoleGranted']> = {}): Happened => ({
  type: 'RoleGranted',
  data: { grantId: 'paul.1', role, from: '2026-01-05', ...more },
});
const ruleId = 'ROLES.FINANCE_CONTROLLER.PMO_MANAGER';
const detail = { ruleId, version: 3, personId: 'paul', role: 'PMO_MANAGER', held: 'FINANCE_CONTROLLER' } as const;

describe('two roles that the policy keeps apart', () => {
  const asked = { role: 'PMO_MANAGER' } as const;
  it('are not held on the same day, whichever came first', () => {
    const controls = given(registered, holds('FINANCE_CONTROLLER'));
    controls.when('GrantRole', asked, by({ [ruleId]: undefined })).thenRefused('SOD_POLICY', detail);
    given(registered, holds('PMO_MANAGER'))
      .when('GrantRole', { role: 'FINANCE_CONTROLLER' }, by({ [ruleId]: undefined }))
      .thenRefused('SOD_POLICY', { ...detail, role: 'FINANCE_CONTROLLER', held: 'PMO_MANAGER' });
    controls.when('GrantRole', asked, without).thenFacts('RoleGranted');
  });
  it('follow each other, a day after the last', () => {
    const past = [registered, holds('FINANCE_CONTROLLER', { until: '2026-03-31' })];
    const from = (day: string) =>
      given(...past).when('GrantRole', { ...asked, from: day }, by({ [ruleId]: undefined }));
    from('2026-03-31').thenRefused('SOD_POLICY');
    from('2026-04-01').thenFacts('RoleGranted');
  });
  it('may be apart on the same project only', () => {
    const rule = 'ROLES.DEPARTMENT_LEAD.PROJECT_MANAGER';
    const leads = given(registered, holds('DEPARTMENT_LEAD', { project: 'PRJ-1' }));
    const manages = (project: string, value?: string) =>
      leads.when('GrantRole', { role: 'PROJECT_MANAGER', project }, by({ [rule]: value }));
    manages('PRJ-1', 'PROJECT').thenRefused('SOD_POLICY');
    manages('PRJ-2', 'PROJECT').thenFacts('RoleGranted');
    manages('PRJ-2').thenRefused('SOD_POLICY');
  });
  it('are not brought together by a correction', () => {
    const later = holds('PMO_MANAGER', { grantId: 'paul.2', from: '2026-04-01' });
    const past = [registered, holds('FINANCE_CONTROLLER', { until: '2026-03-31' }), later];
    const correcting = (from: string, how: typeof without) =>
      given(...past).when('CorrectRoleGrant', { grantId: 'paul.2', from, reason: 'x' }, how);
    correcting('2026-03-31', by({ [ruleId]: undefined })).thenRefused('SOD_POLICY', detail);
    correcting('2026-03-31', without).thenFacts('FactCorrected');
  });
  it('are kept apart by the engine first, whatever the policy says', () => {
    given(registered, holds('AUDITOR'))
      .when('GrantRole', asked, by({ 'ROLES.AUDITOR.PMO_MANAGER': undefined }))
      .thenRefused('SOD_ROLE_CLASH');
  });
});

describe('cooling off', () => {
  const rules = { 'COOLING_OFF.ASSURANCE_REVIEWER': '730' };
  const led = holds('PROJECT_MANAGER', { project: 'PRJ-1', until: '2026-02-01' });
  const reviews = (from: string, how: typeof without) =>
    given(registered, led).when('GrantRole', { role: 'ASSURANCE_REVIEWER', project: 'PRJ-1', from }, how);
  it('lasts as long as the policy says, and never less than the engine', () => {
    reviews('2027-02-01', by(rules)).thenRefused('SOD_ROLE_CLASH');
    reviews('2027-02-02', without).thenFacts('RoleGranted');
    reviews('2027-02-02', by(rules)).thenRefused('SOD_POLICY', {
      ...detail,
      ruleId: 'COOLING_OFF.ASSURANCE_REVIEWER',
      role: 'ASSURANCE_REVIEWER',
      held: 'PROJECT_MANAGER',
    });
    reviews('2028-02-01', by(rules)).thenRefused('SOD_POLICY');
    reviews('2028-02-02', by(rules)).thenFacts('RoleGranted');
  });
});

describe('the version of the policy', () => {
  const grant = (role: Role) => given(registered).when('GrantRole', { role }, by({ [ruleId]: undefined }));
  const granted = { grantId: 'paul.1', from: today };
  it('is part of the grant of a role that a rule names, and of no other', () => {
    grant('PMO_MANAGER').thenData({ ...granted, role: 'PMO_MANAGER', policyVersion: 3 });
    grant('PMO_ANALYST').thenData({ ...granted, role: 'PMO_ANALYST' });
  });
  it('that a correction was held to is part of what it says', () => {
    const past = holds('PMO_MANAGER', { policyVersion: 2 });
    const correcting = given(registered, past).when(
      'CorrectRoleGrant',
      { grantId: 'paul.1', from: '2026-01-06', reason: 'x' },
      by({ [ruleId]: undefined }),
    );
    expect(correcting.facts[0]?.data).toMatchObject({ was: { policyVersion: 2 }, shouldBe: { policyVersion: 3 } });
  });
});

/** The property asks of days what the rules ask of tenures. */
it('never lets a person hold on any day what the policy keeps apart, whatever is asked in which order', () => {
  const role = fc.constantFrom(...ROLES);
  const pair = fc.tuple(role, role).filter(([a, b]) => a !== b);
  const step = fc.record({
    role,
    project: fc.constantFrom('PRJ-1', 'PRJ-2'),
    from: fc.integer({ min: 0, max: 12 }),
    days: fc.option(fc.integer({ min: 0, max: 12 }), { nil: undefined }),
  });
  fc.assert(
    fc.property(fc.array(pair, { minLength: 1, maxLength: 6 }), fc.array(step, { maxLength: 15 }), (pairs, steps) => {
      const how = by(Object.fromEntries(pairs.map(([a, b]) => [`ROLES.${a}.${b}`, undefined])));
      const past: Happened[] = [registered];
      for (const { role: asked, project, from, days } of steps) {
        const first = addDays(today, from);
        const scope = PROJECT_ROLES.has(asked) ? { project } : {};
        const until = days === undefined ? {} : { until: addDays(first, days) };
        const { facts } = given(...past).when('GrantRole', { role: asked, ...scope, from: first, ...until }, how);
        past.push(...(facts as readonly unknown[] as Happened[]));
      }
      const { grants } = stateOf(person, past);
      return Array.from({ length: 30 }, (_, n) => addDays(today, n)).every((day) => {
        const roles = grants
          .filter(({ from, until }) => from <= day && (!until || day <= until))
          .map((one) => one.role);
        return !pairs.some(([a, b]) => roles.includes(a) && roles.includes(b));
      });
    }),
  );
});
