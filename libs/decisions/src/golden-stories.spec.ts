import { gbp } from '@tabularium/testing';
import { Board, condition, effect, paper } from '../test/board';

/** The golden acceptance stories of boards, by their numbers, on the pure parts: deciders, fact loaders and processes. */
const EIGHT = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7', 'p8'];

const recuse = (board: Board, personId: string) =>
  board.done(
    'decisionItem',
    'ITEM',
    'ResolveConflict',
    { personId, outcome: 'RECUSED', reason: 'Cousin of the supplier' },
    { actor: 'p1' },
  );

/** Nine seats, eight filled, p5 conflicted; p1 to p5 are in the room. */
async function conflicted(recusalMode: 'LEAVES' | 'STAYS_ABSTAINING'): Promise<Board> {
  const board = await Board.of(8, { recusalMode });
  await board.propose();
  await board.item('DeclareInterest', { nature: 'Cousin of the supplier' }, 'p5');
  await recuse(board, 'p5');
  await board.convene(['p1', 'p2', 'p3', 'p4', 'p5']);
  return board;
}

it('1: nine seats, eight filled, one conflicted who leaves: five required, four present, quorum lost, no number', async () => {
  const board = await conflicted('LEAVES');
  const open = await board.item('OpenBallot', { meetingId: 'IB.2026-03' });
  expect(open).toEqual({ refused: 'INQUORATE', detail: { required: 5, present: 4 } });
  expect(await board.meeting('RecordDeparture', { personId: 'p5' })).toEqual({
    types: ['MemberLeftMeeting', 'QuorumLost'],
  });
  expect(board.last('QuorumLost')).toEqual({ required: 5, present: 4 });
  expect(board.numbers()).toEqual([]);
});

it('1, at the close: who leaves during the ballot leaves it inquorate, and no number is used up', async () => {
  const board = await Board.of(8);
  await board.propose();
  await board.convene(['p1', 'p2', 'p3', 'p4', 'p5']);
  await board.item('OpenBallot', { meetingId: 'IB.2026-03' });
  await board.cast({ p1: 'FOR', p2: 'FOR', p3: 'FOR', p4: 'FOR', p5: 'FOR' });
  await board.meeting('RecordDeparture', { personId: 'p5' });
  expect(await board.item('CloseBallot', {})).toEqual({ types: ['BallotClosed'] });
  expect(board.last('BallotClosed')).toMatchObject({ outcome: 'INQUORATE', present: 4, quorumRequired: 5 });
  expect(board.numbers()).toEqual([]);
  await board.meeting('RecordAttendance', { personId: 'p6', mode: 'REMOTE' });
  await board.ballot({ p1: 'FOR', p2: 'FOR' });
  expect(board.numbers()).toEqual(['IB-2026-0001']);
});

it('2: the same with a conflicted member who stays and abstains: five count as present, the ballot is valid', async () => {
  const board = await conflicted('STAYS_ABSTAINING');
  await board.ballot({ p1: 'FOR', p2: 'FOR', p3: 'FOR', p4: 'AGAINST' });
  expect(board.last('BallotClosed')).toMatchObject({
    outcome: 'APPROVED',
    present: 5,
    recused: 1,
    eligible: 7,
    notVoting: 3,
  });
  expect(await board.item('CastVote', { choice: 'FOR' }, 'p5')).toMatchObject({ refused: 'BALLOT_CLOSED' });
});

it('3: two thirds of those cast, four for and two against: 12 ≥ 12, carried', async () => {
  const voting = { method: 'QUALIFIED', numerator: 2, denominator: 3 } as const;
  const board = await Board.of(9, { matters: [{ matterType: 'GATE_DECISION', voting }] });
  await board.propose();
  await board.convene(EIGHT);
  await board.ballot({ p1: 'FOR', p2: 'FOR', p3: 'FOR', p4: 'FOR', p5: 'AGAINST', p6: 'AGAINST', p7: 'ABSTAIN' });
  expect(board.last('BallotClosed')).toMatchObject({
    outcome: 'APPROVED',
    verdict: 'CARRIED',
    base: 6,
    arithmetic: '4 × 3 ≥ 2 × 6',
    votesFor: 4,
    votesAgainst: 2,
    abstentions: 1,
    notVoting: 2,
  });
});

describe('4: three for and three against', () => {
  const votes = { p2: 'FOR', p3: 'FOR', p4: 'FOR', p5: 'AGAINST', p6: 'AGAINST', p7: 'AGAINST' };
  it('with the chair recused fails, and everything stays as it is', async () => {
    const board = await Board.of(8);
    await board.propose();
    await board.item('DeclareInterest', { nature: 'Owns the land' }, 'p1');
    const asked = { personId: 'p1', outcome: 'RECUSED', reason: 'x' };
    expect(await board.item('ResolveConflict', asked, 'p1')).toMatchObject({ refused: 'SOD_OWN_CONFLICT' });
    await board.item('ResolveConflict', asked, 'p2');
    await board.convene(EIGHT);
    expect(await board.ballot(votes)).toEqual(['BallotClosed', 'DecisionMade']);
    expect(board.last('BallotClosed')).toMatchObject({ outcome: 'REJECTED', verdict: 'TIE' });
    expect(board.sent).toEqual([]);
  });
  it('is decided by the casting vote of an eligible chair, once, after the tie is declared', async () => {
    const board = await Board.of(8);
    await board.propose();
    await board.convene(EIGHT);
    const casting = { choice: 'FOR', rationale: 'The case is sound' };
    expect(await board.item('GiveCastingVote', casting)).toMatchObject({ refused: 'NO_CASTING_VOTE' });
    expect(await board.ballot(votes)).toEqual(['TieDeclared']);
    expect(await board.item('CastVote', { choice: 'FOR' }, 'p8')).toMatchObject({ refused: 'BALLOT_CLOSED' });
    expect(await board.item('CloseBallot', {}, 'p2')).toMatchObject({ refused: 'CASTING_VOTE_DUE' });
    expect(await board.item('GiveCastingVote', casting, 'p2')).toMatchObject({ refused: 'NOT_PRESIDING' });
    expect(await board.item('GiveCastingVote', casting)).toEqual({
      types: ['CastingVoteGiven', 'BallotClosed', 'DecisionMade'],
    });
    expect(board.last('BallotClosed')).toMatchObject({ outcome: 'APPROVED', verdict: 'CASTING_VOTE', votesFor: 3 });
    expect(await board.item('GiveCastingVote', casting)).toMatchObject({ refused: 'NO_CASTING_VOTE' });
    expect(board.sent).toMatchObject([{ command: 'RecordGateDecision', authority: { ref: 'IB-2026-0001' } }]);
  });
});

it('6: a precedent condition keeps the approval from taking effect until it is discharged', async () => {
  const board = await Board.of(9);
  await board.propose({ conditions: [condition] });
  await board.convene(EIGHT);
  await board.ballot({ p1: 'FOR', p2: 'FOR' });
  expect(board.last('DecisionMade')).toMatchObject({ outcome: 'APPROVED_WITH_CONDITIONS' });
  expect(board.typesOf('decisionItem-ITEM')).not.toContain('DecisionBecameEffective');
  const evidence = { conditionId: 'lease', documentId: 'LEASE', version: '1', sha256: 'b'.repeat(64) };
  const discharge = { conditionId: 'lease' };
  expect(await board.item('DischargeCondition', discharge)).toMatchObject({ refused: 'CONDITION_UNPROVEN' });
  await board.item('SubmitConditionEvidence', evidence, 'paul');
  expect(await board.item('DischargeCondition', discharge, 'paul')).toMatchObject({ refused: 'SOD_SELF_DISCHARGE' });
  await board.item('DischargeCondition', discharge);
  expect(board.typesOf('decisionItem-ITEM').slice(-4)).toEqual([
    'ConditionDischarged',
    'DecisionBecameEffective',
    'EffectDue',
    'EffectApplied',
  ]);
  expect(board.sent).toHaveLength(1);
});

it('6, when the day passes: the approval lapses, its effects never come, and somebody is told', async () => {
  const board = await Board.of(9);
  await board.propose({ conditions: [condition] });
  await board.convene(EIGHT);
  await board.ballot({ p1: 'FOR', p2: 'FOR' });
  const breach = () =>
    board.send('decisionItem', 'ITEM', 'BreachCondition', { conditionId: 'lease' }, { actor: 'system' });
  board.today = '2026-05-01';
  expect(await breach()).toEqual({ types: [] });
  board.later(1);
  expect(await breach()).toEqual({ types: ['ConditionBreached', 'DecisionLapsed'] });
  expect(await breach()).toEqual({ types: [] });
  expect(board.last('ActionRaised')).toMatchObject({ owner: 'paul', dueOn: '2026-05-09' });
  expect(board.sent).toEqual([]);
});

it('7: a paper amended between agenda and ballot makes the proposal stale until it is tabled again', async () => {
  const board = await Board.of(9);
  await board.propose();
  await board.convene(EIGHT);
  const papers = [{ ...paper, version: '1.1', sha256: 'c'.repeat(64) }];
  await board.done(
    'decisionItem',
    'ITEM',
    'AmendPapers',
    { papers, reason: 'New figures' },
    { actor: 'pmo', role: 'PMO_MANAGER' },
  );
  const open = () => board.item('OpenBallot', { meetingId: 'IB.2026-03' });
  expect(await open()).toEqual({ refused: 'STALE_PROPOSAL', detail: { changed: 'its papers' } });
  expect(await board.meeting('TableItem', { itemId: 'ITEM' })).toMatchObject({ refused: 'LATE_PAPER' });
  await board.meeting('LateTableItem', { itemId: 'ITEM', reason: 'The chair consents' });
  expect(await open()).toEqual({ types: ['BallotOpened'] });
});

it('7, of the target: what changed behind the proposal makes it stale until it is upheld', async () => {
  const board = await Board.of(9);
  await board.propose();
  await board.convene(EIGHT);
  board.happened('gateReview-PRJ-1.RfE', 'GateEvidenceSubmitted', {});
  const open = () => board.item('OpenBallot', { meetingId: 'IB.2026-03' });
  expect(await open()).toEqual({ refused: 'STALE_PROPOSAL', detail: { changed: 'the target' } });
  await board.item('RefreshProposal', { reason: 'Still right' }, 'pmo');
  expect(await open()).toEqual({ types: ['BallotOpened'] });
});

/** Half of what the gate released is spent. */
function halfSpent(board: Board): void {
  board.happened('budget-PRJ-1', 'BudgetCreated', { ccy: 'GBP' });
  board.happened('budget-PRJ-1', 'StageFundsReleased', { releasedTo: gbp(100_000) });
  board.happened('costLedger-PRJ-1', 'ActualCostPosted', { account: 'A', amount: gbp(50_000) });
}

it('10: rescinding a half-spent approval reports what cannot be undone and revokes only the balance', async () => {
  const board = await Board.of(9);
  await board.propose();
  const rescinding = {
    category: 'decisionItem',
    id: 'ITEM',
    command: 'RescindDecision',
    data: { reason: 'The port closes' },
  };
  const rescission = {
    matterType: 'RESCISSION',
    subject: 'Rescind',
    effects: [rescinding],
    target: { category: 'decisionItem', id: 'ITEM' },
  };
  await board.convene(EIGHT);
  await board.ballot({ p1: 'FOR', p2: 'FOR' });
  halfSpent(board);
  await board.propose(rescission, 'RESCIND');
  await board.meeting('LateTableItem', { itemId: 'RESCIND', reason: 'Urgent' });
  await board.ballot({ p1: 'FOR', p2: 'FOR', p3: 'AGAINST' }, 'RESCIND');
  expect(board.last('DecisionRescinded')).toEqual({
    byDecisionNo: 'IB-2026-0002',
    reason: 'The port closes',
    irreversible: ['RecordGateDecision on gateReview PRJ-1.RfE'],
    spent: gbp(50_000),
    unspent: gbp(50_000),
    release: { projectId: 'PRJ-1', gate: 'RfE' },
    conditionIds: [],
    decisionNo: 'IB-2026-0001',
    passes: [{ projectId: 'PRJ-1', gate: 'RfE' }],
  });
  expect(board.sent.at(-2)).toMatchObject({
    category: 'gateReview',
    id: 'PRJ-1.RfE',
    command: 'RevokeGatePass',
    data: { decisionNo: 'IB-2026-0001' },
  });
  expect(board.sent.at(-1)).toMatchObject({
    category: 'budget',
    id: 'PRJ-1',
    command: 'RevokeStageFunds',
    data: { gate: 'RfE', amount: gbp(50_000) },
  });
  expect(board.typesOf('decisionItem-RESCIND').at(-1)).toBe('EffectApplied');
});

it('10, short of two thirds the approval stands', async () => {
  const board = await Board.of(9);
  await board.propose();
  const rescinding = { category: 'decisionItem', id: 'ITEM', command: 'RescindDecision', data: { reason: 'x' } };
  await board.propose({ matterType: 'RESCISSION', effects: [rescinding], target: undefined }, 'RESCIND');
  await board.convene(EIGHT, ['ITEM', 'RESCIND']);
  await board.ballot({ p1: 'FOR', p2: 'FOR' });
  await board.ballot({ p1: 'FOR', p2: 'FOR', p3: 'FOR', p4: 'AGAINST', p5: 'AGAINST' }, 'RESCIND');
  expect(board.last('BallotClosed')).toMatchObject({ outcome: 'REJECTED', arithmetic: '3 × 3 ≥ 2 × 5' });
  expect(board.typesOf('decisionItem-ITEM')).not.toContain('DecisionRescinded');
});

it('16: the same vote again counts once, and none counts after the close', async () => {
  const board = await Board.of(9);
  await board.propose();
  await board.convene(EIGHT);
  await board.item('OpenBallot', { meetingId: 'IB.2026-03' });
  expect(await board.item('CastVote', { choice: 'FOR' })).toEqual({ types: ['VoteCast'] });
  expect(await board.item('CastVote', { choice: 'FOR' })).toEqual({ types: [] });
  await board.item('CastVote', { choice: 'AGAINST', rationale: 'On reflection' });
  await board.item('CastVote', { choice: 'FOR' });
  expect(board.last('VoteCast')).toMatchObject({ voteNo: 3, supersedes: 2 });
  await board.item('CloseBallot', {});
  expect(board.last('BallotClosed')).toMatchObject({ votesFor: 1, votesAgainst: 0, notVoting: 8 });
  expect(await board.item('CastVote', { choice: 'FOR' }, 'p2')).toMatchObject({ refused: 'BALLOT_CLOSED' });
});

describe('17: a written resolution under unanimity', () => {
  const circulate = async (): Promise<Board> => {
    const board = await Board.of(5);
    await board.propose();
    expect(await board.item('CirculateResolution', { closesOn: '2026-03-12' })).toEqual({
      types: ['WrittenResolutionCirculated', 'BallotOpened'],
    });
    return board;
  };
  const close = (board: Board) => board.send('decisionItem', 'ITEM', 'CloseCirculation', {}, { actor: 'system' });

  it('fails with one objection', async () => {
    const board = await circulate();
    await board.cast({ p1: 'FOR', p2: 'FOR', p3: 'FOR', p4: 'FOR', p5: 'AGAINST' });
    await board.item('CloseBallot', {});
    expect(board.last('BallotClosed')).toMatchObject({ outcome: 'REJECTED', verdict: 'OBJECTION' });
  });
  it('fails when somebody says nothing until its last day', async () => {
    const board = await circulate();
    await board.cast({ p1: 'FOR', p2: 'FOR', p3: 'FOR', p4: 'FOR' });
    expect(await board.item('CloseBallot', {})).toMatchObject({ refused: 'BALLOT_RUNNING' });
    board.today = '2026-03-12';
    expect(await close(board)).toEqual({ types: [] });
    board.later(1);
    expect(await board.item('CastVote', { choice: 'FOR' }, 'p5')).toMatchObject({ refused: 'BALLOT_CLOSED' });
    await close(board);
    expect(board.last('BallotClosed')).toMatchObject({ outcome: 'REJECTED', verdict: 'NOT_CARRIED', notVoting: 1 });
    expect(await close(board)).toEqual({ types: [] });
  });
  it('carries when everybody eligible is for it', async () => {
    const board = await circulate();
    await board.cast({ p1: 'FOR', p2: 'FOR', p3: 'FOR', p4: 'FOR', p5: 'FOR' });
    await board.item('CloseBallot', {});
    expect(board.sent).toMatchObject([{ command: 'RecordGateDecision' }]);
  });
  it('stops when a member demands a meeting', async () => {
    const board = await circulate();
    await board.cast({ p1: 'FOR' });
    expect(await board.item('DemandMeeting', {}, 'p9')).toMatchObject({ refused: 'NOT_ELECTOR' });
    expect(await board.item('DemandMeeting', { reason: 'We must talk' }, 'p3')).toEqual({ types: ['MeetingDemanded'] });
    expect(await board.item('CastVote', { choice: 'FOR' }, 'p2')).toMatchObject({ refused: 'BALLOT_CLOSED' });
    board.today = '2026-03-20';
    expect(await close(board)).toEqual({ types: [] });
    expect(board.numbers()).toEqual([]);
  });
  it('is void when those eligible could not form a quorum', async () => {
    const board = await Board.of(4);
    await board.propose();
    const answer = await board.item('CirculateResolution', { closesOn: '2026-03-12' });
    expect(answer).toEqual({ refused: 'INQUORATE', detail: { required: 5, present: 4 } });
  });
});

describe('18: an urgent decision', () => {
  const urgent = async (): Promise<Board> => {
    const board = await Board.of(9);
    await board.propose({ amount: gbp(50_000) });
    await board.item('TakeUrgentDecision', { rationale: 'The crane leaves tomorrow' });
    return board;
  };
  const lapse = (board: Board) => board.send('decisionItem', 'ITEM', 'LapseUrgentDecision', {}, { actor: 'system' });

  it('takes effect at once, and lapses when it is not ratified in 14 days: the unspent is revoked, an action raised', async () => {
    const board = await urgent();
    expect(board.numbers()).toEqual(['IB-2026-0001']);
    expect(board.sent).toHaveLength(1);
    halfSpent(board);
    board.today = '2026-03-16';
    expect(await lapse(board)).toEqual({ types: [] });
    board.later(1);
    expect(await lapse(board)).toEqual({ types: ['UrgentDecisionLapsed'] });
    expect(await lapse(board)).toEqual({ types: [] });
    expect(board.last('UrgentDecisionLapsed')).toMatchObject({ by: 'p1', spent: gbp(50_000), unspent: gbp(50_000) });
    expect(board.sent.at(-1)).toMatchObject({ command: 'RevokeStageFunds', data: { amount: gbp(50_000) } });
    expect(board.last('ActionRaised')).toMatchObject({ owner: 'p1', from: 'ITEM' });
  });
  it('stands once the body ratifies it', async () => {
    const board = await urgent();
    const ratifying = { category: 'decisionItem', id: 'ITEM', command: 'RatifyUrgentDecision', data: {} };
    await board.propose({ matterType: 'RATIFICATION', effects: [ratifying], target: undefined }, 'RATIFY');
    await board.convene(EIGHT, ['RATIFY']);
    await board.ballot({ p2: 'FOR', p3: 'FOR' }, 'RATIFY');
    expect(board.last('UrgentDecisionRatified')).toEqual({ decisionNo: 'IB-2026-0002' });
    board.today = '2026-06-01';
    expect(await lapse(board)).toEqual({ types: [] });
  });
  it('is refused above the limit of the chair, without such a limit, and to anybody else', async () => {
    const board = await Board.of(9);
    await board.propose();
    const take = (actor: string) => board.item('TakeUrgentDecision', { rationale: 'x' }, actor);
    expect(await take('p1')).toMatchObject({ refused: 'AUTHORITY_EXCEEDED' });
    expect(await take('p3')).toMatchObject({ refused: 'NOT_PRESIDING' });
  });
});

it('20: who votes while another closes comes too late, and is told so', async () => {
  const board = await Board.of(9);
  await board.propose();
  await board.convene(EIGHT);
  await board.item('OpenBallot', { meetingId: 'IB.2026-03' });
  await board.cast({ p1: 'FOR', p2: 'FOR' });
  const [closed, again] = [await board.item('CloseBallot', {}), await board.item('CloseBallot', {}, 'p2')];
  expect(closed).toEqual({ types: ['BallotClosed', 'DecisionMade'] });
  expect(again).toMatchObject({ refused: 'BALLOT_CLOSED' });
  expect(board.numbers()).toEqual(['IB-2026-0001']);
});

describe('numbers of decisions', () => {
  it('have no gaps: rejections take one, inquorate ballots none', async () => {
    const board = await Board.of(9);
    for (const id of ['A', 'B', 'C']) await board.propose({}, id);
    await board.convene(EIGHT, ['A', 'B', 'C']);
    await board.ballot({ p1: 'AGAINST', p2: 'AGAINST' }, 'A');
    for (const personId of ['p5', 'p6', 'p7', 'p8']) await board.meeting('RecordDeparture', { personId });
    expect(await board.item('OpenBallot', { meetingId: 'IB.2026-03' }, 'p1', 'B')).toMatchObject({
      refused: 'INQUORATE',
    });
    await board.meeting('RecordAttendance', { personId: 'p5', mode: 'REMOTE' });
    await board.ballot({ p1: 'FOR' }, 'C');
    expect(board.numbers()).toEqual(['IB-2026-0001', 'IB-2026-0002']);
    expect(board.last('DecisionNumbered')).toEqual({ decisionNo: 'IB-2026-0002' });
  });
});

describe('effects', () => {
  const second = { ...effect, id: 'PRJ-1.RfC' };
  it('go one after the other by the number of the decision; a refused one stops and raises an action', async () => {
    const board = await Board.of(9);
    board.elsewhere = ({ id }) => (id === 'PRJ-1.RfE' ? 'CRITERIA_UNMET' : undefined);
    await board.propose({ amount: gbp(200_000), effects: [effect, second] });
    await board.convene(EIGHT);
    await board.ballot({ p1: 'FOR', p2: 'FOR' });
    expect(board.sent.map(({ id }) => id)).toEqual(['PRJ-1.RfE']);
    expect(board.last('EffectFailed')).toMatchObject({ n: 1, attempt: 1, code: 'CRITERIA_UNMET', owner: 'pmo' });
    expect(board.last('ActionRaised')).toMatchObject({ owner: 'pmo', from: 'ITEM' });
    board.elsewhere = () => undefined;
    await board.item('RetryEffect', { reason: 'Criteria met' });
    expect(board.sent.map(({ id }) => id)).toEqual(['PRJ-1.RfE', 'PRJ-1.RfE', 'PRJ-1.RfC']);
    expect(board.last('EffectApplied')).toEqual({ n: 2, attempt: 1, eventIds: ['e-1'] });
    expect(await board.item('RetryEffect', { reason: 'x' })).toMatchObject({ refused: 'NOTHING_FAILED' });
  });
  it('are commands a decision can order, whole and known', async () => {
    const board = await Board.of(9);
    const proposed = async (changed: object) => {
      const answer = await board.send('decisionItem', 'X', 'ProposeMatter', {
        bodyId: 'IB',
        matterType: 'GATE_DECISION',
        subject: 'x',
        amount: gbp(100_000),
        papers: [],
        effects: [{ ...effect, ...changed }],
      });
      return 'detail' in answer ? answer.detail : answer;
    };
    expect(await proposed({ command: 'NoSuch' })).toEqual({ n: 1, fault: 'gateReview has no command NoSuch' });
    expect(await proposed({ command: 'OpenGate' })).toEqual({ n: 1, fault: 'OpenGate is not for a body to order' });
    expect(await proposed({ data: { outcome: 'PASS' } })).toEqual({ n: 1, fault: '/reason is missing' });
    const rescinding = { category: 'decisionItem', id: 'ITEM', command: 'RescindDecision', data: { reason: 'x' } };
    expect(await proposed(rescinding)).toEqual({ n: 1, fault: 'RescindDecision is a matter of RESCISSION' });
    const approving = { authorisedTotal: gbp(1), startsOn: '2026-04-01', endsOn: '2026-05-01', rationale: 'x' };
    const approval = { category: 'project', id: 'PRJ-1', command: 'ApproveProject', data: approving };
    expect(await proposed(approval)).toEqual({ n: 1, fault: 'ApproveProject is a matter of PROJECT_APPROVAL' });
    expect(await proposed({})).toMatchObject({ types: ['MatterProposed'] });
  });
});
