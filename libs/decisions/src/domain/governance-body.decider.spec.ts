import { authorityWith, gbp, scenario, stateOf, utcDay, type Past } from '@tabularium/testing';
import type { GovernanceBodyEvents } from '../contract/governance-body.contract';
import type { TermsOfReference } from '../contract/terms';
import { governanceBody } from './governance-body.decider';
import { chairOf, presides, seatedOn } from './governance-body.state';

type Happened = Past<GovernanceBodyEvents>;
const { given } = scenario(governanceBody);

const seat = (id: string, voting = true) => ({ id, title: `Seat ${id}`, voting });
const terms: TermsOfReference = {
  purpose: 'Invest',
  matters: [{ matterType: 'GATE_DECISION', voting: { method: 'SIMPLE' }, upTo: gbp(1_000) }],
  seats: [seat('chair'), seat('deputy'), seat('a'), seat('clerk', false)],
  chairSeat: 'chair',
  deputySeat: 'deputy',
  quorum: { method: 'MORE_THAN_HALF', base: 'SEATS' },
  recusalMode: 'LEAVES',
  castingVote: true,
  noticeDays: 5,
  paperDays: 2,
};
const established: Happened = { type: 'BodyEstablished', data: { name: 'Investment board', version: 1, terms } };
const child: Happened = {
  type: 'BodyEstablished',
  data: { name: 'B', version: 1, terms: { ...terms, parent: 'TOP' } },
};
const appointed = (seatId: string, personId: string, from = '2026-01-05', until?: string): Happened => ({
  type: 'MemberAppointed',
  data: { seatId, personId, from, ...(until ? { until } : {}) },
});
const dissolved: Happened = { type: 'BodyDissolved', data: { successorId: 'NEW', reason: 'x' } };
const orphan = { id: 'IB', facts: { parentChain: [] } } as const;
const known = { id: 'IB', facts: { personExists: true } } as const;

describe('establishing a body', () => {
  it('keeps its first terms of reference', () => {
    given().when('EstablishBody', { name: 'IB', terms }, orphan).thenData({ name: 'IB', terms, version: 1 });
  });
  it('happens once', () => {
    given(established).when('EstablishBody', { name: 'IB', terms }, orphan).thenRefused('BODY_EXISTS');
  });
  it('needs a parent that exists and does not answer to it', () => {
    const under = { name: 'IB', terms: { ...terms, parent: 'TOP' } };
    given().when('EstablishBody', under, orphan).thenRefused('PARENT_NOT_FOUND', { parent: 'TOP' });
    given()
      .when('EstablishBody', under, { id: 'IB', facts: { parentChain: ['TOP', 'IB'] } })
      .thenRefused('BODY_CYCLE');
    given()
      .when('EstablishBody', under, { id: 'IB', facts: { parentChain: ['TOP'] } })
      .thenFacts('BodyEstablished');
  });
  it.each([
    ['QUORUM_IMPOSSIBLE', { quorum: { method: 'MORE_THAN_HALF', base: 'SEATS', minCount: 4 } }],
    ['RULE_INCOMPLETE', { quorum: { method: 'AT_LEAST', base: 'SEATS' } }],
    ['RULE_INCOMPLETE', { quorum: { method: 'AT_LEAST', base: 'SEATS', numerator: 3, denominator: 2 } }],
    ['RULE_INCOMPLETE', { vetoOverride: { numerator: 3, denominator: 2 } }],
    ['RULE_INCOMPLETE', { written: { voting: { method: 'QUALIFIED' } } }],
    ['RULE_INCOMPLETE', { matters: [{ matterType: 'X', voting: { method: 'QUALIFIED', numerator: 2 } }] }],
    ['SEAT_REPEATED', { seats: [seat('chair'), seat('chair')] }],
    ['MATTER_REPEATED', { matters: [...terms.matters, ...terms.matters] }],
    ['SEAT_NOT_FOUND', { chairSeat: 'nobody' }],
    ['SEAT_NOT_FOUND', { matters: [{ ...terms.matters[0]!, vetoSeats: ['nobody'] }] }],
    ['SEAT_NOT_VOTING', { chairSeat: 'clerk' }],
    ['SEAT_NOT_VOTING', { quorum: { ...terms.quorum, mustInclude: ['clerk'] } }],
  ] as const)('refuses terms that cannot work: %s', (code, changed) => {
    given()
      .when('EstablishBody', { name: 'IB', terms: { ...terms, ...changed } }, orphan)
      .thenRefused(code);
  });
});

describe('amending the terms of reference', () => {
  const amending = { terms: { ...terms, parent: 'TOP' }, reason: 'Review' };
  const decide = (ref: string) =>
    governanceBody.decide.AmendTermsOfReference(amending, stateOf(governanceBody, [child]), {
      id: 'IB',
      actor: { id: 'system' },
      authority: { ...authorityWith(), basis: 'DECISION', ref },
      now: '2026-03-02T10:00:00.000Z',
      today: '2026-03-02',
      dayOf: utcDay,
      facts: { parentChain: ['TOP'] },
    });
  it('takes a decision of the parent', () => {
    expect(decide('TOP-2026-0007')).toMatchObject([{ data: { version: 2, decisionNo: 'TOP-2026-0007' } }]);
    expect(decide('IB-2026-0007')).toMatchObject({ refused: 'PARENT_DECISION_NEEDED' });
    given(child)
      .when('AmendTermsOfReference', amending, { ...orphan, role: 'PMO_DIRECTOR' })
      .thenRefused('PARENT_DECISION_NEEDED', { parent: 'TOP' });
  });
  it('of the founding body is for the director', () => {
    const same = { terms, reason: 'x' };
    given(established)
      .when('AmendTermsOfReference', same, { ...orphan, role: 'PMO_DIRECTOR' })
      .thenData({ version: 2, terms, reason: 'x' });
    given(established).when('AmendTermsOfReference', same, orphan).thenRefused('DIRECTOR_NEEDED');
  });
  it('checks the new terms like the first', () => {
    given(established)
      .when(
        'AmendTermsOfReference',
        { terms: { ...terms, chairSeat: 'x' }, reason: 'x' },
        { ...orphan, role: 'PMO_DIRECTOR' },
      )
      .thenRefused('SEAT_NOT_FOUND');
  });
});

describe('members', () => {
  it('are appointed from today, or a day to come', () => {
    given(established)
      .when('AppointMember', { seatId: 'chair', personId: 'cleo' }, known)
      .thenData({ seatId: 'chair', personId: 'cleo', from: '2026-03-02' });
    given(established)
      .when('AppointMember', { seatId: 'chair', personId: 'cleo', from: '2026-03-01' }, known)
      .thenRefused('FROM_IN_PAST');
    given(established)
      .when('AppointMember', { seatId: 'chair', personId: 'cleo', until: '2026-03-01' }, known)
      .thenRefused('DATES_REVERSED');
  });
  it('follow each other in a seat', () => {
    const asked = { seatId: 'a', personId: 'abe' };
    given(established, appointed('a', 'ann'))
      .when('AppointMember', asked, known)
      .thenRefused('SEAT_FILLED', { personId: 'ann' });
    given(established, appointed('a', 'ann', '2026-01-05', '2026-03-01'))
      .when('AppointMember', asked, known)
      .thenFacts('MemberAppointed');
    given(established, appointed('a', 'ann', '2026-06-01'))
      .when('AppointMember', { ...asked, until: '2026-05-31' }, known)
      .thenFacts('MemberAppointed');
  });
  it('have one vote, are known, and appoint others only', () => {
    const asked = { seatId: 'a', personId: 'cleo' };
    given(established, appointed('chair', 'cleo')).when('AppointMember', asked, known).thenRefused('MEMBER_ELSEWHERE');
    given(established)
      .when('AppointMember', asked, { id: 'IB', facts: { personExists: false } })
      .thenRefused('PERSON_NOT_FOUND');
    given(established)
      .when('AppointMember', asked, { ...known, actor: 'cleo' })
      .thenRefused('SOD_SELF_APPOINTMENT');
    given(established).when('AppointMember', { seatId: 'x', personId: 'cleo' }, known).thenRefused('SEAT_NOT_FOUND');
  });
  it('with a vote are neither auditors nor administrators', () => {
    const barred = { id: 'IB', facts: { personExists: true, barredAs: 'AUDITOR' } } as const;
    given(established).when('AppointMember', { seatId: 'a', personId: 'aud' }, barred).thenRefused('SOD_SEAT_BARRED');
    given(established).when('AppointMember', { seatId: 'clerk', personId: 'aud' }, barred).thenFacts('MemberAppointed');
  });
  it('with a vote hold no role that the policy keeps apart from it', () => {
    const of = (seatAs: 'BOARD_MEMBER' | 'BOARD_CHAIR') => ({
      seatAs,
      role: 'FINANCE_CONTROLLER',
      ruleId: `ROLES.${seatAs}.FINANCE_CONTROLLER`,
      version: 2,
    });
    const seated = (seatId: string, seatAs: 'BOARD_MEMBER' | 'BOARD_CHAIR') =>
      given(established).when(
        'AppointMember',
        { seatId, personId: 'fay' },
        { id: 'IB', facts: { personExists: true, keptFrom: [of(seatAs)] } },
      );
    const refused = { personId: 'fay', ...of('BOARD_MEMBER') };
    seated('a', 'BOARD_MEMBER').thenRefused('SOD_POLICY', refused);
    seated('chair', 'BOARD_MEMBER').thenRefused('SOD_POLICY', refused);
    seated('chair', 'BOARD_CHAIR').thenRefused('SOD_POLICY');
    seated('a', 'BOARD_CHAIR').thenFacts('MemberAppointed');
    seated('clerk', 'BOARD_MEMBER').thenFacts('MemberAppointed');
  });
  it('have alternates, and are relieved', () => {
    const alternate = { seatId: 'a', personId: 'alf' };
    given(established, appointed('a', 'ann'))
      .when('AppointAlternate', alternate, known)
      .thenFacts('AlternateAppointed');
    given(established, appointed('a', 'ann'), { type: 'AlternateAppointed', data: alternate })
      .when('AppointAlternate', alternate, known)
      .thenNothing();
    given(established).when('AppointAlternate', alternate, known).thenRefused('SEAT_VACANT');
    given(established).when('RelieveMember', { seatId: 'a', reason: 'x' }, { id: 'IB' }).thenRefused('SEAT_VACANT');
    given(established, appointed('a', 'ann'))
      .when('RelieveMember', { seatId: 'a', reason: 'x' }, { id: 'IB' })
      .thenData({ seatId: 'a', personId: 'ann', reason: 'x' });
    given(established, appointed('a', 'ann', '2026-06-01'))
      .when('RelieveMember', { seatId: 'a', reason: 'x' }, { id: 'IB' })
      .thenFacts('FactVoided');
  });
  it('are those of the day', () => {
    const past: readonly Happened[] = [
      established,
      appointed('chair', 'cleo', '2026-01-05', '2026-02-28'),
      appointed('deputy', 'dan'),
      appointed('clerk', 'kim'),
    ];
    const body = stateOf(governanceBody, past);
    expect(seatedOn(body, '2026-02-28').map(({ personId }) => personId)).toEqual(['cleo', 'dan']);
    expect(seatedOn(body, '2026-03-01').map(({ personId }) => personId)).toEqual(['dan']);
    expect([chairOf(body, '2026-02-28'), chairOf(body, '2026-03-01')]).toEqual(['cleo', undefined]);
    expect(['cleo', 'dan', 'kim'].map((person) => presides(body, person, '2026-02-28'))).toEqual([true, true, false]);
  });
});

describe('correcting an appointment', () => {
  const past = [established, appointed('a', 'x', '2026-01-05', '2026-02-28'), appointed('deputy', 'y')];
  const correct = (changed: object, how: object = {}, happened: readonly Happened[] = past) =>
    given(...happened).when(
      'CorrectAppointment',
      { appointmentEventId: 'event-1', reason: 'Letter found', ...changed },
      { ...known, ...how },
    );
  const was = { seatId: 'a', personId: 'x', from: '2026-01-05', until: '2026-02-28' };

  it('replaces who it was or its last day, and keeps what was believed', () => {
    correct({ until: '2026-01-31' }).thenData({
      correctsEventId: 'event-1',
      factType: 'MemberAppointed',
      was,
      shouldBe: { ...was, until: '2026-01-31' },
      reason: 'Letter found',
    });
    correct({ personId: 'z' }).thenFacts('FactCorrected');
    correct({ personId: 'x', until: '2026-02-28' }).thenNothing();
  });
  it('is done after the member was relieved too', () => {
    const relieved: Happened = { type: 'MemberRelieved', data: { seatId: 'a', personId: 'x', reason: 'x' } };
    correct({ until: '2026-01-31' }, {}, [...past, relieved]).thenFacts('FactCorrected');
  });
  it.each([
    ['APPOINTMENT_NOT_FOUND', { appointmentEventId: 'event-9' }, {}],
    ['SOD_SELF_APPOINTMENT', {}, { actor: 'x' }],
    ['SOD_SELF_APPOINTMENT', { personId: 'z' }, { actor: 'z' }],
    ['DATES_REVERSED', { until: '2026-01-04' }, {}],
    ['PERSON_NOT_FOUND', { personId: 'z' }, { facts: { personExists: false } }],
    ['SOD_SEAT_BARRED', { personId: 'z' }, { facts: { personExists: true, barredAs: 'AUDITOR' } }],
    ['MEMBER_ELSEWHERE', { personId: 'y' }, {}],
  ])('is refused: %s', (code, changed, how) => correct(changed, how).thenRefused(code));
  it('gives nobody days in which another held the seat', () => {
    const next = appointed('a', 'z', '2026-03-01');
    correct({ until: '2026-03-01' }, {}, [...past, next]).thenRefused('SEAT_FILLED', { personId: 'z' });
  });
  it('takes out one that never was', () => {
    const asked = { appointmentEventId: 'event-1', reason: 'Never sworn in' };
    given(...past)
      .when('VoidAppointment', asked, { id: 'IB' })
      .thenData({ voidsEventId: 'event-1', reason: 'Never sworn in' });
    given(...past)
      .when('VoidAppointment', asked, { id: 'IB', actor: 'x' })
      .thenRefused('SOD_SELF_APPOINTMENT');
  });
});

describe('dissolving a body', () => {
  it('names a successor that stands, and changes nothing afterwards', () => {
    const asked = { successorId: 'NEW', reason: 'x' };
    const stands = (successorStands: boolean) => ({ id: 'IB', facts: { successorStands, open: [] } });
    given(established).when('DissolveBody', asked, stands(false)).thenRefused('SUCCESSOR_NOT_FOUND');
    given(established)
      .when('DissolveBody', { ...asked, successorId: 'IB' }, stands(true))
      .thenRefused('SUCCESSOR_NOT_FOUND');
    given(established).when('DissolveBody', asked, stands(true)).thenData(asked);
    given(established, dissolved).when('DissolveBody', asked, stands(true)).thenNothing();
    given(established, dissolved)
      .when('AppointMember', { seatId: 'a', personId: 'x' }, known)
      .thenRefused('BODY_DISSOLVED');
    given()
      .when('DissolveBody', asked, { ...stands(true), id: 'IB' })
      .thenRefused('BODY_NOT_FOUND', { bodyId: 'IB' });
  });
});
