import { gbp } from '@tabularium/testing';
import { race, RaceBoard, ROUNDS, Tally, ways, type Happened } from './race-board';

jest.setTimeout(60_000 + ROUNDS * 500);

let board: RaceBoard;
let times: number;

const of = (events: readonly Happened[], type: string) => events.filter((event) => event.type === type);

/** What holds of every ballot that was counted: one count, one decision, and nothing after it counted. */
async function countedOnce(id: string) {
  const events = await board.events(`decisionItem-${id}`);
  const [closed] = of(events, 'BallotClosed');
  expect(of(events, 'BallotClosed')).toHaveLength(1);
  expect(of(events, 'DecisionMade').length).toBe(closed?.data['outcome'] === 'INQUORATE' ? 0 : 1);
  expect(events.findLastIndex(({ type }) => type === 'VoteCast')).toBeLessThan(closed?.revision ?? -1);
  const last = new Map(of(events, 'VoteCast').map(({ data }) => [data['personId'], data['choice']]));
  for (const { data } of of(events, 'ElectorLapsed')) last.delete(data['personId']);
  const cast = (choice: string) => [...last.values()].filter((other) => other === choice).length;
  expect(closed?.data).toMatchObject({ votesFor: cast('FOR'), votesAgainst: cast('AGAINST') });
  return { events, closed };
}

const rounds = async (name: string, round: (tally: Tally, n: number) => Promise<void>) => {
  const tally = new Tally();
  for (let n = 0; n < times; n++) await round(tally, n);
  console.info(`${times} × ${name}: ${JSON.stringify(tally.seen)}`);
};

/** Whoever is first: one outcome, and no rule is passed by. Over the real deciders, fact loaders and store. */
describe.each(ways)('Races by the %s, rounds of each: %i', (way, rounded) => {
  beforeAll(async () => {
    times = rounded;
    board = await RaceBoard.start(way);
  });
  afterAll(() => board.server.stop());

  it('a member who votes twice at once, and once more with a key used, is counted once', () =>
    rounds('double vote', async (tally) => {
      const id = await board.matter({ p1: 'FOR', p2: 'FOR' });
      const came = await race(
        () => board.give(...board.vote(id, 'p3', 'FOR', `${id}-key`)),
        () => board.give(...board.vote(id, 'p3', 'AGAINST')),
        () => board.give(...board.vote(id, 'p3', 'FOR', `${id}-key`)),
      );
      expect(came[1]).toBe('accepted');
      expect(await board.close(id)).toBe('accepted');
      const { events, closed } = await countedOnce(id);
      const votes = of(events, 'VoteCast').filter(({ data }) => data['personId'] === 'p3');
      expect(votes.length).toBeLessThanOrEqual(2);
      expect(votes.map(({ data }) => data['supersedes'])).toEqual([undefined, 3].slice(0, votes.length));
      tally.count(closed?.data['outcome'] as string);
    }));

  it('a vote against the close is counted or refused, and the outcome is that of the votes counted', () =>
    rounds('vote against close', async (tally) => {
      const id = await board.matter({ p1: 'FOR', p2: 'FOR', p4: 'AGAINST' });
      const [vote, close] = await race(
        () => board.give(...board.vote(id, 'p3', 'FOR')),
        () => board.close(id),
      );
      expect([vote, close]).toEqual([expect.stringMatching(/^(accepted|BALLOT_CLOSED)$/), 'accepted']);
      const { closed } = await countedOnce(id);
      const votesFor = vote === 'accepted' ? 3 : 2;
      expect(closed?.data).toMatchObject({ votesFor, outcome: votesFor === 3 ? 'APPROVED' : 'REJECTED' });
      tally.count(`vote ${vote}`);
    }));

  it('of two who close only one does; a tie waits for the chair, whose casting vote is given once', () =>
    rounds('two closers', async (tally, n) => {
      const tied = n % 2 === 0;
      const id = await board.matter(
        tied ? { p2: 'FOR', p3: 'FOR', p4: 'AGAINST' } : { p1: 'FOR', p2: 'FOR', p3: 'FOR' },
      );
      const came = await race(
        () => board.close(id),
        () => board.close(id, 'p2'),
      );
      expect([...came].sort()).toEqual(['BALLOT_CLOSED', 'accepted']);
      await countedOnce(id);
      tally.count(came[0] === 'accepted' ? 'chair first' : 'deputy first');
    }));

  it('who loses the seat while the ballot is open has no vote; majority and quorum are reckoned without them', () =>
    rounds('seat lost against close', async (tally) => {
      const id = await board.matter({ p1: 'FOR', p2: 'FOR', p5: 'FOR' });
      const [relieved, close] = await race(
        () => board.give('governanceBody', 'RB', 'RelieveMember', { seatId: 's-p5', reason: 'x' }, 'director'),
        () => board.close(id),
      );
      expect([relieved, close]).toEqual(['accepted', 'accepted']);
      const { events, closed } = await countedOnce(id);
      const body = await board.events('governanceBody-RB');
      const lost = body.findLast(({ type }) => type === 'MemberRelieved')?.revision ?? -1;
      const wasKnown = (closed?.metadata.pins?.['governanceBody-RB'] ?? -1) >= lost;
      expect(of(events, 'ElectorLapsed')).toHaveLength(wasKnown ? 1 : 0);
      expect(closed?.data).toMatchObject(
        wasKnown
          ? { votesFor: 2, eligible: 4, quorumRequired: 3, outcome: 'REJECTED' }
          : { votesFor: 3, eligible: 5, quorumRequired: 3, outcome: 'APPROVED' },
      );
      await board.seat('p5');
      tally.count(wasKnown ? 'without the vote' : 'with the vote');
    }));

  it('who loses the role while the ballot is open votes no more from the moment that is said', () =>
    rounds('role revoked against vote', async (tally) => {
      const id = await board.matter({ p1: 'FOR' });
      const role = { role: 'BOARD_MEMBER' };
      let told = false;
      const [vote] = await race(
        () => board.give(...board.vote(id, 'p4', 'FOR')),
        () =>
          board.give('person', 'p4', 'RevokeRole', { ...role, reason: 'x' }, 'director').finally(() => (told = true)),
      );
      expect(told).toBe(true);
      expect(vote).toMatch(/^(accepted|NOT_ALLOWED)$/);
      expect(await board.give(...board.vote(id, 'p4', 'AGAINST'))).toBe('NOT_ALLOWED');
      await board.close(id);
      const { events } = await countedOnce(id);
      const votes = of(events, 'VoteCast').filter(({ data }) => data['personId'] === 'p4');
      expect(votes).toHaveLength(vote === 'accepted' ? 1 : 0);
      // Two streams have no order between appends under way at once: such a vote was asked for before anybody was told.
      const revoked = of(await board.events('person-p4'), 'RoleRevoked').at(-1)?.position ?? '';
      if (votes.some(({ position }) => position > revoked)) tally.count('under way at the revocation');
      await board.done('person', 'p4', 'GrantRole', role, 'director');
      tally.count(`vote ${vote}`);
    }));

  it('a ballot opened while the matter goes to the higher body is of neither body or of one', () =>
    rounds('referral against opening', async (tally) => {
      const id = await board.matter(undefined);
      const [opened, referred] = await race(
        () => board.give('decisionItem', id, 'OpenBallot', { meetingId: 'RB.M' }, 'p1'),
        () => board.give('decisionItem', id, 'ReferUp', { because: 'x' }, 'p2'),
      );
      const events = await board.events(`decisionItem-${id}`);
      const [ballot] = of(events, 'BallotOpened');
      expect([opened, referred].filter((came) => came === 'accepted')).toHaveLength(1);
      if (ballot) expect(ballot.data['bodyId']).toBe('RB');
      tally.count(opened === 'accepted' ? 'opened' : `referred, ${opened}`);
    }));

  it('of two approvals that together exceed a limit one is refused', async () => {
    const { server } = board;
    await server.accepted('/api/portfolio/CITY/charter-portfolio', { name: 'City', ccy: 'GBP' });
    const limits = { limit: gbp(60), cumulativeLimit: gbp(100), windowDays: 30 };
    await server.accepted('/api/person/mia/delegate-limit', { matter: 'CHANGE_APPROVAL', ...limits });
    await server.person('ana', { role: 'PMO_ANALYST' });
    await rounds('two approvals', async (tally, n) => {
      const [one, two] = await board.changes(`P-${n}`, { cost: gbp(60), days: 0 });
      const approve = (id: string) => board.give('changeRequest', id, 'ApproveChange', { rationale: 'x' });
      const came = await race(
        () => approve(one),
        () => approve(two),
      );
      expect([...came].sort()).toEqual(['AUTHORITY_EXCEEDED_CUMULATIVE', 'accepted']);
      tally.count(came[0] === 'accepted' ? 'first asked' : 'second asked');
    });
  });

  it('after all of it the decisions of the body are numbered without a gap, one number each', async () => {
    await board.server.engine.caughtUp();
    const entries = of(await board.events('decisionRegister-RB.2026'), 'DecisionEntered').map(({ data }) => data);
    expect(entries.map(({ entry }) => entry)).toEqual(entries.map((_, at) => at + 1));
    expect(new Set(entries.map(({ itemId }) => itemId)).size).toBe(entries.length);
  });
});
