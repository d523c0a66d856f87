import type { MatterRule, TermsOfReference } from '@tabularium/decisions/contract';
import { MATTERS } from '@tabularium/contracts';
import { addDays, daysBetween, type LocalDate } from '@tabularium/kernel';
import { pounds } from './budget-plan';

export type BodyId = 'IB' | 'PB';

/** Largest single amount of the portfolio board in whole pounds; the investment board has no limit. */
export const PORTFOLIO_BOARD_LIMIT = 10_000_000;

/** A seat with who holds it; `from` and `until` where that changes within the sample. */
export interface SampleSeat {
  readonly id: string;
  readonly title: string;
  readonly person: string;
  readonly from?: LocalDate;
  readonly until?: LocalDate;
}

export interface SampleBody {
  readonly id: BodyId;
  readonly name: string;
  readonly terms: TermsOfReference;
  readonly seats: readonly SampleSeat[];
  /** Hour at which it meets, UTC. */
  readonly hour: number;
}

/** Boards meet on Thursdays, every other week, when there is something to decide. */
const FIRST_MEETING = '2023-09-07';
const FORTNIGHT = 14;

/** The first meeting day on or after a day. */
export function nextMeetingDay(day: LocalDate): LocalDate {
  const since = daysBetween(FIRST_MEETING, day);
  return addDays(FIRST_MEETING, Math.max(0, Math.ceil(since / FORTNIGHT)) * FORTNIGHT);
}

export const meetingDayBefore = (day: LocalDate): LocalDate => addDays(day, -FORTNIGHT);

const SIMPLE = { method: 'SIMPLE' } as const;
const TWO_THIRDS = { method: 'QUALIFIED', numerator: 2, denominator: 3 } as const;
const SILENT = { method: 'NO_OBJECTION', acknowledgements: 2 } as const;

/** Matters of money, and those of the board itself. A first budget follows its project: nobody needs to speak. */
const mattersUpTo = (limit?: number): readonly MatterRule[] => [
  ...MATTERS.map((matterType) => ({
    matterType,
    voting: matterType === 'BUDGET_REVISION' ? SILENT : SIMPLE,
    ...(limit ? { upTo: pounds(limit) } : {}),
  })),
  { matterType: 'RESCISSION', voting: TWO_THIRDS, meetingOnly: true },
  { matterType: 'RATIFICATION', voting: SIMPLE, meetingOnly: true },
  { matterType: 'CONDITIONS', voting: SIMPLE },
  { matterType: 'OPERATIONS', voting: SIMPLE },
];

const investmentSeats: readonly SampleSeat[] = [
  { id: 'chair', title: 'Chief Executive', person: 'n.castellan' },
  { id: 'finance', title: 'Director of Finance', person: 'p.thackeray' },
  { id: 'place', title: 'Cabinet Member for Place', person: 'd.marchetti' },
  { id: 'resources', title: 'Cabinet Member for Resources', person: 's.oyelaran' },
  { id: 'independent', title: 'Independent Member', person: 'k.lindgren', until: '2025-12-31' },
  { id: 'independent', title: 'Independent Member', person: 'a.brandt', from: '2026-01-01' },
  { id: 'transport', title: 'Director of Transport', person: 'c.delacroix' },
  { id: 'education', title: 'Director of Education', person: 'f.ibrahim' },
];

const portfolioSeats: readonly SampleSeat[] = [
  { id: 'chair', title: 'Director of Finance', person: 'p.thackeray' },
  { id: 'controller', title: 'Finance Controller', person: 'e.varga' },
  { id: 'housing', title: 'Director of Housing', person: 'b.singh' },
  { id: 'digital', title: 'Chief Digital Officer', person: 'v.romero' },
  { id: 'environment', title: 'Director of Environment', person: 'o.nystrom' },
  { id: 'care', title: 'Director of Adult Care', person: 'g.achebe' },
];

const seatsOf = (seats: readonly SampleSeat[]): TermsOfReference['seats'] => [
  ...new Map(seats.map(({ id, title }) => [id, { id, title, voting: true }])).values(),
];

export const bodies: Readonly<Record<BodyId, SampleBody>> = {
  IB: {
    id: 'IB',
    name: 'Investment Board',
    seats: investmentSeats,
    hour: 14,
    terms: {
      purpose: 'Decides what the council invests in, and who may decide the rest',
      matters: [
        ...mattersUpTo(),
        { matterType: 'APPEAL', voting: SIMPLE, meetingOnly: true },
        { matterType: 'GOVERNANCE', voting: TWO_THIRDS },
      ],
      seats: seatsOf(investmentSeats),
      chairSeat: 'chair',
      deputySeat: 'finance',
      quorum: { method: 'MORE_THAN_HALF', base: 'SEATS' },
      recusalMode: 'LEAVES',
      castingVote: true,
      urgent: { upTo: pounds(5_000_000), ratifyDays: 30 },
      noticeDays: 5,
      paperDays: 5,
    },
  },
  PB: {
    id: 'PB',
    name: 'Portfolio Board',
    seats: portfolioSeats,
    hour: 10,
    terms: {
      purpose: 'Steers both portfolios and decides up to its limit',
      parent: 'IB',
      matters: mattersUpTo(PORTFOLIO_BOARD_LIMIT),
      seats: seatsOf(portfolioSeats),
      chairSeat: 'chair',
      deputySeat: 'controller',
      quorum: { method: 'AT_LEAST', numerator: 1, denominator: 2, base: 'SEATS' },
      recusalMode: 'LEAVES',
      castingVote: true,
      written: { voting: { method: 'UNANIMOUS', abstentionBlocks: true } },
      urgent: { upTo: pounds(5_000_000), ratifyDays: 30 },
      appeal: { body: 'IB', days: 30 },
      noticeDays: 5,
      paperDays: 5,
    },
  },
};

/** Who sits on a body on a day, in the order of the seats. */
export const membersOn = (body: BodyId, day: LocalDate): readonly string[] =>
  bodies[body].seats.filter(({ from = day, until = day }) => from <= day && day <= until).map(({ person }) => person);

/** Who presides: the chair, or the deputy when the chair is among those in conflict. */
export const presidingOver = (body: BodyId, conflicted: readonly string[]): string => {
  const [chair = '', deputy = ''] = bodies[body].seats.map(({ person }) => person);
  return conflicted.includes(chair) ? deputy : chair;
};
