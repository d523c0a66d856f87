import type { QuorumRule, VotingRule } from '../contract/terms';
import { QUORUM_BASES, VOTING_BASES } from '../contract/vocabulary';
import { judge, type Poll } from './majority';
import { quorumRequired } from './quorum';

/*
 * The whole small domain: every board of up to nine seats, every way its members can be seated, recused, present and
 * vote. The other side of the comparison counts people one by one and never multiplies or divides.
 */
const LARGEST = 9;
const upTo = (n: number): readonly number[] => Array.from({ length: n + 1 }, (_, at) => at);
const people = (n: number): readonly number[] => upTo(n).slice(1);

/** As many as there are people in so many copies of the crowd, counted one by one. */
const copies = (n: number, count: number): number =>
  people(n).reduce((all) => people(count).reduce((sum) => sum + 1, all), 0);

describe('a quorum', () => {
  const boards = people(LARGEST).flatMap((seats) =>
    upTo(seats).flatMap((filled) => upTo(filled).map((recused) => ({ seats, filled, eligible: filled - recused }))),
  );
  const fractions = people(4).flatMap((denominator) =>
    people(denominator).map((numerator) => ({ numerator, denominator })),
  );

  it(`of more than half leaves fewer outside than inside, and no smaller number does (${boards.length} boards)`, () => {
    for (const heads of boards)
      for (const base of QUORUM_BASES) {
        const size = { SEATS: heads.seats, FILLED: heads.filled, ELIGIBLE: heads.eligible }[base];
        const smallest = upTo(LARGEST + 1).find((inside) => inside > size - inside);
        expect([base, heads, quorumRequired({ method: 'MORE_THAN_HALF', base }, heads)]).toEqual([
          base,
          heads,
          smallest,
        ]);
      }
  });
  it(`of at least n/d is the smallest head count whose d copies fill n copies of the base`, () => {
    for (const heads of boards)
      for (const base of QUORUM_BASES)
        for (const fraction of fractions) {
          const size = { SEATS: heads.seats, FILLED: heads.filled, ELIGIBLE: heads.eligible }[base];
          const wanted = copies(fraction.numerator, size);
          const smallest = upTo(LARGEST).find((inside) => copies(fraction.denominator, inside) >= wanted);
          const rule: QuorumRule = { method: 'AT_LEAST', base, ...fraction };
          expect([rule, heads, quorumRequired(rule, heads)]).toEqual([rule, heads, smallest]);
        }
  });
  it('is never below the least count', () => {
    for (const heads of boards)
      for (const minCount of upTo(LARGEST)) {
        const without = quorumRequired({ method: 'MORE_THAN_HALF', base: 'ELIGIBLE' }, heads);
        const required = quorumRequired({ method: 'MORE_THAN_HALF', base: 'ELIGIBLE', minCount }, heads);
        expect([required >= minCount, required >= without, required === minCount || required === without]).toEqual([
          true,
          true,
          true,
        ]);
      }
  });
  it('of eleven by majority is six', () => {
    const heads = { seats: 11, filled: 11, eligible: 11 };
    expect(quorumRequired({ method: 'MORE_THAN_HALF', base: 'SEATS' }, heads)).toBe(6);
  });
});

/** One person of a board, and what they do. */
type Person = 'VACANT' | 'ABSENT' | 'SILENT' | 'FOR' | 'AGAINST' | 'ABSTAIN';

/** Every board up to nine seats by how many do what; one list of people for each. */
function* assemblies(): Generator<readonly Person[]> {
  const kinds: readonly Person[] = ['VACANT', 'ABSENT', 'SILENT', 'FOR', 'AGAINST', 'ABSTAIN'];
  function* fill(left: number, from: number): Generator<readonly Person[]> {
    if (left === 0) yield [];
    else
      for (let kind = from; kind < kinds.length; kind++)
        for (const rest of fill(left - 1, kind)) yield [kinds[kind]!, ...rest];
  }
  for (const seats of people(LARGEST)) yield* fill(seats, 0);
}

const those = (board: readonly Person[], ...kinds: readonly Person[]): readonly Person[] =>
  board.filter((person) => kinds.includes(person));

const pollOf = (board: readonly Person[]): Poll => ({
  votesFor: those(board, 'FOR').length,
  votesAgainst: those(board, 'AGAINST').length,
  abstentions: those(board, 'ABSTAIN').length,
  present: those(board, 'SILENT', 'FOR', 'AGAINST', 'ABSTAIN').length,
  eligible: board.length - those(board, 'VACANT').length,
  seats: board.length,
});

/** Who is measured against, as people. */
const against = (board: readonly Person[], basis: VotingRule['basis']): readonly Person[] =>
  ({
    CAST: those(board, 'FOR', 'AGAINST'),
    PRESENT: those(board, 'SILENT', 'FOR', 'AGAINST', 'ABSTAIN'),
    ELIGIBLE: those(board, 'ABSENT', 'SILENT', 'FOR', 'AGAINST', 'ABSTAIN'),
    SEATS: board,
  })[basis ?? 'CAST'];

/** Pairs every supporter with somebody who is none; carried if a supporter is left over. */
function isMajority(crowd: readonly Person[]): boolean {
  const rest = crowd.filter((person) => person !== 'FOR');
  const supporters = crowd.filter((person) => person === 'FOR');
  while (rest.length > 0 && supporters.length > 0) {
    rest.pop();
    supporters.pop();
  }
  return supporters.length > 0;
}

describe('a vote', () => {
  const boards = [...assemblies()];
  const voted = (board: readonly Person[]) => board.some((person) => person === 'FOR' || person === 'AGAINST');

  it(`is carried by a simple majority when supporters outnumber all others (${boards.length} assemblies)`, () => {
    for (const board of boards)
      for (const basis of VOTING_BASES) {
        const { carried, tied } = judge({ method: 'SIMPLE', basis }, pollOf(board));
        const crowd = against(board, basis);
        const balanced = those(board, 'FOR').length === those(board, 'AGAINST').length;
        const wanted = voted(board) && isMajority(crowd);
        // The casting vote is one more beside those cast; of a count of heads it speaks for one who did not.
        const withOneMore: readonly Person[] = basis === 'CAST' ? [...crowd, 'FOR'] : turned(crowd);
        const tie = voted(board) && !wanted && balanced && isMajority(withOneMore);
        if (carried !== wanted || tied !== tie) expect({ board, basis, carried, tied }).toEqual({ wanted, tie });
      }
  });
  it('is carried by n/d when d copies of the supporters fill n copies of the base', () => {
    for (const board of boards)
      for (const basis of VOTING_BASES)
        for (const [numerator, denominator] of [
          [2, 3],
          [3, 4],
          [3, 5],
          [1, 2],
        ] as const) {
          const { carried } = judge({ method: 'QUALIFIED', basis, numerator, denominator }, pollOf(board));
          const supporters = copies(denominator, those(board, 'FOR').length);
          const wanted = voted(board) && supporters >= copies(numerator, against(board, basis).length);
          if (carried !== wanted) expect({ board, basis, numerator, denominator, carried }).toEqual(wanted);
        }
  });
  it('is unanimous when nobody is against and somebody, or everybody eligible, is for', () => {
    for (const board of boards) {
      const nobodyAgainst = !board.includes('AGAINST');
      expect(judge({ method: 'UNANIMOUS' }, pollOf(board)).carried).toBe(nobodyAgainst && board.includes('FOR'));
      const strict = judge({ method: 'UNANIMOUS', abstentionBlocks: true }, pollOf(board)).carried;
      const seated = board.filter((person) => person !== 'VACANT');
      expect(strict).toBe(seated.length > 0 && seated.every((person) => person === 'FOR'));
    }
  });
  it('passes in silence when nobody objects and enough have acknowledged', () => {
    for (const board of boards)
      for (const acknowledgements of upTo(LARGEST)) {
        const { carried } = judge({ method: 'NO_OBJECTION', acknowledgements }, pollOf(board));
        let left = acknowledgements;
        for (const person of board) if (person === 'FOR' || person === 'ABSTAIN') left -= 1;
        if (carried !== (left <= 0 && !board.includes('AGAINST'))) expect({ board, acknowledgements }).toBe(carried);
      }
  });
  it('without anybody for or against decides nothing', () => {
    for (const board of boards.filter((one) => !voted(one)))
      for (const method of ['SIMPLE', 'QUALIFIED', 'UNANIMOUS'] as const)
        expect(judge({ method }, pollOf(board))).toMatchObject({ carried: false, verdict: 'NO_VOTES_CAST' });
  });
});

/** The crowd with one who was neither turned into a supporter; with one more if everybody took sides. */
function turned(crowd: readonly Person[]): readonly Person[] {
  const at = crowd.findIndex((person) => person !== 'FOR' && person !== 'AGAINST');
  return at < 0 ? [...crowd, 'FOR'] : crowd.with(at, 'FOR');
}
