import { Board, paper } from '../../test/board';
import { isAtLeast } from './required-papers';

const SEVEN = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7'];
const voting = (rule: object) => ({ matters: [{ matterType: 'GATE_DECISION', voting: rule as never }] });

const ready = async (
  changed: Parameters<typeof Board.of>[1] = {},
  proposed: Readonly<Record<string, unknown>> = {},
): Promise<Board> => {
  const board = await Board.of(7, changed);
  await board.propose(proposed);
  await board.convene(SEVEN);
  return board;
};
const open = (board: Board) => board.item('OpenBallot', { meetingId: 'IB.2026-03' });

describe('required papers', () => {
  /** The policy in force: gates need a business case, from version 1.9 on. */
  const policy = (board: Board, from = '2026-03-01') => {
    const rule = { ruleId: 'GATE_DECISION.BUSINESS_CASE', text: 'x', value: '1.9' };
    const other = { ruleId: 'RESCISSION.LEGAL_OPINION', text: 'x' };
    const drafted = { version: 1, kind: 'REQUIRED_DOCUMENTS', title: 'Papers', rules: [other, rule] };
    board.happened('governancePolicy-REQUIRED_DOCUMENTS', 'PolicyDrafted', drafted);
    board.happened('governancePolicy-REQUIRED_DOCUMENTS', 'PolicyActivated', { version: 1, from });
  };
  const withPapers = async (papers: readonly object[]) => {
    const board = await ready({}, { papers });
    policy(board);
    return board;
  };
  const refused = { refused: 'PAPER_NOT_APPROVED', detail: { kind: 'BUSINESS_CASE', version: '1.9' } };

  it('keep the ballot shut until they are there, of the kind and in the version that the policy asks', async () => {
    expect(await open(await withPapers([]))).toEqual(refused);
    expect(await open(await withPapers([{ ...paper, version: '2.0' }]))).toEqual(refused);
    expect(await open(await withPapers([{ ...paper, kind: 'BUSINESS_CASE', version: '1.8' }]))).toEqual(refused);
    const board = await withPapers([{ ...paper, kind: 'BUSINESS_CASE', version: '1.10' }]);
    expect(await open(board)).toEqual({ types: ['BallotOpened'] });
    expect(board.last('BallotOpened')).toMatchObject({ papersPolicy: 1 });
  });
  it('are asked for in writing and of the chair alone too', async () => {
    const board = await Board.of(7);
    await board.propose({ amount: { minor: '100', ccy: 'GBP' } });
    policy(board);
    expect(await board.item('CirculateResolution', { closesOn: '2026-03-20' })).toEqual(refused);
    expect(await board.item('TakeUrgentDecision', { rationale: 'x' })).toEqual(refused);
  });
  it('are those of the version in force on the day, and of the type of the matter', async () => {
    const board = await ready();
    policy(board, '2026-12-01');
    expect(await open(board)).toEqual({ types: ['BallotOpened'] });
    expect(board.last('BallotOpened')).not.toHaveProperty('papersPolicy');
  });
  it.each([
    ['1.10', '1.9', true],
    ['1.9', '1.10', false],
    ['2', '2.0', true],
    ['2.0.1', '2.0', true],
    ['1.b', '1.a', true],
    ['1.a', '1.b', false],
  ])('compare versions part by part: %s is enough for %s: %s', (version, least, is) => {
    expect(isAtLeast(version, least)).toBe(is);
  });
});

describe('duties that the policy keeps apart', () => {
  const ruleId = 'DUTIES.GateCriterionAssessed.RecordGateDecision';
  const stream = 'governancePolicy-SEGREGATION_OF_DUTIES';
  const policy = (board: Board, from = '2026-03-01', id = ruleId) => {
    const drafted = { version: 1, kind: 'SEGREGATION_OF_DUTIES', title: 'Duties', rules: [{ ruleId: id, text: 'x' }] };
    board.happened(stream, 'PolicyDrafted', drafted);
    board.happened(stream, 'PolicyActivated', { version: 1, from });
  };
  const assessed = (board: Board, person: string, gate = 'PRJ-1.RfE') =>
    board.happened(`gateReview-${gate}`, 'GateCriterionAssessed', { criterionId: 'case', result: 'MET' }, person);
  const settle = (board: Board, outcome: string, personId = 'p3') =>
    board.item('ResolveConflict', { personId, outcome, reason: 'x' });
  const refused = { refused: 'SOD_POLICY', detail: { ruleId, version: 1, personId: 'p3' } };

  it('flag a member who did what the rule names on the record that a command is written to', async () => {
    const board = await Board.of(7);
    policy(board);
    assessed(board, 'p3');
    assessed(board, 'p4', 'PRJ-1.RfC');
    await board.propose();
    expect(board.log.filter(({ type }) => type === 'ConflictFlagged').map(({ data }) => data)).toEqual([
      { personId: 'p3', because: 'SEGREGATION_POLICY', ruleId, policyVersion: 1 },
    ]);
    expect(board.log.find(({ type }) => type === 'MatterProposed')?.pins).toMatchObject({ [stream]: 1 });
  });
  it('keep the ballot shut until the member is recused, whom nobody clears', async () => {
    const board = await Board.of(7);
    await board.propose();
    assessed(board, 'p3');
    policy(board);
    await board.item('RefreshProposal', { reason: 'Assessed' }, 'pmo');
    await board.convene(SEVEN);
    expect(await open(board)).toEqual({ refused: 'CONFLICT_OPEN', detail: { personId: 'p3' } });
    expect(await settle(board, 'CLEARED')).toEqual(refused);
    expect(await settle(board, 'RECUSED')).toEqual({ types: ['ConflictResolved'] });
    expect(await open(board)).toEqual({ types: ['BallotOpened'] });
    expect(board.last('BallotOpened')).toMatchObject({ segregationPolicy: 1 });
    expect(await board.item('CastVote', { choice: 'FOR' }, 'p3')).toMatchObject({ refused: 'RECUSED' });
  });
  it('stand against a clearance from before, and against a vote in a ballot that is open', async () => {
    const board = await Board.of(7);
    await board.propose();
    await board.item('DeclareInterest', { nature: 'x' }, 'p3');
    await settle(board, 'CLEARED');
    await board.convene(SEVEN);
    const later = await board.tried('decisionItem', 'ITEM', 'OpenBallot', { meetingId: 'IB.2026-03' }, { actor: 'p1' });
    expect(later).toEqual({ types: ['BallotOpened'] });
    await open(board);
    expect(board.last('BallotOpened')).not.toHaveProperty('segregationPolicy');
    policy(board);
    assessed(board, 'p3');
    expect(await board.item('CastVote', { choice: 'FOR' }, 'p3')).toEqual(refused);
    expect(await board.item('CastVote', { choice: 'FOR' }, 'p4')).toEqual({ types: ['VoteCast'] });
  });
  it('are those of the version in force on the day, and of the commands of the matter', async () => {
    const shut = async (from?: string, id?: string, proposed = {}) => {
      const board = await ready({}, { ...proposed, target: undefined });
      policy(board, from, id);
      assessed(board, 'p3');
      const answer = await open(board);
      const { segregationPolicy = 'none' } = (board.last('BallotOpened') ?? {}) as {
        readonly segregationPolicy?: number;
      };
      return 'refused' in answer ? answer.refused : `opened by ${segregationPolicy}`;
    };
    expect(await shut()).toBe('CONFLICT_OPEN');
    expect(await shut('2026-12-01')).toBe('opened by none');
    expect(await shut('2026-03-01', 'DUTIES.GateCriterionAssessed.RevokeGatePass')).toBe('opened by none');
    expect(await shut('2026-03-01', 'DUTIES.GateOpened.RecordGateDecision')).toBe('opened by 1');
    expect(await shut('2026-03-01', ruleId, { effects: [] })).toBe('opened by none');
  });
  it('give nobody a right of appeal', async () => {
    const board = await ready();
    await board.ballot({ p1: 'FOR', p2: 'FOR', p3: 'FOR', p4: 'FOR' });
    policy(board);
    assessed(board, 'p3');
    const appeal = { grounds: 'x', suspensive: false };
    expect(await board.item('LodgeAppeal', appeal, 'p3')).toEqual({ refused: 'NOT_A_PARTY' });
    expect(await board.item('LodgeAppeal', appeal, 'sam')).toEqual({ types: ['AppealLodged'] });
  });
});

describe('a matter put off', () => {
  const putOff = (board: Board, actor = 'p1') =>
    board.item('DeferMatter', { missing: ['Costs'], owner: 'p2', returnOn: '2026-04-01' }, actor);
  it('twice goes to the body above by itself, and is no longer decided where it was', async () => {
    const board = await ready();
    expect(await putOff(board)).toEqual({ types: ['MatterDeferred'] });
    expect(await putOff(board)).toEqual({ types: ['MatterDeferred', 'MatterReferredUp'] });
    expect(board.last('MatterReferredUp')).toMatchObject({ fromBody: 'IB', toBody: 'TOP' });
    expect(await open(board)).toMatchObject({ refused: 'NOT_PRESIDING' });
  });
  it('stays with a body that answers to nobody', async () => {
    const board = await ready();
    for (let n = 0; n < 2; n++) await putOff(board);
    expect(await putOff(board, 'top')).toEqual({ types: ['MatterDeferred'] });
  });
});

describe('who proposed a matter', () => {
  const proposedBy = async (actor: string, changed: Parameters<typeof Board.of>[1] = {}) => {
    const board = await Board.of(7, changed);
    await board.done('governanceBody', 'IB', 'AppointAlternate', { seatId: 's7', personId: 'p9' });
    const asked = { bodyId: 'IB', matterType: 'GATE_DECISION', subject: 'x', effects: [], papers: [] };
    await board.done('decisionItem', 'ITEM', 'ProposeMatter', asked, { actor });
    return board;
  };
  it('does not carry it by a casting vote without two others for it', async () => {
    const result = async (votes: Readonly<Record<string, string>>) => {
      const board = await proposedBy('p1');
      await board.item('ResolveConflict', { personId: 'p1', outcome: 'CLEARED', reason: 'x' }, 'p2');
      await board.convene(SEVEN);
      await board.ballot(votes);
      await board.item('GiveCastingVote', { choice: 'FOR', rationale: 'x' });
      return board.last('BallotClosed');
    };
    expect(await result({ p2: 'FOR', p3: 'AGAINST' })).toMatchObject({ outcome: 'REJECTED', verdict: 'SOLE_PROPOSER' });
    const four = { p2: 'FOR', p3: 'FOR', p4: 'AGAINST', p5: 'AGAINST' };
    expect(await result(four)).toMatchObject({ outcome: 'APPROVED', verdict: 'CASTING_VOTE' });
  });
  it('does not carry it by the vote of somebody they stand in for', async () => {
    const board = await proposedBy('p9');
    await board.convene(['p1', 'p2', 'p3', 'p4', 'p5']);
    await board.meeting('RecordAttendance', { personId: 'p7', mode: 'ALTERNATE', heldBy: 'p9' });
    await open(board);
    await board.item('CastVote', { choice: 'FOR', onBehalfOf: 'p7' }, 'p9');
    await board.cast({ p1: 'FOR' });
    await board.item('CloseBallot', {});
    expect(board.last('BallotClosed')).toMatchObject({ votesFor: 2, outcome: 'REJECTED', verdict: 'SOLE_PROPOSER' });
  });
});

describe('a decision that takes effect before it is made', () => {
  const retroactive = { effectiveFrom: '2026-02-01', retroactiveBecause: 'The invoice came first' };
  it('is not carried by silence, whatever the rule of the matter', async () => {
    const board = await ready(voting({ method: 'NO_OBJECTION' }), retroactive);
    await board.ballot({ p1: 'ABSTAIN' });
    expect(board.last('BallotClosed')).toMatchObject({ outcome: 'REJECTED', verdict: 'RETROACTIVE' });
  });
});

describe('a casting vote', () => {
  it('is not given by a chair who lost the seat after the tie', async () => {
    const board = await ready();
    expect(await board.ballot({ p2: 'FOR', p3: 'AGAINST' })).toEqual(['TieDeclared']);
    await board.done('governanceBody', 'IB', 'RelieveMember', { seatId: 's1', reason: 'Resigned' });
    const casting = { choice: 'FOR', rationale: 'x' };
    expect(await board.item('GiveCastingVote', casting)).toMatchObject({ refused: 'NOT_PRESIDING' });
  });
});

describe('sponsor and manager of the project', () => {
  const becomes = (board: Board, personId: string) => board.happened('project-PRJ-1', 'SponsorAssigned', { personId });
  it('do not vote, veto or decide a tie, though they became it after the ballot was opened', async () => {
    const veto = {
      matters: [{ matterType: 'GATE_DECISION', voting: { method: 'SIMPLE' }, vetoSeats: ['s3'] }],
    } as const;
    const board = await ready(veto);
    await open(board);
    becomes(board, 'p3');
    const refused = { refused: 'SOD_PROJECT_PARTY' };
    expect(await board.item('CastVote', { choice: 'FOR' }, 'p3')).toEqual(refused);
    expect(await board.item('ExerciseVeto', { reason: 'x' }, 'p3')).toEqual(refused);
    await board.cast({ p2: 'FOR', p4: 'AGAINST' });
    await board.item('CloseBallot', {});
    becomes(board, 'p1');
    expect(await board.item('GiveCastingVote', { choice: 'FOR', rationale: 'x' })).toEqual(refused);
  });
  it('do not vote for a member they stand in for', async () => {
    const board = await Board.of(7);
    await board.done('governanceBody', 'IB', 'AppointAlternate', { seatId: 's7', personId: 'sam' });
    await board.propose();
    await board.convene(['p1', 'p2', 'p3', 'p4', 'p5']);
    await board.meeting('RecordAttendance', { personId: 'p7', mode: 'ALTERNATE', heldBy: 'sam' });
    await open(board);
    const answer = await board.item('CastVote', { choice: 'FOR', onBehalfOf: 'p7' }, 'sam');
    expect(answer).toEqual({ refused: 'SOD_PROJECT_PARTY' });
  });
});

describe('an alternate who is recused', () => {
  it('neither votes nor counts for the quorum', async () => {
    const board = await Board.of(7);
    await board.done('governanceBody', 'IB', 'AppointAlternate', { seatId: 's7', personId: 'p9' });
    await board.propose();
    await board.item('DeclareInterest', { nature: 'Cousin' }, 'p9');
    await board.item('ResolveConflict', { personId: 'p9', outcome: 'RECUSED', reason: 'x' });
    await board.convene(['p1', 'p2', 'p3', 'p4', 'p5']);
    await board.meeting('RecordAttendance', { personId: 'p7', mode: 'ALTERNATE', heldBy: 'p9' });
    await board.meeting('RecordDeparture', { personId: 'p5' });
    expect(await open(board)).toEqual({ refused: 'INQUORATE', detail: { required: 5, present: 4 } });
    await board.meeting('RecordAttendance', { personId: 'p6', mode: 'REMOTE' });
    expect(await open(board)).toEqual({ types: ['BallotOpened'] });
    const vote = await board.item('CastVote', { choice: 'FOR', onBehalfOf: 'p7' }, 'p9');
    expect(vote).toMatchObject({ refused: 'NOT_PRESENT' });
  });
});

describe('votes say why', () => {
  const against = async (rationale: 'AGAINST_OR_ADVICE' | 'AGAINST_ADVICE' | 'NEVER', advised: string) => {
    const board = await ready({ rationale });
    await board.item('AttachRecommendation', { adviser: 'FINANCE', stance: advised, text: 'x' });
    await open(board);
    const vote = async (choice: string) => {
      const answer = await board.item('CastVote', { choice });
      return 'refused' in answer ? answer.refused : answer.types[0];
    };
    return [await vote('AGAINST'), await vote('FOR')];
  };
  it.each([
    ['AGAINST_OR_ADVICE', 'FOR', ['RATIONALE_MISSING', 'VoteCast']],
    ['AGAINST_OR_ADVICE', 'AGAINST', ['RATIONALE_MISSING', 'RATIONALE_MISSING']],
    ['AGAINST_ADVICE', 'FOR', ['RATIONALE_MISSING', 'VoteCast']],
    ['AGAINST_ADVICE', 'AGAINST', ['VoteCast', 'RATIONALE_MISSING']],
    ['NEVER', 'FOR', ['VoteCast', 'VoteCast']],
  ] as const)('by the terms frozen with the ballot: %s, advised %s', async (rationale, advised, came) => {
    expect(await against(rationale, advised)).toEqual(came);
  });
});

describe('a body', () => {
  const dissolve = (board: Board, successorId = 'TOP') =>
    board.send('governanceBody', 'IB', 'DissolveBody', { successorId, reason: 'Merged' });
  it('is not dissolved while a matter lies before it, decided or with another body it is', async () => {
    const board = await ready();
    const refused = { refused: 'MATTERS_OPEN', detail: { itemIds: ['ITEM'] } };
    expect(await dissolve(board)).toEqual(refused);
    await open(board);
    expect(await dissolve(board)).toEqual(refused);
    await board.cast({ p1: 'FOR' });
    await board.item('CloseBallot', {});
    await board.propose({}, 'OTHER');
    expect(await dissolve(board)).toMatchObject({ detail: { itemIds: ['OTHER'] } });
    await board.item('ReferUp', { because: 'x' }, 'p1', 'OTHER');
    await board.propose({}, 'THIRD');
    await board.item('WithdrawMatter', { reason: 'x' }, 'pmo', 'THIRD');
    expect(await dissolve(board, 'NONE')).toMatchObject({ refused: 'SUCCESSOR_NOT_FOUND' });
    expect(await dissolve(board)).toEqual({ types: ['BodyDissolved'] });
  });
  it('has what an appeal sends back before it again', async () => {
    const board = await ready();
    await open(board);
    await board.cast({ p1: 'FOR' });
    await board.item('CloseBallot', {});
    await board.item('LodgeAppeal', { grounds: 'x', suspensive: false }, 'sam');
    const remitted = { outcome: 'REMITTED', reason: 'x' };
    await board.done('decisionItem', 'ITEM', 'DetermineAppeal', remitted, { decision: 'TOP-2026-0001' });
    expect(await dissolve(board)).toMatchObject({ detail: { itemIds: ['ITEM'] } });
  });
});
