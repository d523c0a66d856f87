import { gbp } from '@tabularium/testing';
import { Board, condition, paper } from '../../test/board';
import { actionTracker } from './action-tracker.view';
import { ballots } from './ballots.view';
import { conditionsView } from './conditions.view';
import { deadlines } from './deadlines.view';
import { decisionItems } from './decision-items.view';
import { decisionRegisterView } from './decision-register.view';
import { governanceBodies } from './governance-bodies.view';
import { meetings } from './meetings.view';
import { seats } from './seats.view';
import { votes } from './votes.view';

/** What the views show of boards at work; the events are those the rules decided on. */
const SEVEN = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7'];
const PMO = { actor: 'pmo', role: 'PMO_MANAGER' };

const decided = async (
  changed: Readonly<Record<string, unknown>> = {},
  votesCast: Readonly<Record<string, string>> = { p1: 'FOR', p2: 'FOR', p3: 'AGAINST' },
) => {
  const board = await Board.of(7);
  await board.propose(changed);
  await board.convene(SEVEN);
  await board.ballot(votesCast);
  return board;
};

describe('the decision register', () => {
  it('shows how a matter was decided, and what came of it', async () => {
    const board = await decided();
    expect(board.rowsOf(decisionRegisterView)['ITEM']).toMatchObject({
      decisionNo: 'IB-2026-0001',
      body: 'IB',
      where: 'IB.2026-03',
      state: 'EFFECTIVE',
      project: 'PRJ-1',
      target: 'gateReview PRJ-1.RfE',
      amount: gbp(100_000),
      outcome: 'APPROVED',
      verdict: 'CARRIED',
      decidedOn: '2026-03-09',
      effectiveFrom: '2026-03-09',
      votesFor: 2,
      votesAgainst: 1,
      notVoting: 4,
      present: 7,
      quorumRequired: 5,
      arithmetic: '2 × 2 > 3',
      termsVersion: 1,
      dissents: ['p3: No'],
      papers: [`CASE-1 1.0 ${paper.sha256}`],
      papersLate: false,
      proposedBy: 'pmo',
      effects: ['RecordGateDecision on gateReview PRJ-1.RfE'],
      effectsApplied: 1,
    });
  });
  it('leaves out what is not decided; the list of matters has it', async () => {
    const board = await Board.of(7);
    await board.propose();
    expect(board.rowsOf(decisionItems)['ITEM']).toMatchObject({ state: 'PROPOSED', decided: false });
    await board.item('DeclareInterest', { nature: 'x' }, 'p5');
    expect(board.rowsOf(decisionItems)['ITEM']).toMatchObject({ conflicts: ['p5 OPEN'] });
    await board.item('ResolveConflict', { personId: 'p5', outcome: 'CLEARED', reason: 'x' });
    expect(board.rowsOf(decisionItems)['ITEM']).toMatchObject({ conflicts: ['p5 CLEARED'] });
    const deferral = { missing: ['Costs'], owner: 'paul', returnOn: '2026-04-01' };
    await board.item('DeferMatter', deferral);
    expect(board.rowsOf(decisionItems)['ITEM']).toMatchObject({
      state: 'DEFERRED',
      deferrals: 1,
      returnOn: '2026-04-01',
    });
    await board.item('ReferUp', { because: 'Too large' });
    expect(board.rowsOf(decisionItems)['ITEM']).toMatchObject({ state: 'REFERRED_UP', body: 'TOP' });
    await board.item('WithdrawMatter', { reason: 'Not needed' }, 'pmo');
    expect(board.rowsOf(decisionItems)['ITEM']).toMatchObject({ state: 'WITHDRAWN' });
  });
  it('shows advice, late papers, a tie and who decided it', async () => {
    const board = await Board.of(7);
    await board.propose();
    await board.item('AttachRecommendation', { adviser: 'FINANCE', stance: 'AGAINST', text: 'Too dear' });
    await board.convene(SEVEN, []);
    await board.meeting('LateTableItem', { itemId: 'ITEM', reason: 'x' });
    await board.item('OpenBallot', { meetingId: 'IB.2026-03' });
    await board.item('CastVote', { choice: 'FOR', rationale: 'Worth it' }, 'p2');
    await board.cast({ p3: 'AGAINST' });
    await board.item('CloseBallot', {});
    expect(board.rowsOf(decisionItems)['ITEM']).toMatchObject({ state: 'TIED', papersLate: true });
    await board.item('GiveCastingVote', { choice: 'FOR', rationale: 'x' });
    expect(board.rowsOf(decisionRegisterView)['ITEM']).toMatchObject({
      castingVote: 'p1 FOR',
      againstAdvice: true,
      recommendations: ['FINANCE AGAINST: Too dear'],
    });
  });
  it('shows an urgent decision until it is ratified or lapses', async () => {
    const board = await Board.of(7);
    await board.propose({ amount: gbp(10) });
    await board.item('TakeUrgentDecision', { rationale: 'x' });
    expect(board.rowsOf(decisionRegisterView)['ITEM']).toMatchObject({
      where: 'URGENT',
      ratifyBy: '2026-03-16',
      state: 'EFFECTIVE',
    });
    board.today = '2026-03-17';
    await board.send('decisionItem', 'ITEM', 'LapseUrgentDecision', {});
    expect(board.rowsOf(decisionRegisterView)['ITEM']).toMatchObject({
      ratifyBy: null,
      state: 'LAPSED',
      actions: ['ITEM.lapsed'],
    });
  });
  it('shows why an effect was refused', async () => {
    const board = await Board.of(7);
    board.elsewhere = () => 'CRITERIA_UNMET';
    await board.propose();
    await board.convene(SEVEN);
    await board.ballot({ p1: 'FOR', p2: 'FOR' });
    expect(board.rowsOf(decisionRegisterView)['ITEM']).toMatchObject({
      failure: 'Effect 1: CRITERIA_UNMET',
      effectsApplied: 0,
      actions: ['ITEM.effect-1-1'],
    });
  });
});

describe('conditions', () => {
  const evidence = { conditionId: 'lease', documentId: 'LEASE', version: '1', sha256: 'b'.repeat(64) };
  it('show what shows them met, and by whom they were found so', async () => {
    const board = await decided({ conditions: [condition] });
    expect(board.rowsOf(conditionsView)['ITEM/lease']).toMatchObject({
      body: 'IB',
      state: 'OPEN',
      dueOn: '2026-05-01',
      onBreach: 'LAPSE',
    });
    await board.item('SubmitConditionEvidence', evidence, 'paul');
    await board.item('DischargeCondition', { conditionId: 'lease' });
    expect(board.rowsOf(conditionsView)['ITEM/lease']).toMatchObject({
      state: 'DISCHARGED',
      evidence: ['LEASE 1'],
      settledBy: 'p1',
    });
    expect(board.rowsOf(decisionRegisterView)['ITEM']).toMatchObject({
      conditionsMet: 1,
      conditions: ['lease PRECEDENT: Sign the lease'],
    });
  });
  it('fall with a decision that another supersedes', async () => {
    const board = await decided({ conditions: [condition] });
    await board.send('decisionItem', 'ITEM', 'SupersedeDecision', { reason: 'x' }, { decision: 'IB-2026-0007' });
    expect(board.rowsOf(conditionsView)['ITEM/lease']).toMatchObject({ state: 'FALLEN' });
    expect(board.rowsOf(decisionRegisterView)['ITEM']).toMatchObject({
      state: 'SUPERSEDED',
      replacedBy: 'IB-2026-0007',
    });
  });
  it('show more time given by a decision, and a waiver', async () => {
    const board = await decided({ conditions: [condition, { ...condition, id: 'deed' }] });
    const by = { decision: 'TOP-2026-0002' };
    await board.send(
      'decisionItem',
      'ITEM',
      'ExtendCondition',
      { conditionId: 'lease', dueOn: '2026-06-01', reason: 'x' },
      by,
    );
    await board.send('decisionItem', 'ITEM', 'WaiveCondition', { conditionId: 'deed', reason: 'x' }, by);
    expect(board.rowsOf(conditionsView)).toMatchObject({
      'ITEM/lease': { dueOn: '2026-06-01', firstDueOn: '2026-05-01', extensions: 1 },
      'ITEM/deed': { state: 'WAIVED', settledBy: 'TOP-2026-0002' },
    });
  });
  it('breached let the decision lapse, rest or stand, as was decided', async () => {
    const board = await decided({
      conditions: (['LAPSE', 'SUSPEND', 'ESCALATE'] as const).map((onBreach) => ({
        ...condition,
        id: onBreach,
        onBreach,
        kind: 'SUBSEQUENT',
      })),
    });
    const state = () => board.rowsOf(decisionRegisterView)['ITEM']?.['state'];
    board.today = '2026-05-02';
    await board.send('decisionItem', 'ITEM', 'BreachCondition', { conditionId: 'ESCALATE' });
    expect(state()).toBe('EFFECTIVE');
    await board.send('decisionItem', 'ITEM', 'BreachCondition', { conditionId: 'SUSPEND' });
    expect(state()).toBe('SUSPENDED');
    await board.item('SubmitConditionEvidence', { ...evidence, conditionId: 'SUSPEND' }, 'paul');
    await board.item('DischargeCondition', { conditionId: 'SUSPEND' });
    expect(state()).toBe('EFFECTIVE');
    await board.send('decisionItem', 'ITEM', 'BreachCondition', { conditionId: 'LAPSE' });
    expect(state()).toBe('LAPSED');
    expect(board.rowsOf(conditionsView)).toMatchObject({
      'ITEM/LAPSE': { state: 'BREACHED' },
      'ITEM/ESCALATE': { state: 'FALLEN' },
    });
  });
});

describe('ballots and votes', () => {
  it('show the electorate, the rule and the count, and how each member voted', async () => {
    const board = await decided();
    expect(board.rowsOf(ballots)['ITEM/1']).toMatchObject({
      mode: 'MEETING',
      meeting: 'IB.2026-03',
      state: 'CLOSED',
      votingRule: 'SIMPLE of CAST',
      electorate: SEVEN.map((person, at) => `s${at + 1} ${person}`),
      recusedMembers: [],
      outcome: 'APPROVED',
      base: 3,
      seats: 9,
      filled: 7,
      eligible: 7,
    });
    expect(board.rowsOf(votes)['ITEM/1/p3']).toMatchObject({
      choice: 'AGAINST',
      rationale: 'No',
      seat: 's3',
      changes: 0,
    });
    expect(Object.keys(board.rowsOf(votes))).toHaveLength(3);
  });
  it('show a changed vote and a seat lost meanwhile', async () => {
    const board = await Board.of(7);
    await board.propose();
    await board.convene(SEVEN);
    await board.item('OpenBallot', { meetingId: 'IB.2026-03' });
    await board.cast({ p1: 'FOR', p2: 'FOR', p7: 'AGAINST' });
    await board.cast({ p2: 'ABSTAIN' });
    await board.done('governanceBody', 'IB', 'RelieveMember', { seatId: 's7', reason: 'Retired' });
    expect(await board.item('CastVote', { choice: 'FOR' }, 'p7')).toMatchObject({ refused: 'NOT_ELECTOR' });
    await board.item('CloseBallot', {});
    expect(board.rowsOf(votes)).toMatchObject({
      'ITEM/1/p2': { choice: 'ABSTAIN', changes: 1 },
      'ITEM/1/p7': { lapsed: true },
    });
    expect(board.rowsOf(ballots)['ITEM/1']).toMatchObject({ lapsed: ['p7'], filled: 6, votesAgainst: 0 });
  });
  it('show of a circulation that a meeting was demanded', async () => {
    const board = await Board.of(5);
    await board.propose();
    await board.item('CirculateResolution', { closesOn: '2026-03-12' });
    await board.item('DemandMeeting', {}, 'p3');
    expect(board.rowsOf(ballots)['ITEM/1']).toMatchObject({
      mode: 'WRITTEN',
      state: 'STOPPED',
      closesOn: '2026-03-12',
    });
  });
});

describe('bodies and seats', () => {
  it('show the terms in force and who sits where', async () => {
    const board = await Board.of(2);
    expect(board.rowsOf(governanceBodies)['IB']).toMatchObject({
      name: 'Investment board',
      version: 1,
      parent: 'TOP',
      quorum: 'MORE_THAN_HALF of SEATS',
      votingSeats: 9,
      matters: ['GATE_DECISION: SIMPLE up to 100000000 GBP', 'RESCISSION: QUALIFIED', 'RATIFICATION: SIMPLE'],
    });
    expect(board.rowsOf(seats)).toMatchObject({
      'IB/s1': { personId: 'p1', office: 'CHAIR', voting: true },
      'IB/s2': { personId: 'p2', office: 'DEPUTY' },
      'IB/s3': { personId: null, office: null },
    });
  });
  it('follow an amendment: seats that are no more go, members of others stay', async () => {
    const board = await Board.of(3);
    await board.done('governanceBody', 'IB', 'AppointAlternate', { seatId: 's2', personId: 'p9' });
    const { data } = board.log.find(
      ({ stream, type }) => stream === 'governanceBody-IB' && type === 'BodyEstablished',
    )!;
    const { terms } = data as { terms: { seats: readonly object[] } };
    const amended = { terms: { ...terms, seats: terms.seats.slice(0, 3) }, reason: 'Smaller' };
    await board.done('governanceBody', 'IB', 'AmendTermsOfReference', amended, { decision: 'TOP-2026-0001' });
    await board.done('governanceBody', 'IB', 'RelieveMember', { seatId: 's3', reason: 'x' });
    const rows = board.rowsOf(seats);
    expect(Object.keys(rows).filter((key) => key.startsWith('IB/'))).toEqual(['IB/s1', 'IB/s2', 'IB/s3']);
    expect(rows).toMatchObject({ 'IB/s2': { personId: 'p2', alternate: 'p9' }, 'IB/s3': { personId: null } });
    expect(board.rowsOf(governanceBodies)['IB']).toMatchObject({
      version: 2,
      votingSeats: 3,
      amendedBy: 'TOP-2026-0001',
    });
    await board.done('governanceBody', 'IB', 'DissolveBody', { successorId: 'TOP', reason: 'x' });
    expect(board.rowsOf(governanceBodies)['IB']).toMatchObject({ state: 'DISSOLVED', successor: 'TOP' });
  });
});

it('meetings show agenda, attendance, quorum and minutes', async () => {
  const board = await Board.of(5);
  await board.propose();
  await board.propose({}, 'OTHER');
  await board.convene(['p1', 'p2', 'p3', 'p4', 'p5']);
  await board.meeting('LateTableItem', { itemId: 'OTHER', reason: 'x' });
  await board.meeting('PublishAgenda', {});
  await board.meeting('RecordDeparture', { personId: 'p5' });
  await board.meeting('RecordAttendance', { personId: 'p5', mode: 'REMOTE' });
  await board.meeting('AdjournMeeting', { to: '2026-03-10', reason: 'Late' });
  expect(board.rowsOf(meetings)['IB.2026-03']).toMatchObject({
    state: 'ADJOURNED',
    on: '2026-03-10',
    agenda: ['ITEM', 'OTHER'],
    lateItems: ['OTHER'],
    present: ['p1', 'p2', 'p3', 'p4', 'p5'],
    quorumRequired: 5,
    quorate: true,
    quorumLost: 1,
    papersDueOn: '2026-03-07',
  });
  await board.meeting('ResumeMeeting', {});
  await board.meeting('CloseMeeting', {});
  await board.meeting('DraftMinutes', {});
  const { sha256 } = board.last('MinutesDrafted') as { readonly sha256: string };
  await board.meeting('ProposeCorrection', { text: 'p5 came back' }, 'p5');
  await board.convene(['p1', 'p2', 'p3', 'p4', 'p5'], [], 'IB.2026-04');
  await board.meeting('ApproveMinutes', { atMeeting: 'IB.2026-04', sha256 });
  await board.meeting('NoteErratum', { text: 'Page 2' }, 'p2');
  expect(board.rowsOf(meetings)['IB.2026-03']).toMatchObject({
    state: 'CLOSED',
    minutes: 'SEALED',
    minutesHash: sha256,
    approvedAt: 'IB.2026-04',
    corrections: 1,
    errata: ['Page 2'],
  });
});

it('the action tracker shows owner, slips, evidence and verdict', async () => {
  const board = new Board();
  const act = (command: string, data: object, actor: string) =>
    board.send('actionItem', 'A-1', command, data, { actor });
  await act('RaiseAction', { text: 'Buy the land', owner: 'olga', dueOn: '2026-03-10', from: 'ITEM' }, 'p1');
  await act('AcceptAction', {}, 'olga');
  await act('MoveDueDate', { dueOn: '2026-03-20', reason: 'x' }, 'p1');
  await act('ReportProgress', { note: 'Half' }, 'olga');
  board.today = '2026-03-21';
  await act('MarkActionOverdue', {}, 'system');
  expect(board.rowsOf(actionTracker)['A-1']).toMatchObject({
    state: 'ACCEPTED',
    overdue: true,
    dueOn: '2026-03-20',
    firstDueOn: '2026-03-10',
    slips: 1,
    progress: 'Half',
  });
  await act('CompleteAction', { evidence: 'Deed' }, 'olga');
  await act('ReopenAction', { reason: 'Unsigned' }, 'p1');
  await act('ReassignAction', { owner: 'omar', reason: 'x' }, 'p1');
  await act('CompleteAction', { evidence: 'Signed deed' }, 'omar');
  await act('VerifyAction', {}, 'p1');
  expect(board.rowsOf(actionTracker)['A-1']).toMatchObject({
    state: 'VERIFIED',
    overdue: false,
    owner: 'omar',
    owners: ['olga'],
    evidence: 'Signed deed',
    verifiedBy: 'p1',
  });
  await board.send(
    'actionItem',
    'A-2',
    'RaiseAction',
    { text: 'x', owner: 'o', dueOn: '2026-04-01', from: 'ITEM' },
    { actor: 'p1' },
  );
  await board.send('actionItem', 'A-2', 'DeclineAction', { reason: 'x' }, { actor: 'o' });
  expect(board.rowsOf(actionTracker)['A-2']).toMatchObject({ state: 'DECLINED' });
  await board.send('actionItem', 'A-2', 'CancelAction', { reason: 'x' }, { actor: 'p1' });
  expect(board.rowsOf(actionTracker)['A-2']).toMatchObject({ state: 'CANCELLED' });
});

describe('deadlines', () => {
  it('of a meeting that is called are its agenda and its papers, until it opens', async () => {
    const board = await Board.of(5);
    await board.propose();
    const rows = async (...commands: readonly (readonly [string, object])[]) => {
      for (const [command, data] of commands) await board.meeting(command, data);
      return Object.entries(board.rowsOf(deadlines)).map(([key, row]) => [key, row['due'], row['command']]);
    };
    const agenda = ['IB.2026-03/agenda', '2026-03-06', 'MarkAgendaOverdue'];
    const papers = ['IB.2026-03/papers', '2026-03-09', 'MarkPaperDeadlinePassed'];
    expect(await rows(['ScheduleMeeting', { on: '2026-03-10', mode: 'REMOTE' }])).toEqual([agenda, papers]);
    expect(await rows(['TableItem', { itemId: 'ITEM' }])).toEqual([agenda, papers]);
    board.today = '2026-03-06';
    expect(await rows(['MarkAgendaOverdue', {}])).toEqual([papers]);
    board.today = '2026-03-09';
    expect(await rows(['MarkPaperDeadlinePassed', {}])).toEqual([]);
    expect(board.rowsOf(meetings)['IB.2026-03']).toMatchObject({
      agendaDueOn: '2026-03-05',
      agendaOverdue: true,
      paperDeadlinePassed: true,
      tabledInTime: 1,
    });
  });
  it('of a meeting go with its agenda and its opening', async () => {
    const board = await Board.of(5);
    await board.propose();
    await board.meeting('ScheduleMeeting', { on: '2026-03-10', mode: 'REMOTE' });
    await board.meeting('TableItem', { itemId: 'ITEM' });
    await board.meeting('PublishAgenda', {});
    expect(Object.keys(board.rowsOf(deadlines))).toEqual(['IB.2026-03/papers']);
    const present = ['p1', 'p2', 'p3', 'p4', 'p5'].map((personId) => ({ personId, mode: 'REMOTE' }));
    await board.meeting('OpenMeeting', { present });
    expect(board.rowsOf(deadlines)).toEqual({});
  });
  it('are none of a meeting called before they were watched', async () => {
    const board = await Board.of(5);
    const called = { bodyId: 'IB', on: '2026-03-10', mode: 'REMOTE', papersDueOn: '2026-03-08', waivedBy: [] };
    board.happened('meeting-IB.OLD', 'MeetingScheduled', called);
    expect(board.rowsOf(deadlines)).toEqual({});
  });
  it('are commands that wait for the day after the last, and go when it is settled', async () => {
    const board = await decided({ conditions: [condition], effectiveFrom: '2026-04-01' });
    expect(board.rowsOf(deadlines)).toMatchObject({
      'ITEM/condition.lease': {
        due: '2026-05-02',
        category: 'decisionItem',
        entity: 'ITEM',
        command: 'BreachCondition',
        data: '{"conditionId":"lease"}',
      },
      'ITEM/effect': { due: '2026-04-01', command: 'TakeEffect', data: '{}' },
    });
    await board.send(
      'decisionItem',
      'ITEM',
      'WaiveCondition',
      { conditionId: 'lease', reason: 'x' },
      { decision: 'IB-2026-0009' },
    );
    board.today = '2026-04-01';
    expect(await board.send('decisionItem', 'ITEM', 'TakeEffect', {})).toEqual({
      types: ['DecisionBecameEffective', 'EffectDue'],
    });
    expect(board.rowsOf(deadlines)).toEqual({});
  });
  it('move with an extension, and fall with the decision', async () => {
    const board = await decided({ conditions: [condition] });
    const by = { decision: 'IB-2026-0009' };
    await board.send(
      'decisionItem',
      'ITEM',
      'ExtendCondition',
      { conditionId: 'lease', dueOn: '2026-06-01', reason: 'x' },
      by,
    );
    expect(board.rowsOf(deadlines)).toMatchObject({ 'ITEM/condition.lease': { due: '2026-06-02' } });
    await board.send('decisionItem', 'ITEM', 'RescindDecision', { reason: 'x' }, by);
    expect(board.rowsOf(deadlines)).toEqual({});
  });
  it('of circulations, urgent decisions and actions', async () => {
    const board = await Board.of(5);
    await board.propose();
    await board.item('CirculateResolution', { closesOn: '2026-03-12' });
    expect(board.rowsOf(deadlines)).toMatchObject({
      'ITEM/circulation.1': { due: '2026-03-13', command: 'CloseCirculation' },
    });
    await board.item('DemandMeeting', {}, 'p2');
    await board.propose({ amount: gbp(10) }, 'FAST');
    await board.done('decisionItem', 'FAST', 'TakeUrgentDecision', { rationale: 'x' }, { actor: 'p1' });
    expect(board.rowsOf(deadlines)).toMatchObject({
      'FAST/ratify': { due: '2026-03-17', command: 'LapseUrgentDecision' },
    });
    board.today = '2026-03-17';
    await board.send('decisionItem', 'FAST', 'LapseUrgentDecision', {});
    expect(board.rowsOf(deadlines)).toEqual({
      'FAST.lapsed/overdue': {
        due: '2026-03-25',
        category: 'actionItem',
        entity: 'FAST.lapsed',
        command: 'MarkActionOverdue',
        data: '{}',
      },
    });
    await board.send('actionItem', 'FAST.lapsed', 'CancelAction', { reason: 'x' }, PMO);
    expect(board.rowsOf(deadlines)).toEqual({});
  });
});
