import { createHash } from 'node:crypto';
import { gbp } from '@tabularium/testing';
import { Board, condition, effect, paper } from '../../test/board';

const SEVEN = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7'];
const sealed = (choice: string, nonce: string) => createHash('sha256').update(`${choice}\n${nonce}`).digest('hex');
const nonceOf = (person: string) => `${person} keeps this to themselves`;

const ready = async (
  changed: Parameters<typeof Board.of>[1] = {},
  proposed: Readonly<Record<string, unknown>> = {},
): Promise<Board> => {
  const board = await Board.of(7, changed);
  await board.propose(proposed);
  await board.convene(SEVEN);
  return board;
};
const opened = async (
  changed: Parameters<typeof Board.of>[1] = {},
  proposed: Readonly<Record<string, unknown>> = {},
): Promise<Board> => {
  const board = await ready(changed, proposed);
  await board.item('OpenBallot', { meetingId: 'IB.2026-03' });
  return board;
};
const voting = (method: object) => ({
  matters: [{ matterType: 'GATE_DECISION', voting: { method: 'SIMPLE', ...method } as never }],
});

describe('a proposal', () => {
  const asked = { bodyId: 'IB', matterType: 'GATE_DECISION', subject: 'x', effects: [], papers: [] };
  const propose = async (changed: object) => (await Board.of(3)).item('ProposeMatter', { ...asked, ...changed });
  it.each([
    ['BODY_NOT_FOUND', { bodyId: 'NONE' }],
    ['NOT_COMPETENT', { matterType: 'HIRING' }],
    ['CONDITION_REPEATED', { conditions: [condition, condition] }],
    ['DATE_PAST', { conditions: [{ ...condition, dueOn: '2026-03-02' }] }],
    ['AMOUNT_UNDERSTATED', { effects: [effect] }],
    ['AMOUNT_UNDERSTATED', { effects: [effect], amount: gbp(99_999) }],
    ['AMOUNT_UNDERSTATED', { effects: [effect, effect], amount: gbp(199_999) }],
    ['AMOUNT_UNDERSTATED', { effects: [effect], amount: { minor: '10000000', ccy: 'EUR' } }],
    ['RETROACTIVE_REASON_MISSING', { effectiveFrom: '2026-03-01' }],
  ])('is refused: %s', async (code, changed) => {
    expect(await propose(changed)).toMatchObject({ refused: code });
  });
  it('flags members who are parties to it', async () => {
    const board = await Board.of(3);
    board.happened('project-PRJ-1', 'SponsorAssigned', { personId: 'p2' });
    await board.item('ProposeMatter', { ...asked, target: { category: 'project', id: 'PRJ-1' } }, 'p3');
    expect(board.log.filter(({ type }) => type === 'ConflictFlagged').map(({ data }) => data)).toEqual([
      { personId: 'p3', because: 'PROPOSER' },
      { personId: 'p2', because: 'SPONSOR' },
    ]);
  });
  it('above the limit of the body starts with the one above', async () => {
    const board = await Board.of(3);
    await board.propose({ amount: gbp(1_000_001) });
    expect(board.last('MatterReferredUp')).toMatchObject({ fromBody: 'IB', toBody: 'TOP' });
  });
  it('is changed and withdrawn by who made it, or by the PMO', async () => {
    const board = await Board.of(3);
    await board.item('ProposeMatter', asked, 'olga');
    const papers = { papers: [paper], reason: 'x' };
    expect(await board.item('AmendPapers', papers, 'omar')).toMatchObject({ refused: 'NOT_PROPOSER' });
    expect(await board.item('AmendPapers', papers, 'olga')).toEqual({ types: ['PapersAmended'] });
    expect(await board.item('AmendPapers', papers, 'olga')).toEqual({ types: [] });
    expect(await board.item('WithdrawMatter', { reason: 'x' }, 'omar')).toMatchObject({ refused: 'NOT_PROPOSER' });
    expect(await board.item('WithdrawMatter', { reason: 'x' }, 'olga')).toEqual({ types: ['MatterWithdrawn'] });
    expect(await board.item('WithdrawMatter', { reason: 'x' }, 'olga')).toEqual({ types: [] });
  });
  it('without commands may be noted, also without a quorum', async () => {
    const board = await Board.of(3);
    await board.item('ProposeMatter', asked);
    expect(await board.item('NoteMatter', {}, 'p3')).toMatchObject({ refused: 'NOT_PRESIDING' });
    expect(await board.item('NoteMatter', {})).toEqual({ types: ['DecisionMade'] });
    expect(board.numbers()).toEqual(['IB-2026-0001']);
    expect(board.sent).toEqual([]);
    await board.propose({}, 'OTHER');
    expect(await board.item('NoteMatter', {}, 'p1', 'OTHER')).toMatchObject({ refused: 'AUTHORISES_COMMANDS' });
  });
  it('that came to a body in the moment of its end is decided by nobody there; anybody passes it to the successor', async () => {
    const board = await ready();
    board.happened('governanceBody-IB', 'BodyDissolved', { successorId: 'TOP', reason: 'x' });
    expect(await board.item('OpenBallot', { meetingId: 'IB.2026-03' })).toMatchObject({ refused: 'BODY_DISSOLVED' });
    await board.item('ReferUp', { because: 'Dissolved' }, 'pmo');
    expect(board.last('MatterReferredUp')).toMatchObject({ toBody: 'TOP' });
  });
});

describe('conflicts', () => {
  it('keep the ballot shut until they are settled, and the sponsor is never cleared', async () => {
    const board = await Board.of(7);
    board.happened('project-PRJ-1', 'SponsorAssigned', { personId: 'p3' });
    await board.propose();
    await board.convene(SEVEN);
    const open = () => board.item('OpenBallot', { meetingId: 'IB.2026-03' });
    expect(await open()).toEqual({ refused: 'CONFLICT_OPEN', detail: { personId: 'p3' } });
    const settle = (personId: string, outcome: string, actor = 'p1') =>
      board.item('ResolveConflict', { personId, outcome, reason: 'x' }, actor);
    expect(await settle('p3', 'CLEARED')).toMatchObject({ refused: 'SOD_PROJECT_PARTY' });
    expect(await settle('p4', 'RECUSED')).toMatchObject({ refused: 'CONFLICT_NOT_FOUND' });
    expect(await settle('p3', 'RECUSED', 'p4')).toMatchObject({ refused: 'NOT_PRESIDING' });
    expect(await settle('p3', 'RECUSED')).toEqual({ types: ['ConflictResolved'] });
    expect(await settle('p3', 'RECUSED')).toEqual({ types: [] });
    expect(await open()).toEqual({ types: ['BallotOpened'] });
    expect(await board.item('CastVote', { choice: 'FOR' }, 'p3')).toEqual({
      refused: 'RECUSED',
      detail: { personId: 'p3' },
    });
  });
  it('are found in the interests that members declared', async () => {
    const board = await Board.of(7);
    const interest = { interestId: 'p6.I1', counterparty: 'Crane & Co', nature: 'Shares', from: '2025-01-01' };
    board.happened('interestRegister-p6', 'StandingInterestDeclared', interest);
    await board.propose({ counterparties: ['CRANE & CO'] });
    expect(board.last('ConflictFlagged')).toEqual({ personId: 'p6', because: 'STANDING_INTEREST' });
    await board.convene(SEVEN);
    const open = () => board.item('OpenBallot', { meetingId: 'IB.2026-03' });
    expect(await open()).toEqual({ refused: 'CONFLICT_OPEN', detail: { personId: 'p6' } });
    board.happened('interestRegister-p6', 'InterestEnded', { interestId: 'p6.I1', on: '2026-03-08' });
    expect(await open()).toEqual({ types: ['BallotOpened'] });
  });
  it('cleared before open again when the member becomes sponsor', async () => {
    const board = await Board.of(7);
    await board.propose();
    await board.item('DeclareInterest', { nature: 'Neighbour' }, 'p3');
    await board.item('ResolveConflict', { personId: 'p3', outcome: 'CLEARED', reason: 'x' });
    await board.convene(SEVEN);
    board.happened('project-PRJ-1', 'SponsorAssigned', { personId: 'p3' });
    expect(await board.item('OpenBallot', { meetingId: 'IB.2026-03' })).toMatchObject({ refused: 'CONFLICT_OPEN' });
  });
  it('of a proposer who may vote: two others must be for it', async () => {
    const result = async (votes: Readonly<Record<string, string>>) => {
      const board = await Board.of(7);
      await board.done(
        'decisionItem',
        'ITEM',
        'ProposeMatter',
        { bodyId: 'IB', matterType: 'GATE_DECISION', subject: 'x', effects: [], papers: [] },
        { actor: 'p3' },
      );
      await board.item('ResolveConflict', { personId: 'p3', outcome: 'CLEARED', reason: 'x' });
      await board.convene(SEVEN);
      await board.ballot(votes);
      return board.last('BallotClosed');
    };
    expect(await result({ p3: 'FOR', p1: 'FOR' })).toMatchObject({ outcome: 'REJECTED', verdict: 'SOLE_PROPOSER' });
    expect(await result({ p3: 'FOR', p1: 'FOR', p2: 'FOR' })).toMatchObject({ outcome: 'APPROVED' });
    expect(await result({ p1: 'FOR' })).toMatchObject({ outcome: 'APPROVED' });
  });
});

describe('opening a ballot', () => {
  it('takes an open meeting of the body with the matter on its agenda', async () => {
    const board = await Board.of(7);
    await board.propose();
    const open = (meetingId = 'IB.2026-03') => board.item('OpenBallot', { meetingId });
    expect(await open()).toMatchObject({ refused: 'MEETING_NOT_OPEN' });
    await board.convene(SEVEN, []);
    expect(await open()).toMatchObject({ refused: 'NOT_TABLED' });
    await board.meeting('LateTableItem', { itemId: 'ITEM', reason: 'x' });
    expect(await open('TOP.2026-03')).toMatchObject({ refused: 'MEETING_NOT_OPEN' });
    expect(await board.item('OpenBallot', { meetingId: 'IB.2026-03' }, 'p4')).toMatchObject({
      refused: 'NOT_PRESIDING',
    });
    expect(await open()).toEqual({ types: ['BallotOpened'] });
    expect(await open()).toMatchObject({ refused: 'NOT_IN_STAGE' });
  });
  it('puts the conditions of the motion to the vote, or others', async () => {
    const board = await ready({}, { conditions: [condition] });
    const conditions = [{ ...condition, id: 'deed' }];
    await board.item('OpenBallot', { meetingId: 'IB.2026-03', conditions });
    expect(board.last('BallotOpened')).toMatchObject({ conditions });
  });
  it('is refused above a limit lowered since, and without the seats that must be there', async () => {
    const lowered = await ready();
    const { data } = lowered.log.find(
      ({ stream, type }) => stream === 'governanceBody-IB' && type === 'BodyEstablished',
    )!;
    const { terms } = data as { terms: { quorum: object; matters: readonly object[] } };
    const amend = async (changed: object) =>
      lowered.done(
        'governanceBody',
        'IB',
        'AmendTermsOfReference',
        { terms: { ...terms, ...changed }, reason: 'x' },
        { decision: 'TOP-2026-0001' },
      );
    await amend({ matters: [{ ...terms.matters[0], upTo: gbp(1) }] });
    expect(await lowered.item('OpenBallot', { meetingId: 'IB.2026-03' })).toMatchObject({ refused: 'ABOVE_LIMIT' });
    await amend({ quorum: { ...terms.quorum, mustInclude: ['s9'] } });
    expect(await lowered.item('OpenBallot', { meetingId: 'IB.2026-03' })).toMatchObject({ refused: 'INQUORATE' });
  });
  it('in writing needs a body that decides so, and a matter that allows it', async () => {
    const circulate = async (changed: Parameters<typeof Board.of>[1]) => {
      const board = await Board.of(7, changed);
      await board.propose();
      return board.item('CirculateResolution', { closesOn: '2026-03-20' });
    };
    expect(await circulate({ written: undefined })).toMatchObject({ refused: 'MEETING_REQUIRED' });
    const matter = { matterType: 'GATE_DECISION', voting: { method: 'SIMPLE' }, meetingOnly: true } as const;
    expect(await circulate({ matters: [matter] })).toMatchObject({ refused: 'MEETING_REQUIRED' });
    const board = await Board.of(7);
    await board.propose();
    expect(await board.item('CirculateResolution', { closesOn: '2026-03-02' })).toMatchObject({ refused: 'DATE_PAST' });
  });
});

describe('votes', () => {
  it('against the motion, or against advice of finance or assurance, say why', async () => {
    const board = await ready();
    const recommend = (adviser: string, stance: string) =>
      board.item('AttachRecommendation', { adviser, stance, text: 'x' });
    await recommend('PMO', 'AGAINST');
    await recommend('ASSURANCE', 'AGAINST');
    await board.item('OpenBallot', { meetingId: 'IB.2026-03' });
    expect(await board.item('CastVote', { choice: 'AGAINST' })).toMatchObject({ refused: 'RATIONALE_MISSING' });
    expect(await board.item('CastVote', { choice: 'FOR' })).toMatchObject({ refused: 'RATIONALE_MISSING' });
    expect(await board.item('CastVote', { choice: 'ABSTAIN' })).toEqual({ types: ['VoteCast'] });
    expect(await board.item('CastVote', { choice: 'FOR', rationale: 'Worth the risk' })).toEqual({
      types: ['VoteCast'],
    });
  });
  it('are for members who attend', async () => {
    const board = await opened();
    await board.meeting('RecordDeparture', { personId: 'p7' });
    const vote = (actor: string) => board.item('CastVote', { choice: 'FOR' }, actor);
    expect(await vote('p7')).toMatchObject({ refused: 'NOT_PRESENT' });
    expect(await vote('olga')).toMatchObject({ refused: 'NOT_ELECTOR' });
    await board.done('governanceBody', 'IB', 'AppointMember', { seatId: 's8', personId: 'p8' });
    await board.meeting('RecordAttendance', { personId: 'p8', mode: 'REMOTE' });
    expect(await vote('p8')).toMatchObject({ refused: 'NOT_ELECTOR' });
  });
  it('are cast by alternates and proxies for whom they stand in, and a proxy falls with the recusal of its holder', async () => {
    const board = await Board.of(7);
    await board.done('governanceBody', 'IB', 'AppointAlternate', { seatId: 's6', personId: 'p9' });
    await board.propose();
    await board.item('DeclareInterest', { nature: 'x' }, 'p5');
    await board.convene(['p1', 'p2', 'p3', 'p4', 'p5']);
    await board.meeting('RecordAttendance', { personId: 'p6', mode: 'ALTERNATE', heldBy: 'p9' });
    await board.meeting('RecordAttendance', { personId: 'p7', mode: 'PROXY', heldBy: 'p5' });
    await board.item('ResolveConflict', { personId: 'p5', outcome: 'RECUSED', reason: 'x' });
    await board.item('OpenBallot', { meetingId: 'IB.2026-03' });
    expect(board.last('BallotOpened')).toMatchObject({ quorumPresent: 5 });
    const vote = (actor: string, onBehalfOf?: string) =>
      board.item('CastVote', { choice: 'FOR', ...(onBehalfOf ? { onBehalfOf } : {}) }, actor);
    expect(await vote('p5', 'p7')).toMatchObject({ refused: 'NOT_PRESENT' });
    expect(await vote('p6')).toMatchObject({ refused: 'NOT_PRESENT' });
    expect(await vote('p4', 'p6')).toMatchObject({ refused: 'NOT_REPRESENTED' });
    expect(await vote('p9', 'p6')).toEqual({ types: ['VoteCast'] });
    expect(board.last('VoteCast')).toMatchObject({ personId: 'p6', castBy: 'p9', seatId: 's6' });
  });
  it('in writing are cast by nobody else', async () => {
    const board = await Board.of(5);
    await board.propose();
    await board.item('CirculateResolution', { closesOn: '2026-03-20' });
    expect(await board.item('CastVote', { choice: 'FOR', onBehalfOf: 'p2' }, 'p3')).toMatchObject({
      refused: 'NOT_REPRESENTED',
    });
  });
  it('by weight count as much as their seats', async () => {
    const seats = Array.from({ length: 9 }, (_, at) => ({
      id: `s${at + 1}`,
      title: 'x',
      voting: true,
      weight: at === 0 ? 5 : 1,
    }));
    const board = await ready({ seats, ...voting({ weighted: true }) });
    await board.ballot({ p1: 'FOR', p2: 'AGAINST', p3: 'AGAINST', p4: 'AGAINST', p5: 'AGAINST' });
    expect(board.last('BallotClosed')).toMatchObject({
      outcome: 'APPROVED',
      votesFor: 5,
      votesAgainst: 4,
      base: 9,
      notVoting: 2,
    });
  });
  it('of a motion without objection are silence, once enough have acknowledged', async () => {
    const result = async (votes: Readonly<Record<string, string>>) => {
      const board = await ready(voting({ method: 'NO_OBJECTION', acknowledgements: 2 }));
      await board.ballot(votes);
      return board.last('BallotClosed');
    };
    expect(await result({ p1: 'FOR', p2: 'ABSTAIN' })).toMatchObject({ outcome: 'APPROVED' });
    expect(await result({ p1: 'FOR' })).toMatchObject({ outcome: 'REJECTED', verdict: 'ACKNOWLEDGEMENTS_MISSING' });
    expect(await result({ p1: 'FOR', p2: 'FOR', p3: 'AGAINST' })).toMatchObject({ verdict: 'OBJECTION' });
  });
  it('tied when the chair has gone leave everything as it is', async () => {
    const board = await ready();
    expect(await board.ballot({ p2: 'FOR', p3: 'AGAINST' })).toEqual(['TieDeclared']);
    await board.done('governanceBody', 'IB', 'RelieveMember', { seatId: 's1', reason: 'Resigned' });
    expect(await board.item('CloseBallot', {}, 'p2')).toEqual({
      types: ['ElectorLapsed', 'BallotClosed', 'DecisionMade'],
    });
    expect(board.last('BallotClosed')).toMatchObject({ outcome: 'REJECTED', verdict: 'TIE' });
  });
  it('that nobody casts decide nothing', async () => {
    const board = await ready();
    await board.ballot({ p1: 'ABSTAIN', p2: 'ABSTAIN' });
    expect(board.last('BallotClosed')).toMatchObject({ outcome: 'REJECTED', verdict: 'NO_VOTES_CAST' });
  });
});

describe('a secret ballot', () => {
  const secret = async (): Promise<Board> => {
    const board = await ready();
    await board.item('OpenBallot', { meetingId: 'IB.2026-03', secret: true });
    return board;
  };
  it('is sealed, then revealed, then counted; what is never revealed does not count', async () => {
    const board = await secret();
    expect(await board.item('CastVote', { choice: 'FOR' })).toMatchObject({ refused: 'BALLOT_IS_SECRET' });
    for (const [person, choice] of [
      ['p1', 'FOR'],
      ['p2', 'FOR'],
      ['p3', 'AGAINST'],
      ['p4', 'AGAINST'],
    ] as const)
      await board.item('SealVote', { commitment: sealed(choice, nonceOf(person)) }, person);
    expect(await board.item('SealVote', { commitment: sealed('FOR', nonceOf('p1')) })).toEqual({ types: [] });
    await board.item('SealVote', { commitment: sealed('FOR', nonceOf('p3')) }, 'p3');
    expect(board.last('VoteSealed')).toMatchObject({ voteNo: 5, supersedes: 3 });
    const reveal = (person: string, choice: string) =>
      board.item('RevealVote', { choice, nonce: nonceOf(person) }, person);
    expect(await reveal('p1', 'FOR')).toMatchObject({ refused: 'NOT_IN_STAGE' });
    expect(await board.item('CloseBallot', {})).toMatchObject({ refused: 'NOT_IN_STAGE' });
    expect(await board.item('EndSealing', {}, 'p3')).toMatchObject({ refused: 'NOT_PRESIDING' });
    await board.item('EndSealing', {});
    expect(await board.item('SealVote', { commitment: sealed('FOR', nonceOf('p5')) }, 'p5')).toMatchObject({
      refused: 'BALLOT_CLOSED',
    });
    expect(await reveal('p2', 'AGAINST')).toMatchObject({ refused: 'SEAL_BROKEN' });
    expect(await reveal('p7', 'FOR')).toMatchObject({ refused: 'VOTE_NOT_FOUND' });
    for (const person of ['p1', 'p2', 'p3']) await reveal(person, 'FOR');
    expect(await reveal('p1', 'FOR')).toEqual({ types: [] });
    await board.item('CloseBallot', {});
    expect(board.last('BallotClosed')).toMatchObject({
      outcome: 'APPROVED',
      votesFor: 3,
      votesAgainst: 0,
      notVoting: 4,
    });
    expect(board.last('DecisionMade')).toMatchObject({ dissents: [] });
  });
  it('is not an open one', async () => {
    const board = await opened();
    expect(await board.item('SealVote', { commitment: sealed('FOR', nonceOf('p1')) })).toMatchObject({
      refused: 'BALLOT_NOT_SECRET',
    });
    expect(await board.item('EndSealing', {})).toMatchObject({ refused: 'BALLOT_NOT_SECRET' });
  });
});

describe('a veto', () => {
  const withVeto = {
    matters: [{ matterType: 'GATE_DECISION', voting: { method: 'SIMPLE' }, vetoSeats: ['s4'] } as const],
  };
  const override = { vetoOverride: { numerator: 2, denominator: 3 } };
  const veto = (board: Board, actor = 'p4') => board.item('ExerciseVeto', { reason: 'No money' }, actor);
  it('from the seat that has it stands against any majority', async () => {
    const board = await opened(withVeto);
    expect(await veto(board, 'p3')).toMatchObject({ refused: 'NO_VETO' });
    await veto(board);
    expect(await veto(board)).toEqual({ types: [] });
    expect(await board.item('PutVetoOverride', {})).toMatchObject({ refused: 'VETO_FINAL' });
    await board.cast({ p1: 'FOR', p2: 'FOR', p3: 'FOR' });
    await board.item('CloseBallot', {});
    expect(board.last('DecisionMade')).toMatchObject({ outcome: 'VETOED' });
    expect(board.sent).toEqual([]);
  });
  it.each([
    [4, 'VETOED', 'VETO'],
    [5, 'APPROVED', 'VETO_OVERRIDDEN'],
  ])('is overridden by two thirds of everybody eligible: %i of 7', async (supporters, outcome, verdict) => {
    const board = await opened({ ...withVeto, ...override });
    await veto(board);
    expect(await board.item('PutVetoOverride', {}, 'p3')).toMatchObject({ refused: 'NOT_PRESIDING' });
    await board.item('PutVetoOverride', {});
    await board.cast(Object.fromEntries(SEVEN.slice(0, supporters).map((person) => [person, 'FOR'])));
    await board.item('CloseBallot', {});
    expect(board.last('BallotClosed')).toMatchObject({ outcome, verdict });
  });
});

describe('a decision', () => {
  it('that takes effect before it is made needs two thirds', async () => {
    const result = async (votes: Readonly<Record<string, string>>) => {
      const board = await ready({}, { effectiveFrom: '2026-02-01', retroactiveBecause: 'The invoice came first' });
      await board.ballot(votes);
      return [board.last('BallotClosed'), board.last('DecisionMade')];
    };
    expect(await result({ p1: 'FOR', p2: 'FOR', p3: 'FOR', p4: 'AGAINST', p5: 'AGAINST' })).toMatchObject([
      { outcome: 'REJECTED', verdict: 'RETROACTIVE' },
      {},
    ]);
    expect(await result({ p1: 'FOR', p2: 'FOR', p3: 'AGAINST' })).toMatchObject([
      { outcome: 'APPROVED' },
      { effectiveFrom: '2026-02-01' },
    ]);
  });
  it('may wait for its day', async () => {
    const board = await ready({}, { effectiveFrom: '2026-04-01' });
    await board.ballot({ p1: 'FOR' });
    const takeEffect = () => board.send('decisionItem', 'ITEM', 'TakeEffect', {}, { actor: 'system' });
    expect(await takeEffect()).toEqual({ types: [] });
    board.today = '2026-04-01';
    expect(await takeEffect()).toEqual({ types: ['DecisionBecameEffective', 'EffectDue'] });
    expect(await takeEffect()).toEqual({ types: [] });
  });
  it('has one number', async () => {
    const board = await ready();
    await board.ballot({ p1: 'FOR' });
    const number = (decisionNo: string) => board.send('decisionItem', 'ITEM', 'NumberDecision', { decisionNo });
    expect(await number('IB-2026-0001')).toEqual({ types: [] });
    expect(await number('IB-2026-0002')).toMatchObject({ refused: 'DECISION_OTHER' });
  });
  it('is undone, waived or ratified by a decision of the body or one above it only', async () => {
    const board = await ready({}, { conditions: [condition] });
    await board.ballot({ p1: 'FOR' });
    const commands: readonly (readonly [string, object])[] = [
      ['WaiveCondition', { conditionId: 'lease', reason: 'x' }],
      ['ExtendCondition', { conditionId: 'lease', dueOn: '2026-06-01', reason: 'x' }],
      ['SupersedeDecision', { reason: 'x' }],
      ['RescindDecision', { reason: 'x' }],
      ['RatifyUrgentDecision', {}],
    ];
    for (const [command, data] of commands) {
      expect(await board.send('decisionItem', 'ITEM', command, data)).toMatchObject({ refused: 'DECISION_NEEDED' });
      const other = await board.send('decisionItem', 'ITEM', command, data, { decision: 'OTHER-2026-0001' });
      expect(other).toMatchObject({ refused: 'DECISION_NEEDED' });
    }
    expect(
      await board.send('decisionItem', 'ITEM', 'RescindDecision', { reason: 'x' }, { decision: 'TOP-2026-0001' }),
    ).toEqual({ types: ['DecisionRescinded'] });
    expect(
      await board.send('decisionItem', 'ITEM', 'RescindDecision', { reason: 'x' }, { decision: 'TOP-2026-0001' }),
    ).toMatchObject({ refused: 'NOT_IN_STAGE' });
  });
});

describe('an appeal', () => {
  const grounds = { grounds: 'The figures were wrong', suspensive: true };
  const determine = (board: Board, outcome: string, decision = 'TOP-2026-0001') =>
    board.send('decisionItem', 'ITEM', 'DetermineAppeal', { outcome, reason: 'x' }, { decision });
  const appealed = async (): Promise<Board> => {
    const board = await ready({}, { conditions: [condition] });
    await board.ballot({ p1: 'FOR' });
    expect(await board.item('LodgeAppeal', grounds, 'paul')).toEqual({ types: ['AppealLodged', 'DecisionSuspended'] });
    return board;
  };
  it('is lodged by a party, in time, to the body the terms name', async () => {
    const board = await ready();
    expect(await board.item('LodgeAppeal', grounds, 'paul')).toMatchObject({ refused: 'NOT_IN_STAGE' });
    await board.ballot({ p1: 'FOR' });
    expect(await board.item('LodgeAppeal', grounds, 'p3')).toMatchObject({ refused: 'NOT_A_PARTY' });
    board.later(31);
    expect(await board.item('LodgeAppeal', grounds, 'paul')).toMatchObject({ refused: 'NO_APPEAL' });
    board.later(-1);
    expect(await board.item('LodgeAppeal', { ...grounds, suspensive: false }, 'paul')).toEqual({
      types: ['AppealLodged'],
    });
    expect(await board.item('LodgeAppeal', grounds, 'paul')).toEqual({ types: [] });
    expect(await determine(board, 'UPHELD', 'IB-2026-0009')).toMatchObject({ refused: 'DECISION_NEEDED' });
  });
  it('keeps the decision resting until it is upheld', async () => {
    const board = await appealed();
    await board.send(
      'decisionItem',
      'ITEM',
      'WaiveCondition',
      { conditionId: 'lease', reason: 'x' },
      { decision: 'IB-2026-0009' },
    );
    expect(board.sent).toEqual([]);
    expect(await determine(board, 'UPHELD')).toEqual({
      types: ['AppealDetermined', 'DecisionResumed', 'DecisionBecameEffective', 'EffectDue'],
    });
    expect(board.sent).toHaveLength(1);
  });
  it('overturns the decision, or sends it back to be decided anew', async () => {
    expect(await determine(await appealed(), 'OVERTURNED')).toEqual({ types: ['AppealDetermined', 'DecisionLapsed'] });
    const board = await appealed();
    await determine(board, 'REMITTED');
    await board.ballot({ p1: 'FOR', p2: 'FOR' });
    expect(board.numbers()).toEqual(['IB-2026-0001', 'IB-2026-0002']);
  });
  it('is not judged by who voted on the decision', async () => {
    const board = await appealed();
    await board.done('governanceBody', 'TOP', 'AppointMember', { seatId: 's2', personId: 'p1' });
    const determining = {
      category: 'decisionItem',
      id: 'ITEM',
      command: 'DetermineAppeal',
      data: { outcome: 'UPHELD', reason: 'x' },
    };
    await board.propose({ bodyId: 'TOP', effects: [determining] }, 'APPEAL');
    expect(board.last('ConflictFlagged')).toEqual({ personId: 'p1', because: 'VOTED_BEFORE' });
  });
});

describe('an effect', () => {
  it('that is under way when the decision falls is recorded, and nothing comes after it', async () => {
    const board = await ready({}, { amount: gbp(200_000), effects: [effect, effect] });
    const onTheWay: string[] = [];
    board.elsewhere = () => {
      onTheWay.push('sent');
      return 'STORE_DOWN';
    };
    await board.ballot({ p1: 'FOR' });
    await board.send('decisionItem', 'ITEM', 'RescindDecision', { reason: 'x' }, { decision: 'IB-2026-0009' });
    expect(await board.item('RetryEffect', { reason: 'x' })).toMatchObject({ refused: 'NOT_IN_STAGE' });
    expect(onTheWay).toHaveLength(1);
  });
  it('is recorded once', async () => {
    const board = await ready();
    await board.ballot({ p1: 'FOR' });
    const record = { n: 1, attempt: 1, outcome: 'APPLIED', eventIds: [] };
    expect(await board.send('decisionItem', 'ITEM', 'RecordEffect', record)).toEqual({ types: [] });
  });
});
