import { Id } from '@tabularium/contracts';
import type { Report } from '@tabularium/http';
import { daysBetween } from '@tabularium/kernel';
import { everyRow, listIn, pinnedBasis, type Basis, type ReadStore, type Row } from '@tabularium/read-store';
import { intIn, ofBody, textIn } from './rows';

export class GovernancePerformanceAsked {
  @Id({ to: 'governanceBody', optional: true, about: 'Only this body' }) readonly body?: string;
}

export interface BodyPerformance {
  readonly body: string;
  readonly meetingsHeld: number;
  /** Meetings that lost their quorum. */
  readonly quorumLost: number;
  /** Meetings without a published agenda when their notice had run. */
  readonly agendasOverdue: number;
  /** Meetings whose paper deadline passed, and those of them that had no matter on the agenda by then. */
  readonly paperDeadlinesPassed: number;
  readonly paperDeadlinesMissed: number;
  /** Members who attended at any time, by meetings. */
  readonly attendance: Readonly<Record<string, number>>;
  readonly decisions: number;
  /** Whole days from proposal to decision: half, and nine in ten, took no longer; null without decisions. */
  readonly daysToDecideP50: number | null;
  readonly daysToDecideP90: number | null;
  readonly deferredMoreThanOnce: number;
  readonly urgent: number;
  readonly urgentNotRatified: number;
  readonly written: number;
  readonly tabledLate: number;
  readonly recusals: number;
  readonly dissents: number;
  readonly againstAdvice: number;
  readonly conditionsMet: number;
  readonly conditionsBreached: number;
  readonly reversed: number;
}

export interface GovernancePerformance {
  readonly basis: Basis;
  readonly rows: readonly BodyPerformance[];
}

/** How bodies govern (report R19), all at one basis. */
export const governancePerformance: Report<GovernancePerformanceAsked, GovernancePerformance> = {
  name: 'governance-performance',
  title: 'Meetings, attendance, time to decide, urgency, dissent and conditions by body',
  params: GovernancePerformanceAsked,
  run: async ({ body, ...asked }, views) => {
    const basis = await pinnedBasis(views, asked);
    const bodies =
      body === undefined ? (await everyRow(views, 'governance-bodies', basis)).map(({ key }) => key) : [body];
    return { basis, rows: await Promise.all(bodies.map((each) => performanceOf(views, basis, each))) };
  },
};

async function performanceOf(views: ReadStore, basis: Basis, body: string): Promise<BodyPerformance> {
  const rowsOf = async (view: string) => (await everyRow(views, view, basis, [ofBody(body)])).map(({ row }) => row);
  const called = await rowsOf('meetings');
  const held = called.filter((meeting) => listIn(meeting, 'attended').length > 0);
  const items = await rowsOf('decision-items');
  return {
    body,
    meetingsHeld: held.length,
    quorumLost: count(held, (meeting) => intIn(meeting, 'quorumLost') > 0),
    agendasOverdue: count(called, (meeting) => meeting['agendaOverdue'] === true),
    paperDeadlinesPassed: count(called, (meeting) => meeting['paperDeadlinePassed'] === true),
    paperDeadlinesMissed: count(called, (meeting) => meeting['tabledInTime'] === 0),
    attendance: attendanceOf(held),
    deferredMoreThanOnce: count(items, (item) => intIn(item, 'deferrals') > 1),
    ...ofDecisions(
      items.filter((item) => item['decided'] === true),
      (item) => daysBetween(views.dayOf(textIn(item, 'proposedAt')), textIn(item, 'decidedOn')),
    ),
  };
}

const count = (rows: readonly Row[], is: (row: Row) => boolean): number => rows.filter(is).length;
const total = (rows: readonly Row[], of: (row: Row) => number): number => rows.reduce((sum, row) => sum + of(row), 0);

function attendanceOf(meetings: readonly Row[]): Readonly<Record<string, number>> {
  const people = meetings.flatMap((meeting) => listIn(meeting, 'attended'));
  return Object.fromEntries(
    [...new Set(people)].sort().map((person) => [person, people.filter((each) => each === person).length]),
  );
}

const REVERSED: ReadonlySet<string> = new Set(['RESCINDED', 'SUPERSEDED', 'LAPSED', 'OVERTURNED']);

function ofDecisions(decided: readonly Row[], daysToDecide: (item: Row) => number) {
  const days = decided.map(daysToDecide).sort((a, b) => a - b);
  const urgent = decided.filter((item) => textIn(item, 'where') === 'URGENT');
  return {
    decisions: decided.length,
    daysToDecideP50: percentile(days, 50),
    daysToDecideP90: percentile(days, 90),
    urgent: urgent.length,
    urgentNotRatified: count(urgent, (item) => textIn(item, 'ratifyBy') !== '' || textIn(item, 'state') === 'LAPSED'),
    written: count(decided, (item) => textIn(item, 'where') === 'WRITTEN'),
    tabledLate: count(decided, (item) => item['papersLate'] === true),
    recusals: total(decided, (item) => intIn(item, 'recused')),
    dissents: total(decided, (item) => listIn(item, 'dissents').length),
    againstAdvice: count(decided, (item) => item['againstAdvice'] === true),
    conditionsMet: total(decided, (item) => intIn(item, 'conditionsMet')),
    conditionsBreached: total(decided, (item) => intIn(item, 'conditionsBreached')),
    reversed: count(decided, (item) => REVERSED.has(textIn(item, 'state'))),
  };
}

/** Nearest rank: the smallest value that p percent do not exceed. */
const percentile = (sorted: readonly number[], p: number): number | null =>
  sorted[Math.ceil((p * sorted.length) / 100) - 1] ?? null;
