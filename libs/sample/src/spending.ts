import { periodOf, type LocalDate } from '@tabularium/kernel';
import { pounds } from './budget-plan';
import { daysAfter, quarterEnds } from './calendar';
import type { Frame } from './frame';
import { analystsOf } from './life';
import { step, type Step } from './step';

/** What a project spends in a quarter, and what it has committed; whole pounds. */
interface Quarter {
  readonly endsOn: LocalDate;
  readonly spend: number;
  readonly committed: number;
  readonly free: number;
}

/** Commitments, quarterly actuals within what is released (but for the quarter the story overspends), and period closes. */
export function spending(frame: Frame): {
  readonly steps: readonly Step[];
  readonly spent: number;
  readonly openCommitments: readonly string[];
} {
  const quarters = quartersOf(frame);
  const steps = quarters.flatMap((quarter, n) => quarterSteps(frame, quarter, n));
  const open = quarters.flatMap(({ committed }, n) => (committed > 0 ? [commitmentId(frame, n)] : []));
  return { steps, spent: quarters.reduce((sum, { spend }) => sum + spend, 0), openCommitments: open };
}

function quartersOf({ project, approvedOn, attempts, budget, story, endsOn }: Frame): readonly Quarter[] {
  const ends = quarterEnds(approvedOn, endsOn < project.finishesOn ? endsOn : project.finishesOn);
  let spent = 0;
  let committedSoFar = 0;
  return ends.map((day) => {
    const released = attempts
      .filter(({ decidedOn }) => decidedOn < bookedOn(day))
      .reduce((sum, attempt) => sum + attempt.released, 0);
    const free = released - spent - committedSoFar;
    const planned = plannedIn(budget.lines, periodOf(day));
    const wanted = Math.round(planned * paceOf(project.id, day));
    const spend =
      story.overspends === day
        ? Math.max(wanted, free + 180_000)
        : Math.max(0, Math.min(wanted, Math.floor(free * 0.8)));
    const committed = free - spend > 400_000 && wanted > 0 ? Math.round((free - spend) / 8 / 1000) * 1000 : 0;
    spent += spend;
    committedSoFar += committed;
    return { endsOn: day, spend, committed, free };
  });
}

const plannedIn = (lines: Frame['budget']['lines'], period: string): number =>
  lines.filter((line) => line.period === period).reduce((sum, line) => sum + Number(line.amount.minor) / 100, 0);

/** The day on which a quarter is booked. */
const bookedOn = (quarterEnd: LocalDate): LocalDate => daysAfter(quarterEnd, -3);

/** Between 0.74 and 1.08 of the plan, the same for the same project and quarter. */
function paceOf(id: string, day: LocalDate): number {
  const seed = [...`${id}${day}`].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7);
  return 0.74 + (seed % 35) / 100;
}

const commitmentId = ({ project }: Frame, n: number): string => `PO-${project.id.slice(4).replace('-', '')}-${n + 1}`;

const suppliers = [
  'Brae & Sons',
  'Castellan Civil',
  'Northbank Engineering',
  'Oriel Systems',
  'Fennimore Works',
  'Tideway Marine',
];

export const supplierOf = ({ totalK }: Pick<Frame['project'], 'totalK'>, n = 0): string =>
  suppliers[(totalK + n) % suppliers.length] ?? 'Brae & Sons';

function quarterSteps(frame: Frame, quarter: Quarter, n: number): readonly Step[] {
  const { project, budget } = frame;
  const { endsOn, spend, committed } = quarter;
  const [analyst] = analystsOf(project.id);
  const period = periodOf(endsOn);
  const actual = (part: string, account: string, amount: number, time: string) =>
    step(bookedOn(endsOn), time, analyst, 'costLedger', project.id, 'PostActual', {
      entryId: `ACT-${period}-${part}`,
      account,
      period,
      amount: pounds(amount),
      externalRef: `GL ${period} ${project.id} ${part}`,
    });
  const main = Math.round(spend * 0.82);
  return [
    ...(committed > 0
      ? [
          step(bookedOn(endsOn), '16:30', analyst, 'costLedger', project.id, 'PlaceCommitment', {
            commitmentId: commitmentId(frame, n),
            account: budget.main,
            amount: pounds(committed),
            supplier: supplierOf(project, n),
            externalRef: `Order ${commitmentId(frame, n)}`,
          }),
        ]
      : []),
    ...(spend > 0
      ? [
          actual('A', budget.main, main, '16:00'),
          ...(spend - main > 0 ? [actual('B', budget.lines[0]?.account ?? budget.main, spend - main, '16:05')] : []),
          step(daysAfter(endsOn, 9), '10:30', 'e.varga', 'costLedger', project.id, 'ClosePeriod', {
            period,
            ledgerTotal: pounds(spend),
          }),
        ]
      : []),
  ];
}
