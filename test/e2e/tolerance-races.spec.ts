import { gbp } from '@tabularium/testing';
import { race, RaceBoard, ROUNDS, Tally, ways } from './race-board';

jest.setTimeout(60_000 + ROUNDS * 500);

let board: RaceBoard;
const policy = 'governance-policy/TOLERANCES';

describe.each(ways)('Races by the %s, rounds: %i', (way, rounded) => {
  beforeAll(async () => {
    board = await RaceBoard.start(way);
    const { server } = board;
    await server.accepted('/api/portfolio/CITY/charter-portfolio', { name: 'City', ccy: 'GBP' });
    await server.person('ana', { role: 'PMO_ANALYST' });
    await server.person('max', { role: 'PMO_MANAGER' });
    for (const person of ['mia', 'max'])
      await server.accepted(`/api/person/${person}/delegate-limit`, { matter: 'CHANGE_APPROVAL', limit: gbp(5_000) });
    const rules = [{ ruleId: 'LIGHT.days', text: 'x', value: '100' }];
    await server.accepted(`/api/${policy}/draft-policy`, { kind: 'TOLERANCES', title: 'x', rules }, 'ana');
    await server.accepted(`/api/${policy}/submit-policy`, { version: 1 }, 'mia');
    const data = { version: 1 };
    const effects = ['AdoptPolicy', 'ActivatePolicy'].map((command) => ({
      category: 'governancePolicy',
      id: 'TOLERANCES',
      command,
      data,
    }));
    const asked = { bodyId: 'RB', matterType: 'GATE_DECISION', subject: 'T', effects, papers: [] };
    await board.done('decisionItem', 'T', 'ProposeMatter', asked);
    await board.done('meeting', 'RB.M', 'TableItem', { itemId: 'T' });
    await board.done('decisionItem', 'T', 'OpenBallot', { meetingId: 'RB.M' }, 'p1');
    for (const member of ['p1', 'p2', 'p3']) await board.done(...board.vote('T', member, 'FOR'));
    expect(await board.close('T')).toBe('accepted');
    await server.engine.caughtUp();
  });
  afterAll(() => board.server.stop());

  it('of two approvals that together go beyond the tolerance one is refused', async () => {
    const tally = new Tally();
    for (let n = 0; n < rounded; n++) {
      const [one, two] = await board.changes(`P-${n}`, { cost: gbp(0), days: 60 });
      const approve = (id: string, by: string) =>
        board.give('changeRequest', id, 'ApproveChange', { rationale: 'x' }, by);
      const came = await race(
        () => approve(one, 'mia'),
        () => approve(two, 'max'),
      );
      tally.count([...came].sort().join(' '));
    }
    console.info(`${rounded} × two approvals: ${JSON.stringify(tally.seen)}`);
    expect(Object.keys(tally.seen)).toEqual(['BEYOND_TOLERANCE accepted']);
  });
});
