import { type ActingAuthority } from '@tabularium/kernel';
import { scenario, stateOf, utcDay, type Past } from '@tabularium/testing';
import type { GovernancePolicyEvents } from '../contract/governance-policy.contract';
import { policyOn } from '../contract/policy-versions';
import { governancePolicy } from './governance-policy.decider';

type Happened = Past<GovernancePolicyEvents>;
const { given } = scenario(governancePolicy);
const today = '2026-03-02';
const how = { actor: 'dora', id: 'RAG' };
const policy = {
  kind: 'RAG_THRESHOLDS',
  title: 'When a project is red',
  rules: [{ ruleId: 'CPI', text: 'Red below', value: '0.90' }],
} as const;

const drafted = (version = 1): Happened => ({ type: 'PolicyDrafted', data: { version, ...policy }, by: 'ana' });
const submitted = (version = 1): Happened => ({ type: 'PolicySubmitted', data: { version } });
const adopted = (version = 1): Happened => ({ type: 'PolicyAdopted', data: { version } });
const activated = (version: number, from: string): Happened => ({ type: 'PolicyActivated', data: { version, from } });
const founded = [drafted(), submitted(), adopted(), activated(1, '2026-01-05')];

it('is drafted in versions of one kind', () => {
  given()
    .when('DraftPolicy', policy, how)
    .thenData({ version: 1, ...policy });
  given(drafted())
    .when('DraftPolicy', policy, how)
    .thenData({ version: 2, ...policy });
  given(drafted())
    .when('DraftPolicy', { ...policy, kind: 'SCORING' }, how)
    .thenRefused('KIND_FIXED', { kind: 'RAG_THRESHOLDS' });
});

it('names a rule once, and a gate criterion with evidence and test', () => {
  const [rule] = policy.rules;
  given()
    .when('DraftPolicy', { ...policy, rules: [rule, rule] }, how)
    .thenRefused('RULE_REPEATED', { ruleId: 'CPI' });
  const gate = (more: object) =>
    given().when('DraftPolicy', { ...policy, kind: 'GATE_CRITERIA', rules: [{ ...rule, ...more }] }, how);
  for (const more of [{}, { evidence: 'Minutes' }, { test: 'Signed' }])
    gate(more).thenRefused('CRITERION_UNTESTABLE', { rules: ['CPI'] });
  gate({ evidence: 'Minutes', test: 'Signed' }).thenFacts('PolicyDrafted');
});

it('is not drafted with rules that the engine is to read and cannot', () => {
  const drafting = (kind: 'TOLERANCES' | 'LIFE_CYCLE' | 'SEGREGATION_OF_DUTIES', ruleId: string, value?: string) =>
    given().when(
      'DraftPolicy',
      { kind, title: 'Rules', rules: [{ ruleId, text: 'x', ...(value ? { value } : {}) }] },
      how,
    );
  drafting('TOLERANCES', 'LIGHT.cost', 'ten').thenRefused('RULE_UNREADABLE');
  drafting('TOLERANCES', 'LIGHT.cost', '10 %').thenFacts('PolicyDrafted');
  drafting('LIFE_CYCLE', 'AGILE.2').thenRefused('RULE_UNREADABLE');
  drafting('LIFE_CYCLE', 'AGILE.1').thenFacts('PolicyDrafted');
  drafting('SEGREGATION_OF_DUTIES', 'ROLES.SPONSOR.CHIEF').thenRefused('RULE_UNREADABLE');
});

it('names in rules on duties what there is, when it is drafted and when it is corrected', () => {
  const ruleId = 'DUTIES.ChangeAsessed.ApproveChange';
  const neverMet = { ruleId: 'DUTIES.A.B', eventType: 'A', command: 'B' };
  const segregation = { kind: 'SEGREGATION_OF_DUTIES', title: 'Duties', rules: [{ ruleId, text: 'x' }] } as const;
  const unknownName = { ruleId, name: 'ChangeAsessed' };
  const drafting = (facts: object, kind: 'SEGREGATION_OF_DUTIES' | 'SCORING' = 'SEGREGATION_OF_DUTIES') =>
    given().when('DraftPolicy', { ...segregation, kind }, { ...how, facts });
  drafting({ unknownName, neverMet }).thenRefused('RULE_NAME_UNKNOWN', unknownName);
  drafting({ neverMet }).thenRefused('RULE_NEVER_APPLIES', neverMet);
  drafting({}).thenFacts('PolicyDrafted');
  drafting({ unknownName }, 'SCORING').thenFacts('PolicyDrafted');
  const past = [
    { type: 'PolicyDrafted', data: { version: 1, ...segregation }, by: 'ana' },
    submitted(),
    adopted(),
  ] as const satisfies readonly Happened[];
  const correction = { version: 1, rules: [{ ruleId, text: 'y' }], reason: 'x' };
  const decided = governancePolicy.decide.CorrectPolicy(correction, stateOf(governancePolicy, past), {
    id: 'SEGREGATION_OF_DUTIES',
    actor: { id: 'system' },
    authority: { basis: 'DECISION', ref: 'IB-2026-0002', covers: () => true },
    now: `${today}T10:00:00.000Z`,
    today,
    dayOf: utcDay,
    facts: { unknownName },
  });
  expect(decided).toEqual({ refused: 'RULE_NAME_UNKNOWN', detail: unknownName });
});

it('is put up for decision by another than its author', () => {
  given(drafted())
    .when('SubmitPolicy', { version: 1 }, { ...how, actor: 'ana' })
    .thenRefused('SOD_SOLE_AUTHOR');
  given(drafted()).when('SubmitPolicy', { version: 1 }, how).thenFacts('PolicySubmitted');
  given(drafted(), submitted()).when('SubmitPolicy', { version: 1 }, how).thenNothing();
  given().when('SubmitPolicy', { version: 1 }, how).thenRefused('POLICY_NOT_FOUND');
});

it('is adopted by decision only, once submitted', () => {
  const byDecision: ActingAuthority = { basis: 'DECISION', ref: 'IB-2026-0002', covers: () => true };
  const decided = (...past: readonly Happened[]) =>
    governancePolicy.decide.AdoptPolicy({ version: 1 }, stateOf(governancePolicy, past), {
      id: 'RAG',
      actor: { id: 'system' },
      authority: byDecision,
      now: `${today}T10:00:00.000Z`,
      today,
      dayOf: utcDay,
      facts: {},
    });
  given(drafted(), submitted()).when('AdoptPolicy', { version: 1 }, how).thenRefused('DECISION_NEEDED');
  expect(decided(drafted(), submitted())).toMatchObject([{ type: 'PolicyAdopted', data: { version: 1 } }]);
  expect(decided(drafted())).toMatchObject({ refused: 'NOT_IN_STAGE' });
  expect(decided(drafted(), submitted(), adopted())).toEqual([]);
});

it('comes into force once adopted, from a day that is to come, when the one before goes', () => {
  given(drafted(), submitted(), adopted())
    .when('ActivatePolicy', { version: 1 }, how)
    .thenData({ version: 1, from: today });
  given(drafted(), submitted()).when('ActivatePolicy', { version: 1 }, how).thenRefused('NOT_IN_STAGE');
  const next = given(...founded, drafted(2), submitted(2), adopted(2));
  const { facts } = next.when('ActivatePolicy', { version: 2, from: '2026-07-01' }, how);
  expect(facts).toMatchObject([
    { type: 'PolicyRetired', data: { version: 1 }, effectiveOn: '2026-07-01' },
    { type: 'PolicyActivated', data: { version: 2 }, effectiveOn: '2026-07-01' },
  ]);
  next.when('ActivatePolicy', { version: 2, from: '2026-03-01' }, how).thenRefused('FROM_IN_PAST');
  const later = [drafted(), submitted(), adopted(), activated(1, '2026-07-01'), drafted(2), submitted(2), adopted(2)];
  given(...later)
    .when('ActivatePolicy', { version: 2, from: '2026-07-01' }, how)
    .thenRefused('POLICY_OVERLAPS', { version: 1, from: '2026-07-01' });
});

it('is the version that began last on a day', () => {
  const state = stateOf(governancePolicy, [
    ...founded,
    drafted(2),
    submitted(2),
    adopted(2),
    activated(2, '2026-07-01'),
  ]);
  const on = (day: string) => policyOn(state, day)?.version;
  expect(['2026-01-04', '2026-01-05', '2026-06-30', '2026-07-01'].map(on)).toEqual([undefined, 1, 1, 2]);
});

describe('correcting a version', () => {
  const reason = 'Copied wrongly from the minutes';
  const at = (day: string) => `${day}T09:00:00.000Z`;
  const past: readonly Happened[] = [
    drafted(),
    { ...adopted(), at: at('2026-01-02') },
    activated(1, '2026-01-05'),
    drafted(2),
    { ...adopted(2), at: at('2026-02-02') },
    { type: 'PolicyRetired', data: { version: 1 } },
    activated(2, '2026-02-10'),
  ];
  const correcting = (asked: object, other: object = {}) =>
    given(...past).when('CorrectPolicy', { version: 2, reason, ...asked }, { ...how, ...other });

  it('moves its first day, and the last of the one before', () => {
    const { facts } = correcting({ from: '2026-02-04' });
    const corrected = { on: '2026-02-04', notBefore: at('2026-02-02') };
    const [retired, inForce] = [{ version: 1 }, { version: 2, from: '2026-02-10' }];
    expect(facts).toMatchObject([
      {
        data: { correctsEventId: 'event-5', factType: 'PolicyRetired', was: retired, shouldBe: retired, reason },
        corrected,
      },
      {
        data: {
          correctsEventId: 'event-6',
          factType: 'PolicyActivated',
          was: inForce,
          shouldBe: { ...inForce, from: '2026-02-04' },
        },
        corrected,
      },
    ]);
  });
  it('replaces what a board adopted by decision only', () => {
    const rules = [{ ruleId: 'CPI', text: 'Red below', value: '0.80' }];
    correcting({ rules }).thenRefused('DECISION_NEEDED');
    correcting({ title: 'Red' }).thenRefused('DECISION_NEEDED');
    const decided = governancePolicy.decide.CorrectPolicy(
      { version: 2, rules, reason },
      stateOf(governancePolicy, past),
      {
        ...decidedBy,
        id: 'RAG',
      },
    );
    const was = { version: 2, ...policy };
    const data = { correctsEventId: 'event-3', factType: 'PolicyDrafted', was, shouldBe: { ...was, rules }, reason };
    expect(decided).toMatchObject([{ data }]);
    const twice = { version: 2, rules: [...rules, ...rules], reason };
    expect(
      governancePolicy.decide.CorrectPolicy(twice, stateOf(governancePolicy, past), { ...decidedBy, id: 'RAG' }),
    ).toMatchObject({ refused: 'RULE_REPEATED' });
  });
  it('says nothing where nothing is different', () => {
    const [{ ruleId, text, value }] = policy.rules;
    correcting({ from: '2026-02-10', title: policy.title, rules: [{ value, text, ruleId }] }).thenNothing();
  });
  it.each([
    ['POLICY_NOT_FOUND', { version: 3 }, {}],
    ['SOD_SOLE_AUTHOR', { from: '2026-02-04' }, { actor: 'ana' }],
    ['BEFORE_ADOPTION', { from: '2026-02-01' }, {}],
    ['POLICY_OVERLAPS', { version: 1, from: '2026-02-10' }, {}],
  ])('is refused: %s', (code, asked, other) => {
    correcting(asked, other).thenRefused(code);
  });
  it('never reaches back to the version before', () => {
    const early = past.map((event) => (event.at ? { ...event, at: at('2026-01-02') } : event));
    given(...early)
      .when('CorrectPolicy', { version: 2, from: '2026-01-05', reason }, how)
      .thenRefused('POLICY_OVERLAPS', { version: 1, from: '2026-01-05' });
  });
  it.each([
    ['Pacific/Auckland', '2026-02-02T20:00:00.000Z', '2026-02-03', '2026-02-02'],
    ['America/Los_Angeles', '2026-02-03T02:00:00.000Z', '2026-02-02', '2026-02-01'],
  ])('begins no sooner than on the day of its adoption there: %s', (zone, adoptedAt, day, dayBefore) => {
    const there = past.map((event) => (event.at === at('2026-02-02') ? { ...event, at: adoptedAt } : event));
    const moved = (from: string) =>
      given(...there).when('CorrectPolicy', { version: 2, from, reason }, { ...how, zone });
    moved(day).thenFacts('FactCorrected', 'FactCorrected');
    moved(dayBefore).thenRefused('BEFORE_ADOPTION', { adoptedOn: day });
  });
  it('takes a version that was adopted, and a first day one that has come into force', () => {
    const asked = { version: 1, from: '2026-01-06', reason };
    given(drafted(), submitted()).when('CorrectPolicy', asked, how).thenRefused('NOT_IN_STAGE');
    given(drafted(), adopted()).when('CorrectPolicy', asked, how).thenRefused('NOT_IN_STAGE');
  });
});

const decidedBy = {
  actor: { id: 'system' },
  authority: { basis: 'DECISION', ref: 'IB-2026-0001', covers: () => true } as ActingAuthority,
  now: '2026-03-02T10:00:00.000Z',
  today,
  dayOf: utcDay,
  facts: {},
};
