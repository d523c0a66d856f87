import type { ActingAuthority } from '@tabularium/kernel';
import { scenario, stateOf, utcDay, type Past } from '@tabularium/testing';
import fc from 'fast-check';
import { lifeCycles, type Stages } from '../contract/life-cycles';
import type { ProjectEvents } from '../contract/project.contract';
import type { LifeCyclesInForce } from './life-cycle';
import { project } from './project.decider';

type Happened = Past<ProjectEvents>;
const { given } = scenario(project);

const registration = {
  name: 'Harbour lights',
  portfolioId: 'CITY',
  unit: 'Harbour',
  tier: 'STANDARD',
  lifeCycle: 'AGILE',
} as const;
const first: Stages = [{ name: 'Discovery' }, { name: 'Alpha', gate: 'A' }, { name: 'Live', gate: 'L' }];
const second: Stages = [{ name: 'Discovery' }, { name: 'Alpha', gate: 'A' }, { name: 'Beta', gate: 'B' }];
const versionOf = (version: number, stages: Stages, lifeCycle = 'AGILE'): LifeCyclesInForce => ({
  version,
  stages: new Map([[lifeCycle, stages]]),
});

const registered: Happened = {
  type: 'ProjectRegistered',
  data: { ...registration, stages: first, policyVersion: 1 },
};
const builtIn: Happened = { type: 'ProjectRegistered', data: { ...registration, lifeCycle: 'PM2-1' } };
const approved: Happened = { type: 'ProjectApproved', data: approvalOf() };
const started = (stage: number): Happened => ({ type: 'StageStarted', data: { stage, name: 'Stage' } });
const completed = (stage: number): Happened => ({ type: 'StageCompleted', data: { stage } });
const closed: Happened = { type: 'ProjectTerminated', data: { reason: 'x', sunkCost: { minor: '1', ccy: 'GBP' } } };

function approvalOf() {
  const authorisedTotal = { minor: '100', ccy: 'GBP' };
  return { authorisedTotal, startsOn: '2026-02-01', endsOn: '2027-02-01', approvedBy: 'ben', rationale: 'Needed' };
}

describe('the life cycle of a new project', () => {
  const registering = (lifeCycle: string, lifeCycles?: LifeCyclesInForce) =>
    given().when(
      'RegisterProject',
      { ...registration, lifeCycle },
      { facts: { portfolioExists: true, ...(lifeCycles ? { lifeCycles } : {}) } },
    );
  it('is one that the policy in force defines; its stages go into the record', () => {
    registering('AGILE', versionOf(3, first)).thenData({ ...registration, stages: first, policyVersion: 3 });
  });
  it('is a built-in one, whose stages nobody writes down', () => {
    for (const inForce of [undefined, versionOf(3, first)])
      registering('GATEWAY-1', inForce).thenData({ ...registration, lifeCycle: 'GATEWAY-1' });
  });
  it('is what the policy says it is, even of a built-in one', () => {
    registering('PM2-1', versionOf(3, second, 'PM2-1')).thenData({
      ...registration,
      lifeCycle: 'PM2-1',
      stages: second,
      policyVersion: 3,
    });
  });
  it.each(['WATERFALL', 'constructor', 'agile'])('is never one that nobody defined (%s)', (lifeCycle) => {
    registering(lifeCycle).thenRefused('LIFE_CYCLE_UNKNOWN', { lifeCycle, known: ['GATEWAY-1', 'PM2-1'] });
    registering(lifeCycle, versionOf(1, first)).thenRefused('LIFE_CYCLE_UNKNOWN', {
      lifeCycle,
      known: ['AGILE', 'GATEWAY-1', 'PM2-1'],
    });
  });
});

describe('a project', () => {
  const starting = (stage: number, passed: boolean, ...past: readonly Happened[]) =>
    given(...past).when('StartStage', { stage }, { facts: { passed } });
  it('goes through the stages it was registered with, and no further', () => {
    starting(1, false, registered, approved).thenData({ stage: 1, name: 'Discovery' });
    const past = [registered, approved, started(1), completed(1)];
    starting(2, false, ...past).thenRefused('GATE_NOT_PASSED', { gate: 'A', stage: 2 });
    starting(2, true, ...past).thenData({ stage: 2, name: 'Alpha' });
    starting(4, true, registered, approved, started(3), completed(3)).thenRefused('STAGE_OUT_OF_ORDER');
  });
  it('has those built in if its registration names none', () => {
    expect(stateOf(project, [builtIn]).stages).toEqual(lifeCycles['PM2-1']);
  });
});

describe('moving a project to another version', () => {
  const board: ActingAuthority = { basis: 'DECISION', ref: 'IB-2026-0001', covers: () => true };
  const asked = (lifeCycles: LifeCyclesInForce | undefined, settled: number, authority: ActingAuthority) => ({
    id: 'P-1',
    actor: { id: 'system' },
    authority,
    now: '2026-03-02T10:00:00.000Z',
    today: '2026-03-02',
    dayOf: utcDay,
    facts: { settled, ...(lifeCycles ? { lifeCycles } : {}) },
  });
  const moving = (
    past: readonly Happened[],
    lifeCycles: LifeCyclesInForce | undefined,
    { toVersion = lifeCycles?.version ?? 2, settled = 0, authority = board } = {},
  ) =>
    project.decide.ApplyPolicyTransition({ toVersion }, stateOf(project, past), asked(lifeCycles, settled, authority));
  const inAlpha = [registered, approved, started(1), completed(1), started(2)];
  const moved: Happened = {
    type: 'PolicyTransitionApplied',
    data: { fromVersion: 1, toVersion: 2, lifeCycle: 'AGILE', stages: second },
  };

  it('takes the decision of a board', () => {
    const authority: ActingAuthority = { basis: 'ROLE', covers: () => true };
    expect(moving(inAlpha, versionOf(2, second), { authority })).toEqual({ refused: 'DECISION_NEEDED' });
    expect(moving(inAlpha, versionOf(2, second))).toMatchObject([moved]);
  });
  it('counts from then on', () => {
    const state = stateOf(project, [...inAlpha, moved]);
    expect(state).toMatchObject({ stages: second, policyVersion: 2, stage: 2, phase: 'inStage' });
    given(...inAlpha, moved, completed(2))
      .when('StartStage', { stage: 3 }, { facts: { passed: false } })
      .thenRefused('GATE_NOT_PASSED', { gate: 'B', stage: 3 });
  });
  it('leads from built-in stages to those of the policy', () => {
    const stages = [...lifeCycles['PM2-1'], { name: 'Aftercare' }];
    const outcome = moving([builtIn], versionOf(4, stages, 'PM2-1'));
    expect(outcome).toMatchObject([{ data: { toVersion: 4, lifeCycle: 'PM2-1', stages } }]);
    expect(outcome).not.toHaveProperty('0.data.fromVersion');
  });
  it('goes to the version in force only, and only if it defines the life cycle', () => {
    expect(moving(inAlpha, versionOf(3, second), { toVersion: 2 })).toMatchObject({
      refused: 'VERSION_NOT_IN_FORCE',
      detail: { toVersion: 2, inForce: 3 },
    });
    for (const inForce of [undefined, versionOf(2, second, 'WATERFALL')])
      expect(moving(inAlpha, inForce)).toMatchObject({ refused: 'LIFE_CYCLE_NOT_IN_POLICY' });
  });
  it('changes nothing twice; a version that was corrected is another one', () => {
    expect(moving([...inAlpha, moved], versionOf(2, second))).toEqual([]);
    expect(moving(inAlpha, versionOf(2, first))).toMatchObject([{ data: { toVersion: 2, stages: first } }]);
    for (const corrected of [second, [...first, { name: 'Aftercare' }]])
      expect(moving(inAlpha, versionOf(1, corrected))).toMatchObject([
        { data: { fromVersion: 1, toVersion: 1, stages: corrected } },
      ]);
  });
  it('leaves a stage that has started, and one whose gate is settled, as they are', () => {
    const inLive = [...inAlpha, completed(2), started(3)];
    const refused = { refused: 'TRANSITION_REWRITES_PAST', detail: { settled: 3, toVersion: 2, stage: 3 } };
    expect(moving(inLive, versionOf(2, second))).toEqual(refused);
    expect(moving(inAlpha, versionOf(2, second), { settled: 3 })).toEqual(refused);
    expect(moving(inAlpha, versionOf(2, first.slice(0, 1)))).toMatchObject({ detail: { settled: 2, stage: 2 } });
  });
  it('comes too early before the registration and too late after the end', () => {
    expect(moving([], versionOf(2, second))).toMatchObject({ refused: 'PROJECT_NOT_FOUND' });
    expect(moving([registered, closed], versionOf(2, second))).toMatchObject({ refused: 'NOT_IN_PHASE' });
  });

  const stage = fc.record(
    { name: fc.constantFrom('Plan', 'Build', 'Run'), gate: fc.constantFrom('A', 'B') },
    { requiredKeys: ['name'], noNullPrototype: true },
  );
  const stagesArbitrary = fc.array(stage, { minLength: 1, maxLength: 4 });
  it('is refused if, and only if, it would rewrite what has started or is settled', () => {
    fc.assert(
      fc.property(stagesArbitrary, stagesArbitrary, fc.nat(4), fc.nat(4), (from, to, running, settled) => {
        const past: readonly Happened[] = [
          { type: 'ProjectRegistered', data: { ...registration, stages: from, policyVersion: 1 } },
          approved,
          ...(running > 0 ? [started(Math.min(running, from.length))] : []),
        ];
        const fixed = Math.max(Math.min(running, from.length), Math.min(settled, from.length));
        const outcome = moving(past, versionOf(2, to), { settled: Math.min(settled, from.length) });
        const keeps = JSON.stringify(from.slice(0, fixed)) === JSON.stringify(to.slice(0, fixed));
        expect(outcome).toMatchObject(keeps ? [{ data: { stages: to } }] : { refused: 'TRANSITION_REWRITES_PAST' });
      }),
    );
  });
});
