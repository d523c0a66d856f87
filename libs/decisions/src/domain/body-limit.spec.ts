import { money } from '@tabularium/kernel';
import { gbp } from '@tabularium/testing';
import { Board } from '../../test/board';

/** The board decides gates up to 1,000,000.00 GBP, its chair urgently up to 50,000.00. */
const SEVEN = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7'];
const eur = (euros: number) => money(Math.round(euros * 100), 'EUR');
const rates = (board: Board, rate: string, n = 1) =>
  board.happened('rateTable-organisation', 'FxRatesPublished', {
    table: `2026-03-02.${n}`,
    date: '2026-03-02',
    baseCurrency: 'GBP',
    source: 'Central bank',
    rates: [{ currency: 'EUR', rate }],
  });
const open = { meetingId: 'IB.2026-03' };

async function proposed(euros: number, rate?: string): Promise<Board> {
  const board = await Board.of(7);
  if (rate) rates(board, rate);
  await board.propose({ amount: eur(euros) });
  return board;
}

describe('a matter in another currency than the limit of the body', () => {
  it('is decided on by what it comes to, which the ballot keeps with the table', async () => {
    const board = await proposed(1_250_000, '1.25');
    await board.convene(SEVEN);
    await board.item('OpenBallot', open);
    expect(board.last('BallotOpened')).toMatchObject({ amountInLimit: gbp(1_000_000), rateTable: '2026-03-02.1' });
    const { pins } = board.log.findLast(({ type }) => type === 'BallotOpened')!;
    expect(pins).toMatchObject({ 'rateTable-organisation': 0 });
  });
  it('starts with the body above where it comes to more', async () => {
    const board = await proposed(1_250_000.02, '1.25');
    expect(board.last('MatterReferredUp')).toMatchObject({ fromBody: 'IB', toBody: 'TOP' });
  });
  it('waits for a rate, and is refused where it has become too much', async () => {
    const board = await proposed(1_250_000);
    await board.convene(SEVEN);
    expect(board.last('MatterReferredUp')).toBeUndefined();
    expect(await board.item('OpenBallot', open)).toMatchObject({
      refused: 'RATE_NOT_PUBLISHED',
      detail: { date: '2026-03-09', currency: 'EUR', limits: 'GBP' },
    });
    rates(board, '1.2499');
    expect(await board.item('OpenBallot', open)).toMatchObject({ refused: 'ABOVE_LIMIT' });
    rates(board, '1.25', 2);
    expect(await board.item('OpenBallot', open)).toMatchObject({ types: ['BallotOpened'] });
  });
  it('is decided urgently within the limit of the chair, by the same rate', async () => {
    const urgently = async (euros: number) => {
      const board = await proposed(euros, '1.25');
      return { answer: await board.item('TakeUrgentDecision', { rationale: 'Flood' }, 'p1'), board };
    };
    expect((await urgently(62_500.02)).answer).toMatchObject({ refused: 'AUTHORITY_EXCEEDED' });
    const { board } = await urgently(62_500);
    expect(board.last('UrgentDecisionTaken')).toMatchObject({
      upTo: gbp(50_000),
      amountInLimit: gbp(50_000),
      rateTable: '2026-03-02.1',
    });
  });
});

it('a matter in the currency of the limit needs no rate and keeps none', async () => {
  const board = await Board.of(7);
  await board.propose({ amount: gbp(1_000_000) });
  await board.convene(SEVEN);
  await board.item('OpenBallot', open);
  expect(board.last('BallotOpened')).not.toHaveProperty('rateTable');
  const { pins } = board.log.findLast(({ type }) => type === 'BallotOpened')!;
  expect(pins).not.toHaveProperty('rateTable-organisation');
});
