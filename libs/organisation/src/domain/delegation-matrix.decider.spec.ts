import { gbp, scenario, utcDay, type Past } from '@tabularium/testing';
import type { DelegationMatrixEvents } from '../contract/delegation-matrix.contract';
import { delegationMatrix } from './delegation-matrix.decider';
import { inForceOn, type MatrixRow } from './delegation-matrix.state';
import { stateOf } from '@tabularium/testing';

const { given } = scenario(delegationMatrix);
const facts = {
  theMatrix: 'organisation',
  roles: ['PROJECT_MANAGER', 'PMO_MANAGER', 'AUDITOR'],
  barred: ['AUDITOR'],
  bodies: ['IB', 'BOARD'],
};
const matter = 'CHANGE_APPROVAL' as const;
const row = (holder: string, pounds?: number): MatrixRow => ({
  matter,
  holder,
  ...(pounds === undefined ? {} : { singleLimit: gbp(pounds) }),
});
const ladder = [row('PROJECT_MANAGER', 50), row('PMO_MANAGER', 500), row('IB')];
const how = { id: 'organisation', actor: 'ana', facts };
const draft = (...rows: readonly MatrixRow[]) => given().when('DraftMatrix', { rows }, how);

const drafted = (version = 1, by = 'ana'): Past<DelegationMatrixEvents> => ({
  type: 'DelegationMatrixDrafted',
  data: { version, draftedBy: by, rows: ladder },
});
const approved = (version = 1): Past<DelegationMatrixEvents> => ({
  type: 'DelegationMatrixApproved',
  data: { version },
});
const activated = (version = 1, from = '2026-01-01'): Past<DelegationMatrixEvents> => ({
  type: 'DelegationMatrixActivated',
  data: { version, from, rows: ladder },
});

describe('a draft', () => {
  it('is a ladder per matter that ends with a body without limit', () => {
    draft(...ladder).thenData({ version: 1, draftedBy: 'ana', rows: ladder });
    given(drafted())
      .when('DraftMatrix', { rows: ladder }, how)
      .thenData({ version: 2, draftedBy: 'ana', rows: ladder });
  });
  it('has no row under which a higher holder may decide less', () => {
    draft(row('PMO_MANAGER', 500), row('PROJECT_MANAGER', 50), row('IB')).thenRefused('LIMIT_INVERSION', {
      holder: 'PROJECT_MANAGER',
      below: 'PMO_MANAGER',
      matter,
    });
    draft(row('IB'), row('BOARD', 1_000)).thenRefused('LIMIT_INVERSION');
    draft(row('PROJECT_MANAGER', 50), row('PMO_MANAGER', 50), row('IB')).thenFacts('DelegationMatrixDrafted');
  });
  it.each([
    ['none', [row('PROJECT_MANAGER', 50)]],
    ['two', [row('IB'), row('BOARD')]],
    ['a role', [row('PROJECT_MANAGER', 50), row('PMO_MANAGER')]],
  ])('has exactly one terminal body, not %s', (_, rows) => {
    draft(...rows).thenRefused('NO_TERMINAL_AUTHORITY', { matter });
  });
  it.each([
    ['ROW_REPEATED', [row('PROJECT_MANAGER', 50), row('PROJECT_MANAGER', 60), row('IB')]],
    ['HOLDER_UNKNOWN', [row('NOBODY', 50), row('IB')]],
    ['HOLDER_BARRED', [row('AUDITOR', 50), row('IB')]],
    ['CURRENCIES_DIFFER', [{ ...row('PROJECT_MANAGER'), singleLimit: { minor: '1', ccy: 'EUR' } }, ...ladder.slice(1)]],
    ['CUMULATIVE_INCOMPLETE', [{ ...row('PROJECT_MANAGER', 50), cumulativeLimit: gbp(100) }, row('IB')]],
    ['CUMULATIVE_INCOMPLETE', [{ ...row('PROJECT_MANAGER', 50), windowDays: 30 }, row('IB')]],
    ['CUMULATIVE_INCOMPLETE', [{ ...row('PROJECT_MANAGER', 50), cumulativeLimit: gbp(49), windowDays: 9 }, row('IB')]],
    ['CUMULATIVE_INCOMPLETE', [{ ...row('IB'), cumulativeLimit: gbp(49), windowDays: 9 }]],
  ])('is refused with %s', (code, rows) => {
    draft(...rows).thenRefused(code);
  });
  it('belongs to the one matrix there is', () => {
    given()
      .when('DraftMatrix', { rows: ladder }, { ...how, id: 'mine' })
      .thenRefused('NOT_THE_MATRIX');
  });
});

describe('the first version', () => {
  it('is founded by a director who did not draft it', () => {
    given(drafted()).when('ApproveMatrix', { version: 1 }, how).thenRefused('SOD_SELF_APPROVAL');
    given(drafted())
      .when('ApproveMatrix', { version: 1 }, { ...how, actor: 'ben' })
      .thenFacts('DelegationMatrixApproved');
    given(drafted(), approved()).when('ActivateMatrix', { version: 1 }, how).thenFacts('DelegationMatrixActivated');
  });
  it('holds from a day that has not passed', () => {
    given(drafted(), approved())
      .when('ActivateMatrix', { version: 1, from: '2026-03-01' }, how)
      .thenRefused('FROM_IN_PAST');
  });
});

describe('a later version', () => {
  const past = [drafted(), approved(), activated(), drafted(2, 'ben'), approved(2)];
  it('needs a decision', () => {
    given(...past, drafted(3, 'cat'))
      .when('ApproveMatrix', { version: 3 }, how)
      .thenRefused('DECISION_NEEDED');
    given(...past)
      .when('ActivateMatrix', { version: 2 }, how)
      .thenRefused('DECISION_NEEDED');
  });
  it('takes the place of the one before from its first day', () => {
    const both = stateOf(delegationMatrix, [...past, activated(2, '2026-04-01')]);
    expect(
      ['2025-12-31', '2026-01-01', '2026-03-31', '2026-04-01'].map((day) => inForceOn(both, day)?.version),
    ).toEqual([undefined, 1, 1, 2]);
  });
  it('is withdrawn only before it is in force', () => {
    const reason = { version: 1, reason: 'Wrong' };
    given(drafted()).when('WithdrawMatrix', reason, how).thenFacts('DelegationMatrixWithdrawn');
    given(...past)
      .when('WithdrawMatrix', reason, how)
      .thenRefused('NOT_IN_STAGE');
    given().when('WithdrawMatrix', reason, how).thenRefused('MATRIX_NOT_FOUND');
    given(drafted()).when('ActivateMatrix', { version: 1 }, how).thenRefused('NOT_IN_STAGE');
  });
});

describe('by decision', () => {
  const decided = (
    command: 'ApproveMatrix' | 'ActivateMatrix',
    from: string,
    ...past: readonly Past<DelegationMatrixEvents>[]
  ) =>
    delegationMatrix.decide[command]({ version: 2, from }, stateOf(delegationMatrix, past), {
      id: 'organisation',
      actor: { id: 'system' },
      authority: { basis: 'DECISION', ref: 'IB-2026-0001', covers: () => true },
      now: '2026-03-02T10:00:00.000Z',
      today: '2026-03-02',
      dayOf: utcDay,
      facts,
    });
  const past = [drafted(), approved(), activated(1, '2026-04-01'), drafted(2)];
  it('a version is approved and put in force, naming the decision, and the one before retired on that day', () => {
    expect(decided('ApproveMatrix', '', ...past)).toEqual([
      { type: 'DelegationMatrixApproved', data: { version: 2, decisionNo: 'IB-2026-0001' } },
    ]);
    expect(decided('ActivateMatrix', '2026-05-01', ...past, approved(2))).toMatchObject([
      { type: 'DelegationMatrixRetired', data: { version: 1 }, effectiveOn: '2026-05-01' },
      {
        type: 'DelegationMatrixActivated',
        data: { version: 2, decisionNo: 'IB-2026-0001' },
        effectiveOn: '2026-05-01',
      },
    ]);
  });
  it('but never from a day on which another begins, or before', () => {
    for (const from of ['2026-03-15', '2026-04-01'])
      expect(decided('ActivateMatrix', from, ...past, approved(2))).toMatchObject({ refused: 'MATRIX_OVERLAP' });
  });
});

describe('correcting a version', () => {
  const reason = 'Copied wrongly from the minutes';
  const at = '2026-01-01T09:00:00.000Z';
  const both: readonly Past<DelegationMatrixEvents>[] = [
    drafted(),
    { ...approved(), at },
    activated(1, '2026-01-05'),
    drafted(2),
    { ...approved(2), at },
    { type: 'DelegationMatrixRetired', data: { version: 1, rows: ladder } },
    {
      type: 'DelegationMatrixActivated',
      data: { version: 2, from: '2026-02-10', rows: ladder, decisionNo: 'IB-2026-0001' },
    },
  ];
  const founded = both.slice(0, 3);
  const decided = (asked: object, past = both) =>
    delegationMatrix.decide.CorrectMatrix({ version: 2, reason, ...asked }, stateOf(delegationMatrix, past), {
      id: 'organisation',
      actor: { id: 'system' },
      authority: { basis: 'DECISION', ref: 'IB-2026-0002', covers: () => true },
      now: '2026-03-02T10:00:00.000Z',
      today: '2026-03-02',
      dayOf: utcDay,
      facts,
    });
  const rows = [row('PROJECT_MANAGER', 5), ...ladder.slice(1)];

  it('replaces the rows in force, and those that go out of force with it', () => {
    const was = { version: 1, from: '2026-01-05', rows: ladder };
    expect(decided({ version: 1, rows })).toMatchObject([
      { data: { correctsEventId: 'event-2', factType: 'DelegationMatrixActivated', was, shouldBe: { ...was, rows } } },
      {
        data: {
          correctsEventId: 'event-5',
          factType: 'DelegationMatrixRetired',
          was: { version: 1, rows: ladder },
          shouldBe: { version: 1, rows },
        },
      },
    ]);
  });
  it('moves its first day, and the last of the one before', () => {
    const corrected = { on: '2026-02-04', notBefore: at };
    expect(decided({ from: '2026-02-04' })).toMatchObject([
      { data: { correctsEventId: 'event-5', shouldBe: { version: 1, rows: ladder } }, corrected },
      { data: { correctsEventId: 'event-6', shouldBe: { from: '2026-02-04', decisionNo: 'IB-2026-0001' } }, corrected },
    ]);
  });
  it('says nothing where nothing is different', () => {
    expect(decided({ from: '2026-02-10', rows: ladder })).toEqual([]);
  });
  it.each([
    ['LIMIT_INVERSION', { rows: [row('PROJECT_MANAGER', 500), row('PMO_MANAGER', 50), row('IB')] }],
    ['NO_TERMINAL_AUTHORITY', { rows: ladder.slice(0, 2) }],
    ['BEFORE_APPROVAL', { version: 1, from: '2025-12-31' }],
    ['MATRIX_OVERLAP', { from: '2026-01-05' }],
    ['MATRIX_OVERLAP', { version: 1, from: '2026-02-10' }],
    ['MATRIX_NOT_FOUND', { version: 3 }],
  ])('is refused: %s', (code, asked) => {
    expect(decided(asked)).toMatchObject({ refused: code });
  });
  it.each([
    ['Pacific/Auckland', '2026-01-01T20:00:00.000Z', '2026-01-02', '2026-01-01'],
    ['America/Los_Angeles', '2026-01-02T02:00:00.000Z', '2026-01-01', '2025-12-31'],
  ])('begins no sooner than on the day of its approval there: %s', (zone, approvedAt, day, dayBefore) => {
    const there = founded.map((event) => (event.at === at ? { ...event, at: approvedAt } : event));
    const moved = (from: string) =>
      given(...there).when('CorrectMatrix', { version: 1, from, reason }, { ...how, actor: 'ben', zone });
    moved(day).thenFacts('FactCorrected');
    moved(dayBefore).thenRefused('BEFORE_APPROVAL', { approvedOn: day });
  });
  it('takes a version that was in force', () => {
    expect(decided({}, both.slice(0, 5))).toMatchObject({ refused: 'NOT_IN_STAGE' });
  });
  it('takes a decision, but for the day on which the founding version began', () => {
    const asked = { version: 1, reason };
    const from = '2026-01-04';
    given(...founded)
      .when('CorrectMatrix', { ...asked, rows }, { ...how, actor: 'ben' })
      .thenRefused('DECISION_NEEDED');
    given(...founded)
      .when('CorrectMatrix', { ...asked, from }, { ...how, actor: 'ben' })
      .thenFacts('FactCorrected');
    given(...founded)
      .when('CorrectMatrix', { ...asked, from }, how)
      .thenRefused('SOD_SELF_APPROVAL');
    given(...both)
      .when('CorrectMatrix', { ...asked, version: 2, from: '2026-02-11' }, { ...how, actor: 'ben' })
      .thenRefused('DECISION_NEEDED');
  });
});
